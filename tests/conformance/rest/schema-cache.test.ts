import { afterAll, beforeAll, expect, test } from "vitest";
import { type Observatory, openObservatory } from "./observatory.ts";

let at: Observatory;
beforeAll(async () => {
  at = await openObservatory();
});
afterAll(() => at.close());

test("what was made a moment ago is there: tables, columns, keys and functions", async () => {
  for (let round = 0; round < 5; round++) {
    const table = `fresh_${round}`;
    await at.sql(`create table public.${table} (id int primary key)`);
    expect((await at.client().from(table).select()).error).toBeNull();
    await at.sql(`alter table public.${table} add column note text`);
    expect((await at.client().from(table).insert({ id: 1, note: "x" })).error).toBeNull();
    await at.sql(
      `create table public.${table}_child (id int primary key, parent int references public.${table})`,
    );
    expect((await at.client().from(table).select(`note,${table}_child(id)`)).data).toEqual([
      { note: "x", [`${table}_child`]: [] },
    ]);
    await at.sql(`create function public.${table}_fn() returns int language sql as 'select ${round}'`);
    expect((await at.client().rpc(`${table}_fn`)).data).toBe(round);
  }
});

test("what is gone is gone", async () => {
  await at.sql("create table public.brief (id int)");
  expect((await at.client().from("brief").select()).status).toBe(200);
  await at.sql("drop table public.brief");
  const { status, error } = await at.client().from("brief").select();
  expect([status, error?.code]).toEqual([404, "PGRST205"]);
});

test("a change inside a transaction is seen once it is committed", async () => {
  await at.sql("begin");
  await at.sql("create table public.pending (id int)");
  expect((await at.client().from("pending").select()).status).toBe(404);
  await at.sql("commit");
  expect((await at.client().from("pending").select()).status).toBe(200);
});

test("NOTIFY pgrst reloads what no trigger announces", async () => {
  await at.sql("create table public.shown (id int)");
  await at.sql("notify pgrst, 'reload schema'");
  expect((await at.send("OPTIONS", "/shown")).status).toBe(200);
});

test("when the listening connection is cut, changes are still found", async () => {
  await at.sql(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'plinth-rest-listener'",
  );
  await at.sql("create table public.after_cut (id int)");
  const { error } = await at.client().from("after_cut").select();
  expect(error).toBeNull();
});

test("when every connection is cut, the next request is answered", async () => {
  await Promise.all(Array.from({ length: 8 }, () => at.send("GET", "/sites?select=id&limit=1")));
  await at.sql(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'plinth-rest'",
  );
  await expect.poll(async () => (await at.send("GET", "/sites?select=id&limit=1")).status).toBe(200);
});

test("a prepared statement outlives a change of its table", async () => {
  await at.sql("create table public.moving (id int, a int); insert into public.moving values (1, 2)");
  for (let round = 0; round < 8; round++) await at.send("GET", "/moving?id=eq.1");
  await at.sql("alter table public.moving alter column a type text, add column b int default 3");
  const { json } = await at.send("GET", "/moving?id=eq.1");
  expect(json).toEqual([{ id: 1, a: "2", b: 3 }]);
});

test("no more statements stay prepared than a connection can bear", async () => {
  for (let shape = 0; shape < 450; shape++) {
    const path = `/sites?select=id,c${shape}:slug&id=eq.1`;
    for (let time = 0; time < 2; time++) expect((await at.send("GET", path)).status).toBe(200);
  }
  expect((await at.send("GET", "/sites?select=id,c1:slug&id=eq.1")).json).toEqual([{ id: 1, c1: "hill" }]);
});
