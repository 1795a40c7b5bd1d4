import { z } from "zod";
import { recordAudit, type Trail } from "../audit/record.ts";
import type { AuditAction } from "../audit/schema.ts";
import { pool } from "../db/pool.ts";
import { inTransaction } from "../db/transaction.ts";
import { conflict, notFound } from "../errors.ts";
import { redacted } from "../observability/redacted.ts";
import { cursorPage, decodeCursor, type Page } from "../pagination.ts";
import type { JobState, JobView, ListJobsQuery } from "./schema.ts";

type Row = {
  id: string;
  task_identifier: string;
  state: JobState;
  attempts: number;
  max_attempts: number;
  last_error: string | null;
  run_at: string;
  created_at: string;
};

/** The state of a row of graphile_worker.jobs, in SQL. */
export const jobState = `case
    when locked_at is not null then 'running'
    when attempts >= max_attempts then 'dead'
    when attempts > 0 then 'failed'
    else 'waiting' end`;

const place = z.string().regex(/^\d{1,18}$/);

/**
 * What is in the queue, newest first. What a job is about is left out: it may be about a person. The caller must have
 * been found to be an admin.
 * @throws {AppError} validation_failed (a cursor of another list)
 */
export async function listJobs({ limit, cursor, state: wanted }: ListJobsQuery): Promise<Page<JobView>> {
  const before = cursor === undefined ? null : decodeCursor(cursor, place);
  const { rows } = await pool().query<{ row: Row }>(
    `select json_build_object('id', id::text, 'task_identifier', task_identifier, 'state', ${jobState},
        'attempts', attempts, 'max_attempts', max_attempts, 'last_error', last_error, 'run_at', run_at,
        'created_at', created_at) as row
      from graphile_worker.jobs
      where ($1::text is null or ${jobState} = $1) and ($2::bigint is null or id < $2)
      order by id desc limit $3`,
    [wanted ?? null, before, limit + 1],
  );
  const found = rows.map(({ row }) => row);
  return cursorPage(found, limit, viewOf, (row) => row.id);
}

const viewOf = (row: Row): JobView => ({
  id: row.id,
  task: row.task_identifier,
  state: row.state,
  attempts: row.attempts,
  maxAttempts: row.max_attempts,
  lastError: row.last_error === null ? null : redacted(row.last_error),
  runAt: row.run_at,
  createdAt: row.created_at,
});

/**
 * Has a job tried now, and as often as a new one. The caller must be an admin.
 * @throws {AppError} not_found, conflict (it is running)
 */
export async function retryJob(id: string, trail: Trail): Promise<void> {
  const retry = "graphile_worker.reschedule_jobs(array[$1::bigint], now(), attempts => 0)";
  await onResting(id, retry, "job.retried", trail);
}

/**
 * Takes a job out of the queue; what it was to do is not done. The caller must be an admin.
 * @throws {AppError} not_found, conflict (it is running)
 */
export async function deleteJob(id: string, trail: Trail): Promise<void> {
  await onResting(id, "graphile_worker.complete_jobs(array[$1::bigint])", "job.deleted", trail);
}

/** Runs a function of the queue's own, which touches nothing while a worker has the job, and records it. */
async function onResting(id: string, call: string, action: AuditAction, trail: Trail): Promise<void> {
  await inTransaction(async (tx) => {
    // What it was to do is asked first: afterwards it may be gone.
    const known = await tx.query("select task_identifier as task from graphile_worker.jobs where id = $1", [
      id,
    ]);
    if (known.rowCount === 0) throw notFound("job");
    const { rowCount } = await tx.query(`select from ${call}`, [id]);
    if (rowCount === 0) throw conflict("The job is running. Look again when it has ended.");
    await recordAudit(trail, { action, target: { type: "job", id }, metadata: known.rows[0] }, tx);
  });
}
