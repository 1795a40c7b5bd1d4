import type { PoolClient } from "pg";
import { compile, type SQL } from "pg-sql2";
import { openPool } from "../postgres/open-pool.ts";
import { Batch, type Row, type Statement } from "./batch.ts";
import { parseError } from "./errors.ts";
import { StatementNames } from "./statement-names.ts";

export type Settings = [string, string][];

export type Work = {
  settings: Settings;
  readOnly: boolean;
  /** Statements run in order; the rows of each come back. None may depend on another's result. */
  statements: SQL[];
  /** Looks at the rows while the transaction is open; what it throws rolls everything back. */
  verify?: (results: Row[][]) => void;
  /** Give up what was done, after checking what the end would have checked. */
  rollback: boolean;
};

export type Database = {
  transaction: (work: Work) => Promise<Row[][]>;
  close: () => Promise<void>;
};

/** The protocol counts a statement's parameters in 16 bits. */
const maxParameters = 65_535;

/** A pool of connections that run a whole transaction in one exchange, or in two when it must be looked at. */
export function openDatabase(databaseUrl: string, poolSize: number): Database {
  const pool = openPool({
    connectionString: databaseUrl,
    application_name: "plinth-rest",
    max: poolSize,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  });
  const names = new StatementNames();
  const generations = new WeakMap<PoolClient, number>();

  async function transaction(work: Work): Promise<Row[][]> {
    const settings = settingsStatement(work.settings, work.readOnly, names);
    const role = work.settings.find(([name]) => name === "role")?.[1] ?? "";
    const statements = work.statements.map((statement) => prepare(statement, names, role));
    const client = await pool.connect();
    if (!generations.has(client)) generations.set(client, names.generation);
    try {
      return await run(client, work, settings, statements);
    } finally {
      client.release(generations.get(client) !== names.generation);
    }
  }

  return { transaction, close: () => pool.end() };
}

function prepare(statement: SQL, names: StatementNames, role: string): Statement {
  const { text, values } = compile(statement);
  if (values.length > maxParameters)
    throw parseError("too many values", `at most ${maxParameters} are possible`);
  return { text, values: values.map(toParameter), name: names.nameFor(text, role) };
}

function toParameter(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Error(`a parameter cannot be ${typeof value}`);
}

/** One statement for all settings; names are ours or the catalogue's, values are parameters. */
function settingsStatement(settings: Settings, readOnly: boolean, names: StatementNames): Statement {
  const all: Settings = readOnly ? [...settings, ["transaction_read_only", "on"]] : settings;
  const calls = all.map((_, index) => `set_config($${2 * index + 1}, $${2 * index + 2}, true)`);
  const text = `select ${calls.join(", ")}`;
  return { text, values: all.flat(), name: names.nameFor(text, "") };
}

const begin: Statement = { text: "begin", values: [], name: "plinth_begin" };
const commit: Statement = { text: "commit", values: [], name: "plinth_commit" };
const rollback: Statement = { text: "rollback", values: [], name: "plinth_rollback" };
const checkConstraints: Statement = { text: "set constraints all immediate", values: [] };

const send = (client: PoolClient, statements: Statement[]): Promise<Row[][]> =>
  client.query(new Batch(statements)).rows;

async function run(
  client: PoolClient,
  work: Work,
  settings: Statement,
  statements: Statement[],
): Promise<Row[][]> {
  if (!work.verify && !work.rollback) {
    const [, ...results] = await send(client, [settings, ...statements]);
    return results;
  }
  try {
    const [, , ...results] = await send(client, [begin, settings, ...statements]);
    work.verify?.(results);
    await send(client, work.rollback ? [checkConstraints, rollback] : [commit]);
    return results;
  } catch (failure) {
    // Harmless when the transaction is over already; a broken connection is thrown away by the caller.
    await send(client, [rollback]).catch(() => {});
    throw failure;
  }
}
