import { type Pool, type PoolClient, types } from "pg";
import { openPool } from "../postgres/open-pool.ts";
import type { Caller } from "./caller.ts";

/** Something that runs SQL: one transaction, or the service itself, which owns the tables. */
export type Sql = {
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
};

export type Database = Sql & {
  /**
   * Runs `work` in one transaction as the caller: role, claims and headers are what policies see.
   * Committed when it resolves, rolled back when it rejects.
   */
  as<Result>(caller: Caller, work: (tx: Sql) => Promise<Result>): Promise<Result>;
  /** As `as`, but what was done is taken back: for asking policies. */
  probe(caller: Caller, work: (tx: Sql) => Promise<unknown>): Promise<void>;
  /** The same as the service itself, whom no policy binds. */
  asService<Result>(caller: Caller, work: (tx: Sql) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

const timestamptz = 1184;
const int8 = 20;

/** Timestamps stay text, as RFC 3339 in UTC; sizes are far below what a number holds exactly. */
const parsers = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === timestamptz) return (value: string) => new Date(value).toISOString();
    if (oid === int8) return Number;
    return types.getTypeParser(oid, format as "text");
  },
};

/** @param url a connection string for supabase_storage_admin, who may become the roles that tokens name */
export function openDatabase(url: string): Database {
  const pool = openPool({
    connectionString: url,
    max: 10,
    types: parsers,
    application_name: "storage",
    options: "-c timezone=UTC",
    connectionTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  });
  return {
    query: async (text, values) => (await pool.query(text, values)).rows,
    as: (caller, work) => inTransaction(pool, caller, work, "commit"),
    probe: async (caller, work) => {
      await inTransaction(pool, caller, work, "rollback");
    },
    asService: (caller, work) => inTransaction(pool, { ...caller, ...service }, work, "commit"),
    close: () => pool.end(),
  };
}

const service = { role: "service_role", claims: JSON.stringify({ role: "service_role" }) };

async function inTransaction<Result>(
  pool: Pool,
  caller: Caller,
  work: (tx: Sql) => Promise<Result>,
  end: "commit" | "rollback",
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin; select ${scopeOf(client, caller)}`);
    const result = await work(sqlOf(client));
    await client.query(end);
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

/** In one message with `begin`, which cannot have parameters: under load every exchange counts. */
function scopeOf(client: PoolClient, caller: Caller): string {
  const settings = {
    role: caller.role,
    "request.jwt.claims": caller.claims,
    "request.headers": caller.headers,
    "request.method": caller.method,
    "request.path": caller.path,
    "storage.operation": caller.operation,
    "storage.allow_delete_query": "true",
  };
  return Object.entries(settings)
    .map(([name, value]) => `set_config('${name}', ${client.escapeLiteral(value)}, true)`)
    .join(", ");
}

function sqlOf(client: PoolClient): Sql {
  return { query: async (text, values) => (await client.query(text, values)).rows };
}
