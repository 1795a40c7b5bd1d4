import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { inTransaction } from "../../lib/db/transaction.ts";
import { openDatabase } from "../../local/auth/database.ts";
import { connect } from "../rls/database.ts";
import { setEnvironment } from "../unit/environment.ts";
import { openQuietDatabase } from "./quiet-database.ts";

let db: Awaited<ReturnType<typeof openQuietDatabase>>;
beforeAll(async () => {
  db = await openQuietDatabase();
  setEnvironment({ DATABASE_URL: db.url });
});

type Run = (text: string) => Promise<unknown>;
const transactions: Record<string, () => (work: (run: Run) => Promise<unknown>) => Promise<unknown>> = {
  "of the product": () => (work) => inTransaction((tx) => work((text) => tx.query(text))),
  "of the embedded Auth": () => {
    const { transaction } = openDatabase(db.url);
    return (work) => transaction((tx) => work((text) => tx.query(text)));
  },
};

test.each(Object.keys(transactions))(
  "a transaction %s whose connection ends between two statements fails, and the next one works",
  async (name) => {
    const transaction = transactions[name]!();
    const other = await connect(db.url);
    const failing = transaction(async (run) => {
      await run("select set_config('application_name', 'to be ended', false)");
      await other.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to be ended'",
      );
      await delay(200); // nobody is asking when the server says goodbye
      await run("select 1");
    });
    await expect(failing).rejects.toThrow();
    await expect(transaction((run) => run("select 1"))).resolves.toBeDefined();
    await other.end();
  },
);
