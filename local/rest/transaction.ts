import { Pool, type PoolClient } from "pg";
import { compile, type SQL, sql } from "pg-sql2";
import { parseError } from "./errors.ts";
import { StatementNames } from "./statement-names.ts";

export type Settings = [string, string][];

export type Work<Row> = {
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
  transaction: <Row extends object>(work: Work<Row>) => Promise<Row[][]>;
  close: () => Promise<void>;
};

/** The protocol counts a statement's parameters in 16 bits. */
const maxParameters = 65_535;

/**
 * A pool of connections that run whole transactions with few waits: everything that does not depend on an
 * answer is sent at once.
 */
export function openDatabase(databaseUrl: string, poolSize: number): Database {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: "plinth-rest",
    max: poolSize,
    pipeline: true,
    // Every value stays the text that Postgres wrote: bodies pass through untouched.
    types: { getTypeParser: () => (value: string) => value },
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  });
  // An idle connection that breaks is replaced by the pool; the next request need not know.
  pool.on("error", () => {});
  const names = new StatementNames();
  const generations = new WeakMap<PoolClient, number>();

  async function transaction<Row extends object>(work: Work<Row>): Promise<Row[][]> {
    const statements = work.statements.map((statement) => prepare(statement, names));
    const settings = prepare(settingsSql(work.settings), names);
    const client = await pool.connect();
    if (!generations.has(client)) generations.set(client, names.generation);
    let broken = false;
    const onError = () => {
      broken = true;
    };
    client.on("error", onError);
    try {
      return await run<Row>(client, work, settings, statements);
    } finally {
      client.off("error", onError);
      client.release(broken || generations.get(client) !== names.generation);
    }
  }

  return { transaction, close: () => pool.end() };
}

type Prepared = { name?: string; text: string; values: unknown[] };

function prepare(statement: SQL, names: StatementNames): Prepared {
  const { text, values } = compile(statement);
  if (values.length > maxParameters)
    throw parseError("too many values", `at most ${maxParameters} are possible`);
  return { text, values: [...values], name: names.nameFor(text) };
}

const settingsSql = (settings: Settings): SQL =>
  sql`select ${sql.join(
    settings.map(([name, value]) => sql`set_config(${sql.literal(name)}, ${sql.value(value)}, true)`),
    ", ",
  )}`;

async function run<Row extends object>(
  client: PoolClient,
  work: Work<Row>,
  settings: Prepared,
  statements: Prepared[],
): Promise<Row[][]> {
  const before = [client.query(work.readOnly ? "begin read only" : "begin"), client.query(settings)];
  const running = statements.map((statement) => client.query<Row>(statement));
  const mayFinish = !work.verify;
  const finishing = mayFinish ? finish(client, work.rollback) : [];
  // All are waited for, so that no answer is outstanding when the connection goes back to the pool.
  const outcomes = await Promise.allSettled([...before, ...running, ...finishing]);
  const failure = outcomes.find((outcome) => outcome.status === "rejected");
  if (failure) {
    if (!mayFinish) await client.query("rollback").catch(() => {});
    throw failure.reason;
  }
  const results = (await Promise.all(running)).map((result) => result.rows);
  if (work.verify) await finishVerified(client, work, results);
  return results;
}

async function finishVerified<Row>(client: PoolClient, work: Work<Row>, results: Row[][]): Promise<void> {
  try {
    work.verify?.(results);
  } catch (refusal) {
    await client.query("rollback").catch(() => {});
    throw refusal;
  }
  await Promise.all(finish(client, work.rollback));
}

/** A rollback that was asked for still says what a commit would have: deferred constraints are checked first. */
function finish(client: PoolClient, rollback: boolean) {
  if (!rollback) return [client.query("commit")];
  return [client.query("set constraints all immediate"), client.query("rollback")];
}
