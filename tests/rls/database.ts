import { Client, type QueryResultRow } from "pg";
import { inject } from "vitest";
import { afterFile } from "../support/after-file.ts";
import { templateName } from "./global-setup.ts";

/** Who a statement is run as: a role and the claims of the token, as REST sets them for a request. */
export type Session = { role: "anon" | "authenticated" | "service_role"; claims: object | null };

/** What came of a statement: its rows and how many it touched, or the SQLSTATE that stopped it. */
export type Outcome<Row> = { rows: Row[]; count: number; code?: string; message?: string };

export type Run = <Row extends QueryResultRow = QueryResultRow>(
  sql: string,
  values?: unknown[],
) => Promise<Outcome<Row>>;

export type TestDatabase = {
  url: string;
  /** As `postgres`, committed at once, for setting a scene and looking behind it. Throws on errors. */
  sql: <Row extends QueryResultRow = QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  /** As someone, in a transaction that is rolled back; `scene` runs in it first, as `postgres`. */
  as: <T>(session: Session, work: (run: Run) => Promise<T>, scene?: string) => Promise<T>;
  /** As someone, committed, on a connection of its own: for what happens at the same time. */
  commitAs: (session: Session, text: string, values?: unknown[]) => Promise<Outcome<QueryResultRow>>;
};

let copies = 0;

/** Copies the migrated template for the calling file; the copy is dropped after its last test. */
export async function openDatabase(): Promise<TestDatabase> {
  const name = `test_${process.pid}_${++copies}`;
  await maintain(`create database ${name} template ${templateName} owner postgres`);
  const url = inject("maintenanceUrl")
    .replace("supabase_admin", "postgres")
    .replace(/\/template1$/, `/${name}`);
  const client = await connect(url);
  afterFile(async () => {
    await client.end();
    await maintain(`drop database ${name} with (force)`);
  });
  return {
    url,
    sql: async (text, values) => (await client.query(text, values)).rows,
    as: (session, work, scene) => rolledBack(client, session, work, scene),
    commitAs: (session, text, values) => committed(url, session, text, values),
  };
}

async function maintain(sql: string): Promise<void> {
  const client = await connect(inject("maintenanceUrl"));
  await client.query(sql).finally(() => client.end());
}

/** A connection that does not raise an alarm when its database is dropped under it. */
export async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  return client;
}

async function rolledBack<T>(
  client: Client,
  session: Session,
  work: (run: Run) => Promise<T>,
  scene?: string,
): Promise<T> {
  await client.query("begin");
  try {
    if (scene) await client.query(scene);
    await become(client, session);
    return await work(runner(client));
  } finally {
    await client.query("rollback");
  }
}

async function committed(url: string, session: Session, text: string, values?: unknown[]) {
  const client = await connect(url);
  try {
    await client.query("begin");
    await become(client, session);
    const { rows, rowCount } = await client.query(text, values);
    await client.query("commit");
    return { rows, count: rowCount ?? 0 };
  } catch (error) {
    return failure(error);
  } finally {
    await client.end();
  }
}

/** Takes the session's role and claims for the rest of the transaction, as REST does for each request. */
export async function become(client: Client, session: Session): Promise<void> {
  await client.query("select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)", [
    session.role,
    session.claims ? JSON.stringify(session.claims) : "",
  ]);
}

/** A refused statement must not end the transaction, so that a test can look at what is left. */
function runner(client: Client): Run {
  return async (sql, values) => {
    await client.query("savepoint statement");
    try {
      const { rows, rowCount } = await client.query(sql, values);
      return { rows, count: rowCount ?? 0 };
    } catch (error) {
      await client.query("rollback to savepoint statement");
      return failure(error);
    }
  };
}

function failure(error: unknown): Outcome<never> {
  const { code, message } = error as { code?: string; message: string };
  if (!code) throw error;
  return { rows: [], count: 0, code, message };
}
