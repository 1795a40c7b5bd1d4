import { setTimeout as delay } from "node:timers/promises";
import type { Pool } from "pg";
import { openPool } from "../db/open-pool.ts";
import { env } from "../env.ts";

/**
 * The connections on which a worker talks to the queue. Graphile Worker would make its own, but does not wait for what
 * it says last on them: a job that was done just before the process ended would be done again.
 */
export const openQueuePool = (max: number): Pool => openPool({ connectionString: env().DATABASE_URL, max });

/** Ends the connections when everything has been said. */
export async function closeQueuePool(pool: Pool): Promise<void> {
  while (pool.waitingCount > 0 || pool.idleCount < pool.totalCount) await delay(10);
  await pool.end();
}
