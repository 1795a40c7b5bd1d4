import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Change, changesSchema, follow } from "./changes.ts";
import { inbox, newTopic, type Project, startProject, subscribe } from "./project.ts";

let project: Project;

beforeAll(async () => {
  project = await startProject(changesSchema);
});
afterAll(() => project.stop());

describe.each(["1.0.0", "2.0.0"] as const)("protocol %s", (vsn) => {
  test("inserts, updates and deletes are heard with their rows and types", async () => {
    const { heard } = await follow(project, { vsn }, { event: "*", schema: "public", table: "plain" });
    const name = crypto.randomUUID();
    const [row] = await project.sql<{ id: number }>(
      "insert into plain (name, n) values ($1, 1.50) returning id",
      [name],
    );
    await project.sql("update plain set n = 2 where name = $1", [name]);
    await project.sql("delete from plain where name = $1", [name]);
    const own = (await heard.until(3)).filter(
      ({ new: now, old }) => now.id === row!.id || old.id === row!.id,
    );
    const common = { schema: "public", table: "plain", errors: null };
    expect(own).toMatchObject([
      {
        ...common,
        eventType: "INSERT",
        new: { id: row!.id, name, n: 1.5, tags: ["a", "b"], data: { k: [1] }, gone: null },
        old: {},
      },
      { ...common, eventType: "UPDATE", new: { id: row!.id, name, n: 2 }, old: { id: row!.id } },
      { ...common, eventType: "DELETE", new: {}, old: { id: row!.id } },
    ]);
    expect(Date.parse(own[0]!.commit_timestamp)).toBeGreaterThan(Date.now() - 60_000);
  });
});

test("only the event that was asked for is heard", async () => {
  const { heard } = await follow(project, {}, { event: "UPDATE", schema: "public", table: "plain" });
  const name = crypto.randomUUID();
  await project.sql("insert into plain (name) values ($1)", [name]);
  await project.sql("update plain set n = 7 where name = $1", [name]);
  expect(await heard.until(1)).toMatchObject([{ eventType: "UPDATE", new: { name, n: 7 } }]);
});

test("a whole schema can be followed, each table under its name", async () => {
  const { heard } = await follow(project, {}, { event: "INSERT", schema: "*" });
  const name = crypto.randomUUID();
  await project.sql("insert into full_rows (name) values ($1)", [name]);
  await project.sql("insert into plain (name) values ($1)", [name]);
  const own = () => heard.items.filter((change) => change.new.name === name).map(({ table }) => table);
  await expect.poll(own).toEqual(["full_rows", "plain"]);
});

test("a table with full replica identity tells what a row was", async () => {
  const { heard } = await follow(project, {}, { event: "*", schema: "public", table: "full_rows" });
  const big = "x".repeat(20_000).replace(/x/g, () => Math.random().toString(36).slice(2, 3));
  const [row] = await project.sql<{ id: number }>(
    "insert into full_rows (name, body) values ('before', $1) returning id",
    [big],
  );
  await project.sql("update full_rows set name = 'after' where id = $1", [row!.id]);
  await project.sql("delete from full_rows where id = $1", [row!.id]);
  const own = () => heard.items.filter(({ new: now, old }) => now.id === row!.id || old.id === row!.id);
  await expect.poll(() => own().length).toBe(3);
  expect(own()[1]).toMatchObject({ new: { name: "after", body: big }, old: { name: "before" } });
  expect(own()[2]).toMatchObject({ eventType: "DELETE", old: { id: row!.id, name: "after" } });
});

test("a channel with several subscriptions hears each change in those that it fits", async () => {
  const insert = inbox<Change>();
  const update = inbox<Change>();
  const { channel } = await follow(
    project,
    { name: "several", wait: false },
    { event: "INSERT", schema: "public", table: "plain" },
    insert,
  );
  const on = { event: "UPDATE", schema: "public", table: "plain" } as const;
  channel.on("postgres_changes", on, (change) => update.put(change as unknown as Change));
  const system = inbox<{ status: string }>();
  channel.on("system", {}, (payload) => system.put(payload));
  expect(await subscribe(channel)).toEqual({ status: "SUBSCRIBED" });
  await system.until(1);
  const name = crypto.randomUUID();
  await project.sql("insert into plain (name) values ($1)", [name]);
  await project.sql("update plain set n = 1 where name = $1", [name]);
  expect(await insert.until(1)).toMatchObject([{ eventType: "INSERT", new: { name } }]);
  expect(await update.until(1)).toMatchObject([{ eventType: "UPDATE", new: { name } }]);
});

test("a change that was rolled back is not heard, one of many rows is heard in order", async () => {
  const { heard } = await follow(
    project,
    {},
    { event: "INSERT", schema: "public", table: "plain", filter: "name=like.many-%" },
  );
  await project.sql("begin");
  await project.sql("insert into plain (name) values ('many-undone')");
  await project.sql("rollback");
  await project.sql("insert into plain (name) select 'many-' || n from generate_series(1, 500) as n");
  const names = (await heard.until(500)).map((change) => change.new.name);
  expect(names).toEqual(Array.from({ length: 500 }, (_, n) => `many-${n + 1}`));
});

test("a row that is too large comes with its short values and the error 413", async () => {
  const { heard } = await follow(
    project,
    {},
    { event: "INSERT", schema: "public", table: "full_rows", filter: "name=eq.large" },
  );
  await project.sql("insert into full_rows (name, body) values ('large', repeat('x', 1100000))");
  const [change] = await heard.until(1);
  expect(change).toMatchObject({ errors: ["Error 413: Payload Too Large"], new: { name: "large" } });
  expect(change!.new).not.toHaveProperty("body");
});

test("a table without a primary key is announced without its rows", async () => {
  const { heard } = await follow(project, {}, { event: "INSERT", schema: "public", table: "keyless" });
  await project.sql("insert into keyless values (1)");
  expect(await heard.until(1)).toMatchObject([
    { errors: ["Error 400: Bad Request, no primary key"], new: {} },
  ]);
});

test("columns can be chosen; the key comes along", async () => {
  const { heard } = await follow(
    project,
    {},
    { event: "INSERT", schema: "public", table: "plain", filter: "name=eq.chosen", select: ["n"] },
  );
  await project.sql("insert into plain (name, n) values ('chosen', 3)");
  const [change] = await heard.until(1);
  expect(Object.keys(change!.new).sort()).toEqual(["id", "n"]);
});

test.each([
  [
    "a table that is not published",
    { event: "*", schema: "public", table: "unpublished" },
    /Please check Realtime is enabled for the given connect parameters: \[event: \*, schema: public, table: unpublished/,
  ],
  [
    "a column that is not there",
    { event: "*", schema: "public", table: "plain", filter: "nope=eq.1" },
    /invalid column for filter nope/,
  ],
  [
    "a value of another type",
    { event: "*", schema: "public", table: "plain", filter: "id=eq.one" },
    /invalid input syntax/,
  ],
  [
    "an unknown operator",
    { event: "*", schema: "public", table: "plain", filter: "id=near.1" },
    /Error parsing `filter` params: \["near", "1"\]/,
  ],
  [
    "a broken expression",
    { event: "*", schema: "public", table: "plain", filter: "name=match.[" },
    /invalid regular expression/,
  ],
  [
    "like on a number",
    { event: "*", schema: "public", table: "plain", filter: "id=like.1%" },
    /requires a text-compatible column type/,
  ],
] as const)("%s is an error that the client is told", async (_name, parameters, message) => {
  const told = inbox<{ extension: string; status: string; message: string }>();
  const channel = project.client().channel(newTopic());
  channel.on("postgres_changes", parameters, () => {}).on("system", {}, (payload) => told.put(payload));
  expect(await subscribe(channel)).toEqual({ status: "SUBSCRIBED" });
  expect(await told.until(1)).toMatchObject([
    { extension: "postgres_changes", status: "error", message: expect.stringMatching(message) },
  ]);
});

test("a client that waits for its subscription is refused the channel instead", async () => {
  const config = { postgres_changes_options: { wait: true } };
  const channel = project.client().channel(newTopic(), { config });
  channel.on("postgres_changes", { event: "*", schema: "public", table: "unpublished" }, () => {});
  const { status, reason } = await subscribe(channel);
  expect({ status, reason }).toEqual({
    status: "CHANNEL_ERROR",
    reason: expect.stringMatching(/^RealtimeDisabledForConfiguration: Unable to subscribe to changes/),
  });
});
