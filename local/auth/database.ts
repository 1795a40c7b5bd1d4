import { type Pool, type PoolClient, types } from "pg";
import { openPool } from "../postgres/open-pool.ts";

/** Something that runs SQL: the pool, or one transaction of it. */
export type Sql = {
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
};

export type Database = Sql & {
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. */
  transaction<Result>(work: (tx: Sql) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

const timestamptz = 1184;
const timestamp = 1114;

/** Timestamps stay text, as RFC 3339 in UTC with all their microseconds: a Date would round them. */
const parsers = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === timestamptz || oid === timestamp) return rfc3339;
    return types.getTypeParser(oid, format as "text");
  },
};

function rfc3339(value: string): string {
  if (value.endsWith("infinity")) return value;
  return `${value.replace(" ", "T").replace(/\+00$/, "")}Z`;
}

/**
 * @param url a connection string for supabase_auth_admin
 * @param statementTimeoutMs ends each statement that takes longer; 0 ends none
 */
export function openDatabase(url: string, statementTimeoutMs = 0): Database {
  const pool = openPool({
    connectionString: url,
    max: 10,
    types: parsers,
    application_name: "auth",
    options: `-c timezone=UTC -c search_path=auth -c statement_timeout=${statementTimeoutMs}`,
  });
  return {
    query: async (text, values) => (await pool.query(text, values)).rows,
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  };
}

async function inTransaction<Result>(pool: Pool, work: (tx: Sql) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(sqlOf(client));
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function sqlOf(client: PoolClient): Sql {
  return { query: async (text, values) => (await client.query(text, values)).rows };
}

/** The constraint of GoTrue's own tables that an error names, if it is a violated uniqueness. */
export function violatedUniqueness(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "23505") return undefined;
  const { schema, constraint } = error as { schema?: string; constraint?: string };
  return schema === "auth" ? constraint : undefined;
}
