import type { Pool, PoolClient } from "pg";
import { openPool } from "../postgres/open-pool.ts";

export type Database = {
  query: <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;
  /** Runs `work` in a transaction that is rolled back whatever happens. */
  attempt: <Result>(work: (client: PoolClient) => Promise<Result>) => Promise<Result>;
  close: () => Promise<void>;
};

/**
 * Connections as the superuser, who becomes the role of whoever is asked about. A project's policies run here,
 * so every statement has an end.
 */
export function openDatabase(url: string): Database {
  const pool = openPool({
    connectionString: url,
    max: 5,
    application_name: "plinth-realtime",
    options: "-c statement_timeout=8s -c lock_timeout=5s -c timezone=UTC",
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  });
  return {
    query: async (text, values) => (await pool.query(text, values)).rows,
    attempt: (work) => attempt(pool, work),
    close: () => pool.end(),
  };
}

async function attempt<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    return await work(client);
  } finally {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    client.release(broken);
  }
}
