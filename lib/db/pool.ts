import type { Pool } from "pg";
import { env } from "../env.ts";
import { addGauge, type Reading } from "../observability/meters.ts";
import { endInOrder } from "../shutdown.ts";
import { openPool } from "./open-pool.ts";
import { recorded } from "./recorded.ts";

let shared: Pool | undefined;

/**
 * The second door to the data: plain SQL over DATABASE_URL, beneath row-level security. For what the system
 * does for itself; document 1 and tests/unit/architecture.test.ts name the folders that may use it.
 */
export function pool(): Pool {
  shared ??= createPool();
  return shared;
}

function createPool(): Pool {
  const created = openPool({
    connectionString: env().DATABASE_URL,
    max: 10,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    query_timeout: 10_000,
  });
  endInOrder({ name: "the database's connections", stage: "ground", end: () => created.end() });
  addGauge(() => readingsOf(created));
  created.query = recorded(created);
  return created;
}

function readingsOf({ totalCount, idleCount, waitingCount }: Pool): Reading[] {
  const [name, help] = [
    "plinth_database_connections",
    "Connections in use and idle, and requests that wait for one.",
  ];
  const counts = { in_use: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
  return Object.entries(counts).map(([state, value]) => ({ name, help, value, labels: { state } }));
}
