import { afterAll, beforeAll, expect, test } from "vitest";
import { type Observatory, openObservatory } from "./observatory.ts";

let at: Observatory;
beforeAll(async () => {
  at = await openObservatory();
});
afterAll(() => at.close());

/** The ids (or handles) that a filter leaves, in order. */
async function left(table: string, filter: string, column = "id"): Promise<unknown[]> {
  const { status, json } = await at.send("GET", `/${table}?select=${column}&order=${column}&${filter}`);
  if (status !== 200) throw new Error(JSON.stringify(json));
  return json.map((row: Record<string, unknown>) => row[column]);
}

const comparisons: [string, number[]][] = [
  ["id=eq.2", [2]],
  ["id=neq.2", [1, 3, 4]],
  ["id=gt.2", [3, 4]],
  ["id=gte.2", [2, 3, 4]],
  ["id=lt.2", [1]],
  ["id=lte.2", [1, 2]],
  ["id=not.eq.2", [1, 3, 4]],
  ["note=like.*a*", [1, 2]],
  ["note=like.m*", []],
  ["note=ilike.m*", [2]],
  ["note=not.ilike.m*", [1, 3, 4]],
  ["note=like.100%25*", [4]],
  ["note=match.^[VM]", [1, 2]],
  ["note=imatch.^[vm]", [1, 2]],
  ["id=in.(1,3)", [1, 3]],
  ["id=not.in.(1,3)", [2, 4]],
  ["id=in.()", []],
  [`note=in.("Vega","100%25 sure, \\"quoted\\"")`, [1, 4]],
  ["magnitude=is.null", [4]],
  ["magnitude=not.is.null", [1, 2, 3]],
  ["magnitude=is.not_null", [1, 2, 3]],
  ["magnitude=isdistinct.1.5", [1, 3, 4]],
  ["magnitude=not.isdistinct.1.5", [2]],
  ["tags=cs.{star}", [1]],
  ["tags=cd.{star,blue,planet}", [1, 2, 3]],
  ["tags=ov.{planet,odd}", [2, 4]],
  ["tags=eq.{}", [3]],
  ["night=sl.[2024-01-03,2024-01-04)", [1]],
  ["night=sr.[2024-01-03,2024-01-04)", [4]],
  ["night=nxr.[2024-01-01,2024-01-05)", [1, 2]],
  ["night=nxl.[2024-01-03,2024-01-04)", [2, 4]],
  ["night=adj.[2024-01-05,2024-01-06)", [2]],
  ["night=ov.[2024-01-02,2024-01-04)", [1, 2]],
  ["night=cs.[2024-02-01,2024-02-01]", [4]],
  ["id=eq(any).{1,4}", [1, 4]],
  ["id=gt(all).{1,2}", [3, 4]],
  ["note=like(any).{V*,M*}", [1, 2]],
  ["note=ilike(all).{*e*,*A*}", [1]],
  ["note=not.match(any).{^V,^M}", [3, 4]],
  ["id=gt.1&id=lt.4", [2, 3]],
];

for (const [filter, expected] of comparisons) {
  test(`${filter} leaves ${expected.join(", ") || "nothing"}`, async () => {
    expect(await left("sightings", filter)).toEqual(expected);
  });
}

test("JSON is compared as text by ->> and as JSON by ->", async () => {
  expect(await left("observers", "profile->>score=eq.10", "handle")).toEqual(["ada"]);
  expect(await left("observers", "profile->score=gt.5", "handle")).toEqual(["ada"]);
  expect(await left("observers", "profile->lens->>mm=eq.80", "handle")).toEqual(["ada"]);
  expect(await left("observers", 'profile=cs.{"score":2}', "handle")).toEqual(["cyd"]);
  expect(await left("observers", "profile->links->>1=eq.b", "handle")).toEqual(["ada"]);
  expect(await left("observers", "profile->lens=is.null", "handle")).toEqual(["bob", "dee"]);
});

test("booleans are tested with is", async () => {
  await at.sql(
    "create table public.lamps (id int, lit boolean); insert into public.lamps values (1, true), (2, false), (3, null)",
  );
  expect(await left("lamps", "lit=is.true")).toEqual([1]);
  expect(await left("lamps", "lit=is.false")).toEqual([2]);
  expect(await left("lamps", "lit=is.unknown")).toEqual([3]);
  expect(await left("lamps", "lit=not.is.TRUE")).toEqual([2, 3]);
});

test("text search in all four forms, by language, on tsvector, text and JSON", async () => {
  const { data } = await at
    .client()
    .from("observers")
    .select("handle")
    .textSearch("bio", "fat & cat", { config: "english" });
  expect(data).toEqual([{ handle: "ada" }]);
  expect(await left("observers", "bio=fts.cat|rat", "handle")).toEqual(["ada", "bob"]);
  expect(await left("observers", "bio=plfts(english).The Fat Cats", "handle")).toEqual(["ada"]);
  expect(await left("observers", "bio=phfts.fat cat", "handle")).toEqual(["ada"]);
  expect(await left("observers", "bio=wfts.cat or rat -thin", "handle")).toEqual(["ada"]);
  expect(await left("observers", "bio=not.fts.cat", "handle")).toEqual(["bob", "cyd"]);
  expect(await left("sightings", "note=fts(simple).vega")).toEqual([1]);
  expect(await left("observers", "profile=fts.b", "handle")).toEqual(["ada"]);
});

test("and, or and not nest, with every operator inside", async () => {
  expect(await left("sightings", "or=(id.eq.1,id.eq.4)")).toEqual([1, 4]);
  expect(await left("sightings", "and=(id.gt.1,id.lt.4)")).toEqual([2, 3]);
  expect(await left("sightings", "not.or=(id.eq.1,id.eq.4)")).toEqual([2, 3]);
  expect(
    await left("sightings", "or=(id.eq.1,and(id.gt.2,magnitude.is.null),not.and(id.gt.0,id.lt.100))"),
  ).toEqual([1, 4]);
  expect(await left("sightings", "or=(id.in.(1,2),tags.cs.{odd},note.like.C*,id.not.lt.4)")).toEqual([
    1, 2, 3, 4,
  ]);
  expect(await left("sightings", `or=(note.eq."100%25 sure, \\"quoted\\"",tags.ov.{star,x})`)).toEqual([
    1, 4,
  ]);
  expect(await left("observers", "or=(bio.fts(english).cat,profile->>score.eq.2)", "handle")).toEqual([
    "ada",
    "cyd",
  ]);
  expect(await left("sightings", "or=(id.eq(any).{1,2},note.ilike(any).{c*})")).toEqual([1, 2, 3]);
  expect(await left("sightings", "or=( id.eq.1 , id.eq.2 )")).toEqual([1, 2]);
  const { data } = await at.client().from("sightings").select("id").or("id.eq.1,note.eq.Mars").order("id");
  expect(data).toEqual([{ id: 1 }, { id: 2 }]);
});

test("supabase-js' own filters say the same", async () => {
  const db = at.client();
  const ids = async (query: PromiseLike<{ data: { id: number }[] | null }>) =>
    (await query).data?.map(({ id }) => id);
  const from = () => db.from("sightings").select("id").order("id");
  expect(await ids(from().contains("tags", ["star"]))).toEqual([1]);
  expect(await ids(from().containedBy("tags", ["planet", "star"]))).toEqual([2, 3]);
  expect(await ids(from().overlaps("tags", ["odd", "blue"]))).toEqual([1, 4]);
  expect(await ids(from().rangeGt("night", "[2024-01-02,2024-01-03)"))).toEqual([2, 4]);
  expect(await ids(from().rangeAdjacent("night", "[2024-01-05,2024-01-06)"))).toEqual([2]);
  expect(await ids(from().match({ observer: "ada", site_id: 2 }))).toEqual([2]);
  expect(await ids(from().not("magnitude", "is", null))).toEqual([1, 2, 3]);
  expect(await ids(from().likeAnyOf("note", ["V%", "M%"]))).toEqual([1, 2]);
  expect(await ids(from().ilikeAllOf("note", ["%E%", "%A"]))).toEqual([1]);
  expect(await ids(from().in("note", ["Vega", "a, b", "(Mars)"]))).toEqual([1]);
  expect(await ids(from().filter("id", "in", "(1,2)"))).toEqual([1, 2]);
});

test("a value that is not of the column's type is the client's mistake", async () => {
  const { status, json } = await at.send("GET", "/sightings?id=eq.seven");
  expect([status, json]).toEqual([
    400,
    { code: "22P02", details: null, hint: null, message: 'invalid input syntax for type bigint: "seven"' },
  ]);
  const noOperator = await at.send("GET", "/sightings?note=cs.1");
  expect([noOperator.status, noOperator.json.code]).toEqual([404, "42883"]);
});
