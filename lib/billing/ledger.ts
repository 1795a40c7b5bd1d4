import { createBatch } from "../db/batch.ts";
import { pool } from "../db/pool.ts";
import type { Transaction } from "../db/transaction.ts";
import { unavailable } from "../errors.ts";
import { maxAttempts } from "../jobs/enqueue.ts";
import { describeFailure } from "../jobs/failure.ts";
import { recorder } from "../observability/spans.ts";
import { isHandled } from "./apply/handled.ts";
import type { LedgerEntry } from "./webhook/event.ts";

// One statement is one transaction: the events and their jobs are all there, or none of them. An event that is known
// already enqueues nothing. In the order of their ids, so that two writers who have the same ones never wait for each
// other.
const insertWith = (payload: string) => `
  with entry as (
    insert into private.stripe_events (id, type, object_id, api_version, livemode, created, payload, state)
    select id, type, "objectId", "apiVersion", livemode, created, payload, state
      from jsonb_to_recordset($1) as given (id text, type text, "objectId" text, "apiVersion" text, livemode boolean,
        created timestamptz, payload jsonb, state private.stripe_event_state)
      order by id
    on conflict do nothing returning id, state),
  due as (
    select array_agg(row('apply_stripe_event', ${payload}, null, null, $2, 'stripe:' || id,
      null, null)::graphile_worker.job_spec) as jobs
    from entry where state = 'pending')
  select from due, graphile_worker.add_jobs(due.jobs) where due.jobs is not null`;

const insert = insertWith("json_build_object('eventId', id)");

/** The same, and each job knows the trace of the request that its event came with. */
const insertTraced = insertWith(`json_build_object('eventId', id, '_trace', (
  select trace from jsonb_to_recordset($1) as given (id text, trace text) where given.id = entry.id limit 1))`);

/** Those that come while a write is under way share the next one: a flood of events costs few commits. */
const write = createBatch<string, void>(async (rows) => {
  await pool().query(recorder() ? insertTraced : insert, [`[${rows.join()}]`, maxAttempts]);
  return [];
});

/**
 * Writes an event into the ledger and enqueues its job, unless it is there.
 * @param payload the event as JSON
 * @throws {AppError} unavailable, so that Stripe tries again
 */
export async function record(entry: LedgerEntry, payload: string): Promise<void> {
  const state = entry.objectId !== null && isHandled(entry.type) ? "pending" : "ignored";
  const row = JSON.stringify({ ...entry, state, trace: recorder()?.traceparent() });
  try {
    await write(storable(`${row.slice(0, -1)},"payload":${payload}}`));
  } catch (error) {
    throw unavailable("The event ledger", new Error(describeFailure(error)));
  }
}

/** JSON that Postgres takes: it has neither NUL nor half characters in texts. Either can only be there as an escape. */
function storable(json: string): string {
  if (!/\\u(?:0000|d[89a-f])/i.test(json)) return json;
  return JSON.stringify(JSON.parse(json), (_key, value: unknown) =>
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
export async function replay(id: string, on: Transaction): Promise<boolean> {
  const { rowCount } = await on.query(
    `with event as (
      update private.stripe_events set state = 'pending', attempts = 0, last_error = null, processed_at = null,
        heard = nextval('private.stripe_order')
      where id = $2 and state <> 'ignored' returning id)
    ${requeue.replace("private.stripe_events as event", "event")}`,
    [maxAttempts, id],
  );
  return rowCount === 1;
}
