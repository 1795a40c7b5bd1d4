import { setTimeout as delay } from "node:timers/promises";
import { Pool } from "pg";
import { env } from "../env.ts";

/**
 * The connections on which a worker talks to the queue. Graphile Worker would make its own, but does not wait for what
 * it says last on them: a job that was done just before the process ended would be done again.
 */
export function openQueuePool(max: number): Pool {
  const ignore = () => {}; // a connection that breaks is replaced; whoever was using it is told
  return new Pool({ connectionString: env().DATABASE_URL, max })
    .on("error", ignore)
    .on("connect", (client) => client.on("error", ignore));
}

/** Ends the connections when everything has been said. */
export async function closeQueuePool(pool: Pool): Promise<void> {
  while (pool.waitingCount > 0 || pool.idleCount < pool.totalCount) await delay(10);
  await pool.end();
}
