import { pool } from "../../db/pool.ts";
import { inTransaction } from "../../db/transaction.ts";
import { subjectOf } from "./handled.ts";
import { type Step, stepsFor } from "./steps.ts";

type Entry = { type: string; object_id: string };

/**
 * Makes true here what an event is about: as Stripe has it now, whatever the event said. So a second delivery,
 * another order or two events of one second come to the same.
 */
export async function applyEvent(eventId: string): Promise<void> {
  const entry = await findWaiting(eventId);
  if (entry === null) return;
  // Whoever is in the ledger by now is answered by what is fetched from here on.
  const waiting = await waitingFor(entry);
  const subject = subjectOf(entry.type);
  const steps = subject === null ? [] : await stepsFor(subject, entry.object_id);
  await applySteps(steps, waiting);
}

/**
 * Runs steps in one transaction. Each holds the lock of its object, taken in one order by everybody, before it
 * fetches: what was fetched later is written later.
 * @param events that are done then
 */
export async function applySteps(steps: Step[], events: string[] = []): Promise<void> {
  const ordered = steps.toSorted((a, b) => (a.lock < b.lock ? -1 : 1));
  await inTransaction(async (tx) => {
    await tx.query("set local lock_timeout = '8s'");
    for (const { lock } of ordered) {
      await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`stripe:${lock}`]);
    }
    for (const { apply } of ordered) await apply(tx);
    await tx.query(
      `update private.stripe_events set state = 'processed', processed_at = now(), last_error = null
        where id = any($1) and state <> 'processed'`,
      [events],
    );
  });
}

async function findWaiting(eventId: string): Promise<Entry | null> {
  const { rows } = await pool().query<Entry>(
    `select type, object_id from private.stripe_events
      where id = $1 and state not in ('processed', 'ignored') and object_id is not null`,
    [eventId],
  );
  return rows[0] ?? null;
}

/** The events about the same object and of the same kind that wait: one fetch does for all of them. */
async function waitingFor({ type, object_id }: Entry): Promise<string[]> {
  const { rows } = await pool().query<{ id: string; type: string }>(
    `select id, type from private.stripe_events
      where object_id = $1 and state not in ('processed', 'ignored')`,
    [object_id],
  );
  return rows.filter((row) => subjectOf(row.type) === subjectOf(type)).map(({ id }) => id);
}

/** Notes in the ledger that a try failed, and with the last one that the event is given up. */
export async function recordFailure(eventId: string, failure: string, isLast: boolean): Promise<void> {
  await pool().query(
    `update private.stripe_events set attempts = attempts + 1, last_error = $2,
        state = case when $3 then 'dead' else 'failed' end::private.stripe_event_state
      where id = $1 and state not in ('processed', 'ignored')`,
    [eventId, failure, isLast],
  );
}
