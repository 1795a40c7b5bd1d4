import { pool } from "../../db/pool.ts";
import { inTransaction, type Transaction } from "../../db/transaction.ts";
import { subjectOf } from "./handled.ts";
import { beginLook, noteLooks } from "./looks.ts";
import { type About, aboutOf } from "./said.ts";
import { type Step, stepsFor } from "./steps.ts";

type Entry = { id: string; type: string; object_id: string; object: unknown; heard: string };

/**
 * Makes true here what an event is about: as Stripe has it now, whatever the event said. So a second delivery,
 * another order or two events of one second come to the same.
 */
export async function applyEvent(eventId: string): Promise<void> {
  // Whoever is in the ledger by now is answered by what is fetched from here on.
  const entries = await waitingWith(eventId);
  const entry = entries.find(({ id }) => id === eventId);
  const subject = entry ? subjectOf(entry.type) : null;
  if (entry === undefined || subject === null) return;
  const alike = entries.filter(({ type }) => subjectOf(type) === subject);
  await applyObject(aboutOf(subject, entry.object_id, entry.object), alike);
}

/**
 * Makes an object true here, and what belongs to it.
 * @param entries that are done then. When the object was looked at since they were heard, they are done already;
 *   without any, it is looked at
 */
export async function applyObject(about: About, entries: Entry[] = []): Promise<void> {
  const object = `${about.subject}:${about.id}`;
  const ids = entries.map(({ id }) => id);
  const heard = entries[0]?.heard ?? null;
  const { now, answered } = await beginLook(pool(), [object], heard);
  if (answered.length > 0) {
    await pool().query(setProcessed, [ids]);
    return;
  }
  const steps = await stepsFor(about);
  await inTransaction(async (tx) => {
    const { looks, oldest } = await applySteps(tx, steps, heard);
    // What was left out was looked at before: nothing about this object is known to be newer than that.
    const seen = oldest !== null && BigInt(oldest) < BigInt(now) ? oldest : now;
    await noteLooks(tx, new Map([[object, seen], ...looks]));
    await tx.query(setProcessed, [ids]);
  });
}

const setProcessed = `
  update private.stripe_events set state = 'processed', processed_at = now(), last_error = null
  where id = any($1) and state <> 'processed'`;

/**
 * Runs steps in a transaction. Each holds the lock of its object, taken in one order by everybody, before it
 * fetches: what was fetched later is written later. A step whose object somebody else has looked at since `heard` is
 * left out: it could only say the same again.
 * @returns what was looked at, and the oldest of the looks that were relied on
 */
async function applySteps(tx: Transaction, steps: Step[], heard: string | null) {
  const ordered = steps.toSorted((a, b) => (a.lock < b.lock ? -1 : 1));
  const locks = ordered.map(({ lock }) => lock);
  await tx.query(
    `select set_config('lock_timeout', '8s', true), (
      select count(pg_advisory_xact_lock(hashtextextended('stripe:' || lock, 0))) from unnest($1::text[]) as lock)`,
    [locks],
  );
  const { now, answered, oldest } = await beginLook(tx, locks, heard);
  const open = ordered.filter(({ lock }) => !answered.includes(lock));
  for (const { apply } of open) await apply(tx);
  return { looks: open.map(({ lock }): [string, string] => [lock, now]), oldest };
}

/** The event, if it waits, and the others about the same object, the last one that was heard first. */
async function waitingWith(eventId: string): Promise<Entry[]> {
  const { rows } = await pool().query<Entry>(
    `select event.id, event.type, event.object_id, event.payload #> '{data,object}' as object, event.heard
      from private.stripe_events as asked
      join private.stripe_events as event on event.object_id = asked.object_id
      where asked.id = $1 and event.state not in ('processed', 'ignored') order by event.heard desc`,
    [eventId],
  );
  return rows;
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
