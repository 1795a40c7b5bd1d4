import { spawn } from "node:child_process";
import { once } from "node:events";
import { Client } from "pg";
import { afterEach, expect, test } from "vitest";
import { createProjectKeys } from "../../../local/keys/project-keys.ts";
import { createTokens } from "../../../local/keys/tokens.ts";
import { startPostgres } from "../../../local/postgres/postgres.ts";
import { createRealtimeService } from "../../../local/realtime/service.ts";
import { changesSchema, follow } from "./changes.ts";
import { inbox, joined, newTopic, type Project, startProject } from "./project.ts";

const opened: { stop: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop();
});

async function open(): Promise<Project> {
  const project = await startProject(changesSchema);
  opened.push(project);
  return project;
}

type Slot = { active: boolean; active_pid: number; behind: string };

/** Runs SQL on a connection of its own, because those that were open died with the server. */
async function query<Row extends object>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

const slots = (url: string) =>
  query<Slot>(
    url,
    `select active, active_pid, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn) as behind
     from pg_replication_slots where slot_name = 'plinth_realtime'`,
  );

const insert = "insert into plain (n) values ($1)";
const asDeveloper = (project: Project) => project.postgres.url("supabase_admin");

/** Writes numbers one after the other, whatever happens to the server, and says which were acknowledged. */
async function writeAll(url: string, count: number, onWritten: (n: number) => void) {
  const acknowledged: number[] = [];
  for (let n = 0; n < count; n++) {
    try {
      await query(url, insert, [n]);
      acknowledged.push(n);
      onWritten(n);
    } catch {
      await expect
        .poll(
          () =>
            query(url, "select 1").then(
              () => "up",
              () => "down",
            ),
          { timeout: 20_000 },
        )
        .toBe("up");
    }
  }
  return acknowledged;
}

test("after a kill -9 of Postgres subscribers hear everything that was acknowledged, once", async () => {
  const project = await open();
  const { heard } = await follow(project, {}, { event: "INSERT", schema: "public", table: "plain" });
  const url = project.postgres.url("postgres");
  const pid = project.postgres.pid();
  const acknowledged = await writeAll(url, 60, (n) => {
    if (n === 20) process.kill(pid, "SIGKILL");
  });
  expect(project.postgres.pid()).not.toBe(pid);
  const numbers = () => heard.items.map((change) => Number(change.new.n));
  await expect.poll(() => numbers().at(-1), { timeout: 20_000 }).toBe(59);
  expect(numbers()).toEqual(expect.arrayContaining(acknowledged));
  expect(numbers()).toEqual([...new Set(numbers())].sort((a, b) => a - b));
});

test("a connection that is cut off in the middle of a transaction repeats nothing and leaves nothing out", async () => {
  const project = await open();
  const { heard } = await follow(project, {}, { event: "INSERT", schema: "public", table: "plain" });
  const url = asDeveloper(project);
  await query(url, "insert into plain (n) select n from generate_series(0, 1499) as n");
  for (const part of [100, 500, 900]) {
    await heard.until(part, 20_000);
    await query(url, "select pg_terminate_backend(active_pid) from pg_replication_slots where active");
  }
  const numbers = (await heard.until(1500, 30_000)).map((change) => Number(change.new.n));
  expect(numbers).toEqual(Array.from({ length: 1500 }, (_, n) => n));
});

test("who is told of a slot that was lost hears what comes after", async () => {
  const project = await open();
  const told = inbox<{ status: string; message: string }>();
  const { channel, heard } = await follow(project, {}, { event: "INSERT", schema: "public", table: "plain" });
  channel.on("system", {}, (payload) => told.put(payload));
  const url = asDeveloper(project);
  await query(
    url,
    `do $$ begin
      perform pg_terminate_backend(active_pid) from pg_replication_slots;
      while exists (select from pg_replication_slots where active) loop perform pg_sleep(0.001); end loop;
      perform pg_drop_replication_slot('plinth_realtime');
    end $$`,
  );
  expect(await told.until(2, 20_000)).toMatchObject([
    { status: "error", message: expect.stringContaining("lost") },
    { status: "ok", message: "Subscribed to PostgreSQL" },
  ]);
  await query(url, insert, [1]);
  expect((await heard.until(1)).map((change) => change.new.n)).toEqual([1]);
});

test("a publication that is dropped and made anew is read again", async () => {
  const project = await open();
  const { heard } = await follow(project, {}, { event: "INSERT", schema: "public", table: "plain" });
  const topic = newTopic();
  const messages = inbox<{ event: string }>();
  await joined(
    project
      .client()
      .channel(topic)
      .on("broadcast", { event: "*" }, (message) => messages.put(message)),
  );
  await project.sql("drop publication supabase_realtime");
  await project.sql("insert into plain (n) values (1)");
  await project.sql("create publication supabase_realtime for table plain").catch(() => {});
  await project.sql("alter publication supabase_realtime set table plain");
  let n = 2;
  await expect
    .poll(
      async () => {
        await project.sql(insert, [n++]);
        await project.sql("select realtime.send('{}', 'still here', $1, false)", [topic]);
        return heard.items.length > 0 && messages.items.length > 0;
      },
      { timeout: 20_000, interval: 200 },
    )
    .toBe(true);
});

test("the log that is kept for the slot does not grow while nothing is published", async () => {
  const project = await open();
  const url = asDeveloper(project);
  await query(url, "create table unheard as select md5(n::text) from generate_series(1, 100000) as n");
  await expect
    .poll(async () => Number((await slots(url))[0]!.behind), { timeout: 20_000 })
    .toBeLessThan(100_000);
});

test("after a kill -9 of the service the next one takes over its slot", async () => {
  const postgres = await startPostgres();
  const keys = await createProjectKeys(false);
  const databaseUrl = postgres.url("supabase_admin");
  opened.push({ stop: postgres.stop });
  const script = new URL("./service-process.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [script, JSON.stringify({ keys, databaseUrl })]);
  await once(child.stdout, "data");
  const [before] = await slots(databaseUrl);
  expect(before?.active).toBe(true);
  child.kill("SIGKILL");
  await once(child, "exit");
  await query(
    databaseUrl,
    "create table meanwhile as select md5(n::text) from generate_series(1, 10000) as n",
  );
  const service = await createRealtimeService({ databaseUrl, tokens: await createTokens(keys) });
  const after = await slots(databaseUrl);
  expect(after).toMatchObject([{ active: true }]);
  expect(after[0]?.active_pid).not.toBe(before?.active_pid);
  expect(Number(after[0]?.behind)).toBeLessThan(100_000);
  await service.close();
  expect(await slots(databaseUrl)).toEqual([]);
});
