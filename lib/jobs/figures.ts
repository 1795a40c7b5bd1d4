import { pool } from "../db/pool.ts";
import type { Reading } from "../observability/meters.ts";
import { jobState } from "./queries.ts";
import { jobStates } from "./schema.ts";

/** How many jobs there are in each state, and for how long the oldest of those that are due has waited. */
export async function figures(): Promise<Reading[]> {
  const { rows } = await pool().query<{ state: string; count: number; late: number }>(
    `select ${jobState} as state, count(*)::int as count,
        coalesce(extract(epoch from now() - min(run_at) filter (where run_at < now())), 0)::float as late
      from graphile_worker.jobs group by 1`,
  );
  const counts = new Map(rows.map(({ state, count }) => [state, count]));
  const waiting = rows.filter(({ state }) => state === "waiting" || state === "failed");
  return [
    ...jobStates.map((state) => ({
      name: "plinth_jobs",
      help: "Jobs in the queue.",
      value: counts.get(state) ?? 0,
      labels: { state },
    })),
    {
      name: "plinth_jobs_oldest_due_seconds",
      help: "For how long the oldest job that is due has waited.",
      value: Math.max(0, ...waiting.map(({ late }) => late)),
    },
  ];
}
