import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { pool } from "../../db/pool.ts";
import { deliver } from "../../email/deliver.ts";
import { emailInput } from "../../email/templates.ts";
import { task } from "../task.ts";

const payload = z.object({ cause: z.string(), userId: z.uuid(), email: emailInput });

/**
 * Sends what was announced. The address is read now, so that none lies in the queue; an account that is gone gets
 * nothing. What was sent already is not sent again. No mail server takes part in a transaction: a kill of this process
 * between its word and ours doubles the letter, and both copies carry the same Message-ID. It is never lost.
 */
export default task(payload, async ({ cause, userId, email }) => {
  const address = await addressFor(cause, userId);
  if (address === null) return;
  await deliver({ to: address.email, name: address.name, cause, email });
  await noteSent(cause);
});

const patienceMs = 60_000;

/** The mail server has it. A database that is away for a moment is waited for: failing here would send it twice. */
async function noteSent(cause: string): Promise<void> {
  const givenUpAt = performance.now() + patienceMs;
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
    try {
      await pool().query("update private.sent_emails set sent_at = now() where cause = $1", [cause]);
      return;
    } catch (error) {
      if (performance.now() > givenUpAt) throw error;
      await delay(pauseMs);
    }
  }
}

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
