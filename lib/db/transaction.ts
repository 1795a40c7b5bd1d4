import type { PoolClient } from "pg";
import { pool } from "./pool.ts";
import { recorded } from "./recorded.ts";

/** A connection inside a transaction. */
export type Transaction = Pick<PoolClient, "query">;

/** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
export async function inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work({ query: recorded(client) });
    await client.query("commit");
    return result;
  } catch (error) {
    // A connection that cannot even roll back is thrown away: nobody may inherit a half transaction.
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
