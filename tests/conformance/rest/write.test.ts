import { afterAll, beforeAll, expect, test } from "vitest";
import { type Observatory, openObservatory } from "./observatory.ts";

let at: Observatory;
beforeAll(async () => {
  at = await openObservatory();
});
afterAll(() => at.close());

const count = async (table: string, where: string) =>
  Number((await at.sql(`select count(*) from public.${table} where ${where}`))[0]!.count);

test("an insert answers 201 and nothing, unless the row is asked for", async () => {
  const db = at.client();
  const silent = await db.from("sites").insert({ slug: "w1" });
  expect([silent.status, silent.statusText, silent.data, silent.error]).toEqual([201, "", null, null]);
  const shown = await db
    .from("sites")
    .insert({ slug: "w2", notes: { a: 1 } })
    .select("slug,notes")
    .single();
  expect([shown.status, shown.data]).toEqual([201, { slug: "w2", notes: { a: 1 } }]);
  const raw = await at.send("POST", "/sites", {
    body: { slug: "w3" },
    headers: { prefer: "return=minimal" },
  });
  expect([raw.status, raw.text, raw.headers["content-range"], raw.headers["preference-applied"]]).toEqual([
    201,
    "",
    "*/*",
    "return=minimal",
  ]);
});

test("headers-only says where the row is", async () => {
  const one = await at.send("POST", "/ledger", {
    body: { code: "a b&c" },
    headers: { prefer: "return=headers-only" },
  });
  expect([one.status, one.text, one.headers.location]).toEqual([201, "", "/ledger?code=eq.a%20b%26c"]);
  const two = await at.send("POST", "/measures", {
    body: { a: 9, b: 8 },
    headers: { prefer: "return=headers-only" },
  });
  expect(two.headers.location).toBe("/measures?a=eq.9&b=eq.8");
});

test("many rows go in one statement, and all must have the same keys unless columns are named", async () => {
  const { data } = await at
    .client()
    .from("instruments")
    .insert([
      { id: 50, name: "x" },
      { id: 51, name: "y", weight: 3 },
    ])
    .select();
  expect(data).toEqual([
    { id: 50, name: "x", weight: null },
    { id: 51, name: "y", weight: 3 },
  ]);
  const uneven = await at.send("POST", "/instruments", { body: [{ id: 52, name: "x" }, { id: 53 }] });
  expect([uneven.status, uneven.json]).toEqual([
    400,
    { code: "PGRST102", details: null, hint: null, message: "All object keys must match" },
  ]);
  const empty = await at.send("POST", "/instruments", {
    body: [],
    headers: { prefer: "return=representation" },
  });
  expect([empty.status, empty.text]).toEqual([201, "[]"]);
});

test("columns= picks the keys that count", async () => {
  const { json } = await at.send("POST", "/instruments?columns=id,name", {
    body: [{ id: 54, name: "only", weight: 99, other: true }],
    headers: { prefer: "return=representation" },
  });
  expect(json).toEqual([{ id: 54, name: "only", weight: null }]);
});

test("missing=default fills in what rows leave out", async () => {
  const prefer = "return=representation, missing=default";
  const { json, headers } = await at.send("POST", "/ledger?columns=code,amount,remark", {
    body: [{ code: "d1" }, { code: "d2", amount: 3, remark: null }],
    headers: { prefer },
  });
  expect(json).toEqual([
    { code: "d1", amount: 7, remark: "none" },
    { code: "d2", amount: 3, remark: null },
  ]);
  expect(headers["preference-applied"]).toBe("missing=default, return=representation");
  const nulls = await at.send("POST", "/ledger?columns=code,amount", { body: [{ code: "d3" }] });
  expect([nulls.status, nulls.json.code]).toEqual([400, "23502"]);
  const { data } = await at
    .client()
    .from("sites")
    .insert([{ slug: "m1" }, { slug: "m2", height: 4 }], { defaultToNull: false })
    .select("slug,height");
  expect(data).toEqual([
    { slug: "m1", height: null },
    { slug: "m2", height: 4 },
  ]);
});

test("an empty object is a row of defaults", async () => {
  const { status, json } = await at.send("POST", "/ledger", {
    body: {},
    headers: { prefer: "return=representation" },
  });
  expect([status, json]).toEqual([201, [{ code: "auto", amount: 7, remark: "none" }]]);
});

test("CSV is rows too, with NULL and quotes", async () => {
  const { status, json } = await at.send("POST", "/instruments", {
    body: 'id,name,weight\n60,"a, ""b""",NULL\r\n61,plain,5\n',
    headers: { "content-type": "text/csv", prefer: "return=representation" },
  });
  expect([status, json]).toEqual([
    201,
    [
      { id: 60, name: 'a, "b"', weight: null },
      { id: 61, name: "plain", weight: 5 },
    ],
  ]);
  const uneven = await at.send("POST", "/instruments", {
    body: "id,name\n62",
    headers: { "content-type": "text/csv" },
  });
  expect([uneven.status, uneven.json.message]).toEqual([400, "All lines must have same number of fields"]);
});

test("a form is one row", async () => {
  const { json } = await at.send("POST", "/instruments", {
    body: "id=63&name=from+form",
    headers: { "content-type": "application/x-www-form-urlencoded", prefer: "return=representation" },
  });
  expect(json).toEqual([{ id: 63, name: "from form", weight: null }]);
});

test("what was written can be shown with its relations", async () => {
  const { data } = await at
    .client()
    .from("sightings")
    .insert({ note: "Moon", observer: "bob", site_id: 2 })
    .select("note,greeting:observers(greeting),sites(slug,instruments(name))")
    .single();
  expect(data).toEqual({
    note: "Moon",
    greeting: { greeting: "Hello Bob" },
    sites: { slug: "lake", instruments: [{ name: "camera" }] },
  });
  const computed = await at
    .client()
    .from("observers")
    .insert({ handle: "eve", name: "Eve" })
    .select("*,greeting")
    .single();
  expect(computed.data).toMatchObject({ handle: "eve", greeting: "Hello Eve", sky: "unknown" });
});

test("an update changes what the filters choose", async () => {
  const db = at.client();
  await db.from("instruments").insert([
    { id: 70, name: "a" },
    { id: 71, name: "a" },
  ]);
  const silent = await db.from("instruments").update({ weight: 1 }).eq("id", 70);
  expect([silent.status, silent.data, silent.error]).toEqual([204, null, null]);
  const shown = await db
    .from("instruments")
    .update({ name: "b" })
    .in("id", [70, 71])
    .select("id,name")
    .order("id");
  expect([shown.status, shown.data?.length]).toEqual([200, 2]);
  const counted = await at.send("PATCH", "/instruments?id=gte.70&id=lte.71", {
    body: { weight: 2 },
    headers: { prefer: "count=exact" },
  });
  expect([counted.status, counted.headers["content-range"]]).toEqual([204, "0-1/2"]);
  const none = await at.send("PATCH", "/instruments?id=eq.-1", {
    body: { weight: 2 },
    headers: { prefer: "return=representation" },
  });
  expect([none.status, none.text, none.headers["content-range"]]).toEqual([200, "[]", "*/*"]);
  const nothing = await at.send("PATCH", "/instruments?id=eq.70", {
    body: {},
    headers: { prefer: "return=representation" },
  });
  expect([nothing.status, nothing.text]).toEqual([200, "[]"]);
});

test("what was written is shown in the order asked for", async () => {
  await at
    .client()
    .from("measures")
    .insert([
      { a: 5, b: 1, value: 1 },
      { a: 5, b: 2, value: 3 },
      { a: 5, b: 3, value: 2 },
    ]);
  const { data } = await at
    .client()
    .from("measures")
    .update({ a: 6 })
    .eq("a", 5)
    .select("b")
    .order("value", { ascending: false });
  expect(data).toEqual([{ b: 2 }, { b: 3 }, { b: 1 }]);
});

test("a delete takes what the filters choose", async () => {
  const db = at.client();
  await db.from("instruments").insert([
    { id: 80, name: "a" },
    { id: 81, name: "b" },
    { id: 82, name: "c" },
  ]);
  const silent = await db.from("instruments").delete({ count: "exact" }).eq("id", 80);
  expect([silent.status, silent.count, silent.data]).toEqual([204, 1, null]);
  const shown = await db.from("instruments").delete().or("id.eq.81,id.eq.82").select("name");
  expect([shown.status, shown.data]).toEqual([200, [{ name: "b" }, { name: "c" }]]);
});

test("tx=rollback shows what would be and leaves nothing", async () => {
  const { status, json, headers } = await at.send("POST", "/ledger", {
    body: { code: "ghost" },
    headers: { prefer: "tx=rollback, return=representation" },
  });
  expect([status, json, headers["preference-applied"]]).toEqual([
    201,
    [{ code: "ghost", amount: 7, remark: "none" }],
    "return=representation, tx=rollback",
  ]);
  expect(await count("ledger", "code = 'ghost'")).toBe(0);
});

test("max-affected undoes a write that reaches too far, when strict", async () => {
  await at.sql("insert into public.ledger (code) values ('x1'), ('x2')");
  const strict = await at.send("DELETE", "/ledger?code=in.(x1,x2)", {
    headers: { prefer: "handling=strict, max-affected=1" },
  });
  expect([strict.status, strict.json]).toEqual([
    400,
    {
      code: "PGRST124",
      details: "The query affects 2 rows",
      hint: null,
      message: "Query result exceeds max-affected preference constraint",
    },
  ]);
  expect(await count("ledger", "code in ('x1', 'x2')")).toBe(2);
  const enough = await at.client().from("ledger").delete().in("code", ["x1", "x2"]).maxAffected(2);
  expect([enough.status, enough.error]).toEqual([204, null]);
});

test("a write that must be one row is undone when it is not", async () => {
  await at.sql("insert into public.ledger (code) values ('s1'), ('s2')");
  const { error, status } = await at
    .client()
    .from("ledger")
    .update({ amount: 9 })
    .in("code", ["s1", "s2"])
    .select()
    .single();
  expect([status, error]).toEqual([
    406,
    {
      code: "PGRST116",
      details: "The result contains 2 rows",
      hint: null,
      message: "Cannot coerce the result to a single JSON object",
    },
  ]);
  expect(await count("ledger", "amount = 9")).toBe(0);
});

test("a write without a representation must be one row too, when one is asked for", async () => {
  await at.sql("insert into public.ledger (code) values ('t1'), ('t2')");
  const { status, json } = await at.send("PATCH", "/ledger?code=in.(t1,t2)", {
    body: { amount: 11 },
    headers: { accept: "application/vnd.pgrst.object+json" },
  });
  expect([status, json.code]).toEqual([406, "PGRST116"]);
  expect(await count("ledger", "amount = 11")).toBe(0);
});

test("views that Postgres can write through are written through", async () => {
  await at.sql("create view public.costs as select code, amount from public.ledger");
  const { data, error } = await at.client().from("costs").upsert({ code: "v1", amount: 5 }).select().single();
  expect([error, data]).toEqual([null, { code: "v1", amount: 5 }]);
});
