import { afterAll, beforeAll, expect, test } from "vitest";
import { type Observatory, openObservatory } from "./observatory.ts";

let at: Observatory;
beforeAll(async () => {
  at = await openObservatory();
});
afterAll(() => at.close());

const ids = async (query: string) =>
  (await at.send("GET", `/sightings?select=id&${query}`)).json.map((row: { id: number }) => row.id);

test("order goes up or down, with nulls where they are wanted", async () => {
  expect(await ids("order=id.desc")).toEqual([4, 3, 2, 1]);
  expect(await ids("order=magnitude")).toEqual([1, 2, 3, 4]);
  expect(await ids("order=magnitude.desc")).toEqual([4, 3, 2, 1]);
  expect(await ids("order=magnitude.desc.nullslast")).toEqual([3, 2, 1, 4]);
  expect(await ids("order=magnitude.nullsfirst")).toEqual([4, 1, 2, 3]);
  expect(await ids("order=observer.desc,id.desc")).toEqual([4, 3, 2, 1]);
  const { data } = await at
    .client()
    .from("observers")
    .select("handle")
    .order("profile->score", { nullsFirst: true })
    .order("handle");
  expect(data?.map(({ handle }) => handle)).toEqual(["bob", "dee", "cyd", "ada"]);
});

test("limit and offset cut out a window, and Content-Range names it", async () => {
  const page = await at.send("GET", "/sightings?select=id&order=id&limit=2&offset=1");
  expect([page.status, page.headers["content-range"], page.json]).toEqual([
    200,
    "1-2/*",
    [{ id: 2 }, { id: 3 }],
  ]);
  const none = await at.send("GET", "/sightings?select=id&limit=0");
  expect([none.status, none.headers["content-range"], none.text]).toEqual([200, "*/*", "[]"]);
});

test("a Range header does the same, and both together what they have in common", async () => {
  const page = await at.send("GET", "/sightings?select=id&order=id", { headers: { range: "1-2" } });
  expect([page.status, page.json]).toEqual([200, [{ id: 2 }, { id: 3 }]]);
  const open = await at.send("GET", "/sightings?select=id&order=id", {
    headers: { range: "3-", "range-unit": "items" },
  });
  expect([open.headers["content-range"], open.json]).toEqual(["3-3/*", [{ id: 4 }]]);
  const both = await at.send("GET", "/sightings?select=id&order=id&limit=2", { headers: { range: "1-9" } });
  expect(both.json).toEqual([{ id: 2 }]);
  const { data } = await at.client().from("sightings").select("id").order("id").range(1, 2);
  expect(data).toEqual([{ id: 2 }, { id: 3 }]);
});

test("an exact count makes a part of the rows a 206", async () => {
  const part = await at.send("GET", "/sightings?select=id&order=id&limit=2", {
    headers: { prefer: "count=exact" },
  });
  expect([part.status, part.headers["content-range"], part.headers["preference-applied"]]).toEqual([
    206,
    "0-1/4",
    "count=exact",
  ]);
  const all = await at.send("GET", "/sightings?select=id&observer=eq.ada", {
    headers: { prefer: "count=exact" },
  });
  expect([all.status, all.headers["content-range"]]).toEqual([200, "0-1/2"]);
  const none = await at.send("GET", "/sightings?select=id&id=eq.-1", { headers: { prefer: "count=exact" } });
  expect([none.status, none.headers["content-range"]]).toEqual([200, "*/0"]);
});

test("supabase-js counts with and without rows", async () => {
  const { data, count } = await at
    .client()
    .from("sightings")
    .select("id", { count: "exact" })
    .limit(1)
    .order("id");
  expect([data, count]).toEqual([[{ id: 1 }], 4]);
  const head = await at.client().from("sightings").select("*", { count: "exact", head: true });
  expect([head.data, head.count, head.error, head.status]).toEqual([null, 4, null, 200]);
});

test("planned and estimated counts come from the planner where the rows are many", async () => {
  await at.sql("create table public.many as select generate_series(1, 3000) as n");
  await at.sql("analyze public.many");
  const planned = await at.client().from("many").select("n", { count: "planned", head: true });
  expect(planned.count).toBe(3000);
  const filtered = await at.client().from("many").select("n", { count: "planned", head: true }).lt("n", 1001);
  expect(filtered.count).toBeGreaterThan(900);
  expect(filtered.count).toBeLessThan(1100);
  const estimated = await at.client().from("many").select("n", { count: "estimated", head: true });
  expect(estimated.count).toBe(3000);
  const few = await at.client().from("sightings").select("id", { count: "estimated" });
  expect(few.count).toBe(4);
});

test("no answer holds more rows than the server allows", async () => {
  await at.sql("create table public.crowd as select generate_series(1, 1200) as n");
  const { data, count } = await at.client().from("crowd").select("n", { count: "exact" });
  expect([data?.length, count]).toEqual([1000, 1200]);
  const asked = await at.send("GET", "/crowd?select=n&limit=1100");
  expect(asked.json).toHaveLength(1000);
});

test("beyond the end is 416, when the end is known", async () => {
  const { status, json, headers } = await at.send("GET", "/sightings?offset=5", {
    headers: { prefer: "count=exact" },
  });
  expect([status, headers["content-range"], json]).toEqual([
    416,
    "*/4",
    {
      code: "PGRST103",
      details: "An offset of 5 was requested, but there are only 4 rows.",
      hint: null,
      message: "Requested range not satisfiable",
    },
  ]);
  const unknown = await at.send("GET", "/sightings?offset=5");
  expect([unknown.status, unknown.text]).toEqual([200, "[]"]);
});

test("a range that cannot be is refused", async () => {
  const negative = await at.send("GET", "/sightings?limit=-1");
  expect([negative.status, negative.json.code, negative.json.details]).toEqual([
    416,
    "PGRST103",
    "Limit should be greater than or equal to zero.",
  ]);
  const backwards = await at.send("GET", "/sightings", { headers: { range: "5-2" } });
  expect([backwards.status, backwards.json.details]).toEqual([
    416,
    "The lower boundary must be lower than or equal to the upper boundary in the Range header.",
  ]);
});

test("HEAD is GET without the body", async () => {
  const { status, text, headers } = await at.send("HEAD", "/sightings?limit=1", {
    headers: { prefer: "count=exact" },
  });
  expect([status, text, headers["content-range"], headers["content-type"]]).toEqual([
    206,
    "",
    "0-0/4",
    "application/json; charset=utf-8",
  ]);
});

test("Content-Location names the question, its parameters sorted", async () => {
  const { headers } = await at.send("GET", "/sites?select=id&order=id&id=eq.1");
  expect(headers["content-location"]).toBe("/sites?id=eq.1&order=id&select=id");
});
