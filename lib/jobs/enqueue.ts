import type { z } from "zod";
import type { Transaction } from "../db/transaction.ts";
import type { tasks } from "./tasks.ts";
import { withTrace } from "./trace.ts";

type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
export type PayloadOf<N extends TaskName> = z.input<Tasks[N]["payload"]>;

/** A job is tried this often before it counts as dead; the waits between grow to about an hour. */
export const maxAttempts = 10;

/**
 * Enqueues work in the caller's transaction: it is done after the commit, and never without it.
 * @param key among jobs that have not begun yet, the newest with this key replaces the older one
 */
export async function enqueue<N extends TaskName>(
  tx: Transaction,
  name: N,
  payload: PayloadOf<N>,
  { key = null }: { key?: string | null } = {},
): Promise<void> {
  await tx.query("select graphile_worker.add_job($1, $2::json, max_attempts => $3, job_key => $4)", [
    name,
    JSON.stringify(withTrace(payload)),
    maxAttempts,
    key,
  ]);
}
