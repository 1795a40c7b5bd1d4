import type { Transaction } from "../db/transaction.ts";
import type { EmailInput } from "../email/templates.ts";
import { enqueue } from "./enqueue.ts";

export type Announcement = EmailInput & {
  /** what happened, such as "receipt:in_123"; it names no person and never comes twice */
  cause: string;
  /** whom to write to; null is nobody */
  userId: string | null;
};

/** Writes to somebody about something that happened, once: whoever claims the cause first enqueues the email. */
export async function announce(tx: Transaction, { cause, userId, ...email }: Announcement): Promise<void> {
  if (userId === null) return;
  const { rowCount } = await tx.query(
    "insert into private.sent_emails (cause, template) values ($1, $2) on conflict do nothing",
    [cause, email.template],
  );
  if (rowCount === 1) await enqueue(tx, "send_email", { cause, userId, email });
}
