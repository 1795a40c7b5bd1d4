import { afterAll, beforeAll, expect, test } from "vitest";
import { type Observatory, openObservatory } from "./observatory.ts";

let at: Observatory;
beforeAll(async () => {
  at = await openObservatory();
});
afterAll(() => at.close());

test("select * is every column, as Postgres writes JSON", async () => {
  const { data, error, status } = await at.client().from("observers").select().eq("handle", "ada").single();
  expect(error).toBeNull();
  expect(status).toBe(200);
  expect(data).toEqual({
    handle: "ada",
    name: "Ada",
    profile: { lens: { mm: 80 }, links: ["a", "b"], score: 10 },
    active: "[1,5)",
    sky: "clear",
    bio: "'cat':3 'fat':2",
    joined: "2020-01-02T03:04:05.678901+00:00",
  });
});

test("numbers keep every digit that the column has", async () => {
  const { text } = await at.send("GET", "/sites?select=id,height&order=id");
  expect(text).toBe('[{"id":1,"height":120.50}, \n {"id":2,"height":3.00}, \n {"id":3,"height":null}]');
});

test("columns can be renamed, cast, and taken out of JSON", async () => {
  const { data } = await at
    .client()
    .from("observers")
    .select(
      "id:handle,active::text,profile->lens->mm,first:profile->links->>0,profile->score::text,n:profile->>score",
    )
    .eq("handle", "ada");
  expect(data).toEqual([{ id: "ada", active: "[1,5)", mm: 80, first: "a", score: "10", n: "10" }]);
});

test("a JSON path ending in an index is named after its last key, or the column", async () => {
  const { json } = await at.send("GET", "/observers?select=profile->links->1&handle=eq.ada");
  expect(json).toEqual([{ links: "b" }]);
  const roof = await at.send("GET", "/sites?select=notes->0&slug=eq.roof");
  expect(roof.json).toEqual([{ notes: 1 }]);
  const last = await at.send("GET", "/sites?select=notes->-1&slug=eq.roof");
  expect(last.json).toEqual([{ notes: 2 }]);
});

test("an arrow also looks into arrays and ranges of other types", async () => {
  const { json } = await at.send("GET", "/sightings?select=tags->0,kind:tags->>1&id=eq.1");
  expect(json).toEqual([{ tags: "star", kind: "blue" }]);
});

test("computed columns are there when asked for, and not otherwise", async () => {
  const { data } = await at.client().from("observers").select("handle,greeting").eq("handle", "bob");
  expect(data).toEqual([{ handle: "bob", greeting: "Hello Bob" }]);
  const all = await at.client().from("observers").select().eq("handle", "bob").single();
  expect(all.data).not.toHaveProperty("greeting");
  const both = await at.client().from("observers").select("*,greeting").eq("greeting", "Hello Cyd");
  expect(both.data).toMatchObject([{ handle: "cyd", greeting: "Hello Cyd", sky: "clear" }]);
});

test("names with commas, quotes and dashes are written in quotes", async () => {
  const path = `/odd names?select="col, umn",alias:"quo\\"te",dash-ed&"col, umn"=eq.1`;
  const { json, status } = await at.send(
    "GET",
    `${path.split("?")[0]!.replace(" ", "%20")}?${encodeURI(path.split("?")[1]!)}`,
  );
  expect(status).toBe(200);
  expect(json).toEqual([{ "col, umn": 1, alias: "two", "dash-ed": "three" }]);
});

test("white space between the parts of a select does not matter", async () => {
  const { json } = await at.send("GET", `/sites?select=${encodeURIComponent(" id , slug ")}&id=eq.1`);
  expect(json).toEqual([{ id: 1, slug: "hill" }]);
});

test("views are read like tables", async () => {
  const { data } = await at.client().from("bright_sightings").select("id,note").order("id");
  expect(data).toEqual([
    { id: 1, note: "Vega" },
    { id: 2, note: "Mars" },
  ]);
});

test("no rows are an empty list", async () => {
  const { text } = await at.send("GET", "/sites?id=eq.-1");
  expect(text).toBe("[]");
});

test("aggregates fold the rows that share the other columns", async () => {
  const count = await at.send("GET", "/sightings?select=count()");
  expect(count.json).toEqual([{ count: 4 }]);
  const grouped = await at.send(
    "GET",
    "/sightings?select=observer,count(),brightest:magnitude.min(),magnitude.sum()::text&order=observer",
  );
  expect(grouped.json).toEqual([
    { observer: "ada", count: 2, brightest: 0.03, sum: "1.53" },
    { observer: "bob", count: 1, brightest: 6.7, sum: "6.70" },
    { observer: "cyd", count: 1, brightest: null, sum: null },
  ]);
  const { data } = await at.client().from("measures").select("a,value.max(),value.avg()").order("a");
  expect(data).toEqual([
    { a: 1, max: 2.5, avg: 2 },
    { a: 2, max: 4, avg: 4 },
  ]);
});

test("an aggregate over a JSON path takes a cast inside and one outside", async () => {
  const { json } = await at.send("GET", "/observers?select=profile->score::int.sum()::text");
  expect(json).toEqual([{ sum: "12" }]);
});

test("aggregates work inside an embed, and beside one", async () => {
  const { data } = await at.client().from("observers").select("handle,sightings(count())").order("handle");
  expect(data).toEqual([
    { handle: "ada", sightings: [{ count: 2 }] },
    { handle: "bob", sightings: [{ count: 1 }] },
    { handle: "cyd", sightings: [{ count: 1 }] },
    { handle: "dee", sightings: [{ count: 0 }] },
  ]);
  const grouped = await at.send("GET", "/sightings?select=count(),sites(slug)&sites=not.is.null");
  expect(grouped.json).toHaveLength(2);
  expect(grouped.json).toContainEqual({ count: 2, sites: { slug: "hill" } });
});

test("an aggregate in a spread is over the parent's rows", async () => {
  const { json } = await at.send(
    "GET",
    "/sightings?select=observer,...sites(highest:height.max(),count())&order=observer",
  );
  expect(json).toEqual([
    { observer: "ada", highest: 120.5, count: 2 },
    { observer: "bob", highest: 120.5, count: 1 },
    { observer: "cyd", highest: null, count: 0 },
  ]);
});

test("where aggregates are switched off they are refused", async () => {
  const strict = await openObservatory({ closed: true });
  try {
    const { status, json } = await strict.send("GET", "/sightings?select=count()");
    expect([status, json]).toEqual([
      400,
      { code: "PGRST123", details: null, hint: null, message: "Use of aggregate functions is not allowed" },
    ]);
  } finally {
    await strict.close();
  }
});
