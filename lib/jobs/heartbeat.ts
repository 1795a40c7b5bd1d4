import { pool } from "../db/pool.ts";
import { log } from "../observability/log.ts";
import { describeFailure } from "./failure.ts";

export type Rhythm = {
  /** how often a worker says that it lives, and looks after the others */
  beatMs: number;
  /** a worker that was silent for longer counts as dead */
  silenceMs: number;
};

/** What a killed worker held is free again within 45 s at most. Graphile Worker alone would wait for 4 hours. */
export const defaultRhythm: Rhythm = { beatMs: 10_000, silenceMs: 30_000 };

/**
 * Says from time to time that this worker lives, and frees the jobs of workers that do not any more, and its own that
 * it knows nothing of.
 * @param id by which the worker locks its jobs
 * @param active the jobs that it works on
 * @returns stops it, and takes the worker off the list
 */
export function startHeartbeat(
  id: string,
  active: ReadonlySet<string>,
  rhythm: Rhythm = defaultRhythm,
): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const beat = () => {
    running = alive(id)
      .then(() => takeOver(rhythm))
      .then(() => freeForgotten(id, active, rhythm))
      .catch((error) => log().warn({ failure: describeFailure(error) }, "jobs: a heartbeat failed"));
  };
  beat();
  const timer = setInterval(beat, rhythm.beatMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
    await pool().query("delete from private.job_workers where id = $1", [id]);
  };
}

const alive = (id: string) =>
  pool().query(
    "insert into private.job_workers (id) values ($1) on conflict (id) do update set seen_at = now()",
    [id],
  );

/**
 * Frees the jobs of workers that are silent. A job that was locked a moment ago is left alone: its worker may not
 * have said anything yet.
 * @returns the workers whose jobs were freed
 */
export async function takeOver({ silenceMs }: Rhythm): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `select distinct locked_by as id from graphile_worker.jobs
      where locked_at < now() - $1 * interval '1 millisecond' and not exists (
        select from private.job_workers as worker
        where worker.id = locked_by and worker.seen_at > now() - $1 * interval '1 millisecond')`,
    [silenceMs],
  );
  const dead = rows.map(({ id }) => id);
  if (dead.length > 0) {
    await pool().query("select graphile_worker.force_unlock_workers($1)", [dead]);
    log().warn({ workers: dead }, "jobs: taken over from workers that are gone");
  }
  await pool().query("delete from private.job_workers where seen_at < now() - interval '1 day'");
  return dead;
}

/**
 * Frees the jobs that a living worker holds and does not work on: the database went away while it took one, or while
 * it told the queue what had become of one, and Graphile Worker does not say such a thing twice. Running a job again
 * changes nothing. Graphile Worker frees whole workers only, hence its own table.
 */
async function freeForgotten(id: string, active: ReadonlySet<string>, { silenceMs }: Rhythm): Promise<void> {
  const { rowCount } = await pool().query(
    `update graphile_worker._private_jobs set locked_at = null, locked_by = null
      where locked_by = $1 and locked_at < now() - $2 * interval '1 millisecond' and id <> all($3::bigint[])`,
    [id, silenceMs, [...active]],
  );
  if (rowCount) log().warn({ jobs: rowCount }, "jobs: freed what this worker held and had lost sight of");
}
