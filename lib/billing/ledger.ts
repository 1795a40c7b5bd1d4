import { pool } from "../db/pool.ts";
import { unavailable } from "../errors.ts";
import { maxAttempts } from "../jobs/enqueue.ts";
import { describeFailure } from "../jobs/failure.ts";
import { isHandled } from "./apply/handled.ts";
import type { LedgerEntry } from "./webhook/event.ts";

// One statement is one transaction: the event and its job are both there, or neither. An event that is known
// already enqueues nothing. It makes one round trip to the database.
const insert = `
  with entry as (
    insert into private.stripe_events (id, type, object_id, api_version, livemode, created, payload, state)
    values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id, state)
  select graphile_worker.add_job('apply_stripe_event', json_build_object('eventId', id),
    max_attempts => $9, job_key => 'stripe:' || id)
  from entry where state = 'pending'`;

/**
 * Writes an event into the ledger and enqueues its job, unless it is there.
 * @throws {AppError} unavailable, so that Stripe tries again
 */
export async function record(entry: LedgerEntry, payload: unknown): Promise<void> {
  const { id, type, objectId, apiVersion, livemode, created } = entry;
  const state = objectId !== null && isHandled(type) ? "pending" : "ignored";
  const values = [id, type, objectId, apiVersion, livemode, created, storable(payload), state, maxAttempts];
  try {
    await pool().query(insert, values);
  } catch (error) {
    throw unavailable("The event ledger", new Error(describeFailure(error)));
  }
}

/** JSON that Postgres takes: it has neither NUL nor half characters in texts. Both are escaped where they are. */
function storable(payload: unknown): string {
  const json = JSON.stringify(payload);
  if (!/\\u(?:0000|d[89a-f])/i.test(json)) return json;
  return JSON.stringify(payload, (_key, value: unknown) =>
    typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value,
  );
}

const requeue = `
  select graphile_worker.add_job('apply_stripe_event', json_build_object('eventId', event.id),
    max_attempts => $1, job_key => 'stripe:' || event.id)
  from private.stripe_events as event`;

/** Enqueues events that have waited for an hour without a job, a thousand at a time. */
export async function requeueForgotten(): Promise<void> {
  await pool().query(
    `${requeue}
      where event.state in ('pending', 'failed') and event.received_at < now() - interval '1 hour'
        and not exists (
          select from graphile_worker.jobs as job
          where job.key = 'stripe:' || event.id and job.attempts < job.max_attempts)
      limit 1000`,
    [maxAttempts],
  );
}

/**
 * Has an event worked on again, from the first try, whatever became of it before.
 * @returns false when there is no such event, or nothing follows from its type
 */
export async function replay(id: string): Promise<boolean> {
  const { rowCount } = await pool().query(
    `with event as (
      update private.stripe_events set state = 'pending', attempts = 0, last_error = null, processed_at = null,
        heard = nextval('private.stripe_order')
      where id = $2 and state <> 'ignored' returning id)
    ${requeue.replace("private.stripe_events as event", "event")}`,
    [maxAttempts, id],
  );
  return rowCount === 1;
}
