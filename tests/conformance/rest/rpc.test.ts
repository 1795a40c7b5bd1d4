import { afterAll, beforeAll, expect, test } from "vitest";
import { type Observatory, openObservatory } from "./observatory.ts";

let at: Observatory;
beforeAll(async () => {
  at = await openObservatory();
});
afterAll(() => at.close());

test("a scalar is a bare JSON value, by POST and by GET", async () => {
  const db = at.client();
  expect(await db.rpc("add_up", { a: 1, b: 2 })).toMatchObject({ data: 3, error: null, status: 200 });
  expect((await db.rpc("add_up", { a: 1, b: 2 }, { get: true })).data).toBe(3);
  const { text, headers } = await at.send("GET", "/rpc/add_up?a=1&b=2");
  expect([text, headers["content-type"]]).toEqual(["3", "application/json; charset=utf-8"]);
});

test("arguments with defaults may be left out", async () => {
  expect((await at.client().rpc("add_up", { a: 1 })).data).toBe(11);
  expect((await at.send("GET", "/rpc/add_up?a=5")).json).toBe(15);
});

test("void answers 204 and nothing", async () => {
  const { status, data, error } = await at.client().rpc("say_nothing");
  expect([status, data, error]).toEqual([204, null, null]);
});

test("sets are lists, also when empty", async () => {
  expect((await at.client().rpc("list_handles")).data).toEqual(["ada", "bob", "cyd", "dee"]);
  expect((await at.send("GET", "/rpc/no_rows")).text).toBe("[]");
  expect((await at.client().rpc("pairs", { n: 2 })).data).toEqual([
    { i: 1, square: 1 },
    { i: 2, square: 4 },
  ]);
});

test("one row is an object, with out arguments too", async () => {
  expect((await at.client().rpc("one_site")).data).toEqual({
    id: 1,
    slug: "hill",
    notes: { open: true },
    height: 120.5,
  });
  expect((await at.client().rpc("two_out")).data).toEqual({ word: "x", number: 5 });
});

test("rows of a table are selected, filtered, ordered, paged, counted and embedded like the table's", async () => {
  const { data, count } = await at
    .client()
    .rpc("all_sites", undefined, { count: "exact" })
    .select("slug,sightings(note),instruments(name)")
    .gt("id", 1)
    .order("id", { ascending: false })
    .limit(1);
  expect([data, count]).toEqual([[{ slug: "roof", sightings: [], instruments: [] }], 2]);
  const page = await at.send("GET", "/rpc/all_sites?select=id&limit=1&offset=1", {
    headers: { prefer: "count=exact" },
  });
  expect([page.status, page.headers["content-range"], page.json]).toEqual([206, "1-1/3", [{ id: 2 }]]);
  const pairs = await at.send("GET", "/rpc/pairs?n=5&select=square&i=gt.3&order=i.desc");
  expect(pairs.json).toEqual([{ square: 25 }, { square: 16 }]);
  const single = await at.client().rpc("all_sites").eq("slug", "hill").select("id").single();
  expect(single.data).toEqual({ id: 1 });
});

test("HEAD runs the function and shows only the headers", async () => {
  const { status, count, data } = await at
    .client()
    .rpc("all_sites", undefined, { head: true, count: "exact" });
  expect([status, count, data]).toEqual([200, 3, null]);
});

test("a variadic argument takes a list, or its name again and again", async () => {
  expect((await at.client().rpc("join_words", { words: ["a", "b,c", 'd"'] })).data).toBe('a+b,c+d"');
  expect((await at.send("GET", "/rpc/join_words?words=a&words=b,c")).json).toBe("a+b,c");
});

test("arrays are written by GET as Postgres writes them", async () => {
  await at.sql(
    "create function public.total(n int[]) returns int language sql immutable as 'select sum(x)::int from unnest(n) x'",
  );
  expect((await at.send("GET", "/rpc/total?n={1,2,3}")).json).toBe(6);
  expect((await at.client().rpc("total", { n: [1, 2, 3] }, { get: true })).data).toBe(6);
  expect((await at.client().rpc("total", { n: [1, 2, 3] })).data).toBe(6);
});

test("a single unnamed argument takes the whole body, by its type", async () => {
  expect((await at.send("POST", "/rpc/echo_json", { body: { any: [1, "x"] } })).json).toEqual({
    any: [1, "x"],
  });
  expect((await at.send("POST", "/rpc/echo_json", { body: [1, 2] })).json).toEqual([1, 2]);
  const text = await at.send("POST", "/rpc/echo_text", {
    body: 'say "hi"',
    headers: { "content-type": "text/plain" },
  });
  expect(text.json).toBe('say "hi"');
  const bytes = await at.send("POST", "/rpc/echo_bytes", {
    body: new Uint8Array([0, 255, 7]),
    headers: { "content-type": "application/octet-stream" },
  });
  expect(bytes.json).toBe(3);
});

test("a form calls a function too", async () => {
  const { json } = await at.send("POST", "/rpc/add_up", {
    body: "a=4&b=5",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  expect(json).toBe(9);
});

test("overloads are told apart by their argument names", async () => {
  expect((await at.client().rpc("which", { a: 1 })).data).toBe("one");
  expect((await at.client().rpc("which", { a: 1, b: 2 })).data).toBe("two");
  const { status, json } = await at.send("POST", "/rpc/torn", { body: { a: 1 } });
  expect([status, json]).toEqual([
    300,
    {
      code: "PGRST203",
      details: null,
      hint: "Try renaming the parameters or the function itself in the database so function overloading can be resolved",
      message:
        "Could not choose the best candidate function between: public.torn(a => integer), public.torn(a => text)",
    },
  ]);
});

test("a function that is not there is said so, with what was perhaps meant", async () => {
  const wrong = await at.send("POST", "/rpc/add_up", { body: { a: 1, c: 2 } });
  expect([wrong.status, wrong.json]).toEqual([
    404,
    {
      code: "PGRST202",
      details:
        "Searched for the function public.add_up with parameters a, c or with a single unnamed json/jsonb parameter, but no matches were found in the schema cache.",
      hint: "Perhaps you meant to call the function public.add_up(a, b)",
      message: "Could not find the function public.add_up(a, c) in the schema cache",
    },
  ]);
  const none = await at.send("GET", "/rpc/all_site");
  expect([none.status, none.json]).toEqual([
    404,
    {
      code: "PGRST202",
      details:
        "Searched for the function public.all_site without parameters, but no matches were found in the schema cache.",
      hint: "Perhaps you meant to call the function public.all_sites",
      message: "Could not find the function public.all_site without parameters in the schema cache",
    },
  ]);
});

test("by GET a function runs read-only", async () => {
  const { status, json } = await at.send("GET", "/rpc/add_observer?handle=sneak");
  expect([status, json]).toEqual([
    405,
    { code: "25006", details: null, hint: null, message: "cannot execute INSERT in a read-only transaction" },
  ]);
  const posted = await at.client().rpc("add_observer", { handle: "open" });
  expect(posted.data).toMatchObject({ handle: "open", sky: "unknown" });
});

test("other methods do not call", async () => {
  for (const method of ["PUT", "PATCH", "DELETE"]) {
    const { status, json } = await at.send(method, "/rpc/add_up");
    expect([status, json.code, json.message]).toEqual([
      405,
      "PGRST101",
      `Cannot use the ${method} method on RPC`,
    ]);
  }
});

test("max-affected holds for functions that return rows", async () => {
  await at.sql("insert into public.observers (handle) values ('zz1'), ('zz2')");
  const many = await at.client().rpc("remove_observers", { prefix: "zz" }).maxAffected(1);
  expect([many.status, many.error?.code]).toEqual([400, "PGRST124"]);
  const fine = await at.client().rpc("remove_observers", { prefix: "zz" }).maxAffected(2).select("handle");
  expect([fine.status, fine.data]).toEqual([200, [{ handle: "zz1" }, { handle: "zz2" }]]);
  const scalar = await at.client().rpc("add_up", { a: 1 }).maxAffected(1);
  expect([scalar.status, scalar.error?.code]).toEqual([400, "PGRST128"]);
});

test("a function's own time limit holds for the call", async () => {
  const slow = await at.client().rpc("doze", { seconds: 5 });
  expect([slow.status, slow.error]).toEqual([
    500,
    { code: "57014", details: null, hint: null, message: "canceling statement due to statement timeout" },
  ]);
  expect((await at.client().rpc("doze", { seconds: 0 })).status).toBe(204);
});

test("a function can be in another schema", async () => {
  expect((await at.client().schema("archive").rpc("where_am_i")).data).toBe("archive");
  expect((await at.send("GET", "/rpc/where_am_i", { headers: { "accept-profile": "archive" } })).json).toBe(
    "archive",
  );
});
