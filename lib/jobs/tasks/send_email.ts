import { z } from "zod";
import { pool } from "../../db/pool.ts";
import { deliver } from "../../email/deliver.ts";
import { emailInput } from "../../email/templates.ts";
import { task } from "../task.ts";

const payload = z.object({ cause: z.string(), userId: z.uuid(), email: emailInput });

/**
 * Sends what was announced. The address is read now, so that none lies in the queue; an account that is gone gets
 * nothing. What was sent already is not sent again; only a kill between the mail server's word and ours can double
 * it, and then both carry the same Message-ID.
 */
export default task(payload, async ({ cause, userId, email }) => {
  const address = await addressFor(cause, userId);
  if (address === null) return;
  await deliver({ to: address.email, name: address.name, cause, email });
  await pool().query("update private.sent_emails set sent_at = now() where cause = $1", [cause]);
});

async function addressFor(cause: string, userId: string): Promise<{ email: string; name: string } | null> {
  const { rows } = await pool().query<{ email: string; name: string }>(
    `select account.email, profile.name
      from private.sent_emails as claimed
      join auth.users as account on account.id = $2
      join public.profiles as profile on profile.id = account.id
      where claimed.cause = $1 and claimed.sent_at is null and account.email is not null`,
    [cause, userId],
  );
  return rows[0] ?? null;
}
