import { afterAll, beforeAll, expect, test } from "vitest";
import { type Observatory, openObservatory } from "./observatory.ts";

let at: Observatory;
beforeAll(async () => {
  at = await openObservatory();
});
afterAll(() => at.close());

const get = async (path: string) => (await at.send("GET", path)).json;

test("a row's parent is an object, its children are a list", async () => {
  const { data } = await at.client().from("sightings").select("note,sites(slug)").order("id");
  expect(data).toEqual([
    { note: "Vega", sites: { slug: "hill" } },
    { note: "Mars", sites: { slug: "lake" } },
    { note: "Ceres", sites: { slug: "hill" } },
    { note: '100% sure, "quoted"', sites: null },
  ]);
  const children = await at.client().from("sites").select("slug,sightings(note)").order("id");
  expect(children.data).toEqual([
    { slug: "hill", sightings: [{ note: "Vega" }, { note: "Ceres" }] },
    { slug: "lake", sightings: [{ note: "Mars" }] },
    { slug: "roof", sightings: [] },
  ]);
});

test("a key that is also the primary key makes a pair of one, both ways", async () => {
  expect(await get("/sites?select=slug,site_permits(number)&order=id")).toEqual([
    { slug: "hill", site_permits: { number: "P-1" } },
    { slug: "lake", site_permits: null },
    { slug: "roof", site_permits: null },
  ]);
  expect(await get("/site_permits?select=number,sites(slug)")).toEqual([
    { number: "P-1", sites: { slug: "hill" } },
  ]);
});

test("a junction is stepped over", async () => {
  expect(await get("/sites?select=slug,instruments(name)&order=id&instruments.order=id")).toEqual([
    { slug: "hill", instruments: [{ name: "refractor" }, { name: "camera" }] },
    { slug: "lake", instruments: [{ name: "camera" }] },
    { slug: "roof", instruments: [] },
  ]);
  expect(
    await get("/instruments?select=name,sites!site_instruments(slug)&id=eq.2&sites.order=slug.desc"),
  ).toEqual([{ name: "camera", sites: [{ slug: "lake" }, { slug: "hill" }] }]);
});

test("embeds nest, in both directions", async () => {
  const { data } = await at
    .client()
    .from("observers")
    .select("handle,sightings(note,sites(slug,instruments(name)))")
    .eq("handle", "ada")
    .single();
  expect(data).toEqual({
    handle: "ada",
    sightings: [
      { note: "Vega", sites: { slug: "hill", instruments: [{ name: "refractor" }, { name: "camera" }] } },
      { note: "Mars", sites: { slug: "lake", instruments: [{ name: "camera" }] } },
    ],
  });
});

test("several ways to a table must be told apart, by constraint or column", async () => {
  const { data, error, status } = await at.client().from("shifts").select("id,observers(name)");
  expect([data, status]).toEqual([null, 300]);
  expect(error).toEqual({
    code: "PGRST201",
    details: [
      {
        cardinality: "many-to-one",
        embedding: "shifts with observers",
        relationship: "shifts_assistant using shifts(assistant) and observers(handle)",
      },
      {
        cardinality: "many-to-one",
        embedding: "shifts with observers",
        relationship: "shifts_lead using shifts(lead) and observers(handle)",
      },
    ],
    hint: "Try changing 'observers' to one of the following: 'observers!shifts_assistant', 'observers!shifts_lead'. Find the desired relationship in the 'details' key.",
    message: "Could not embed because more than one relationship was found for 'shifts' and 'observers'",
  });
  expect(
    await get("/shifts?select=id,by:observers!shifts_lead(name),with:observers!assistant(name)&id=eq.1"),
  ).toEqual([{ id: 1, by: { name: "Ada" }, with: { name: "Bob" } }]);
  expect(await get("/shifts?select=lead(name),shifts_assistant(name)&id=eq.1")).toEqual([
    { lead: { name: "Ada" }, shifts_assistant: { name: "Bob" } },
  ]);
  expect(await get("/observers?select=handle,leads:shifts!lead(id)&handle=eq.bob")).toEqual([
    { handle: "bob", leads: [{ id: 2 }] },
  ]);
});

test("a table related to itself: its name is the children, the column is the parent", async () => {
  expect(await get("/regions?select=name,parent_id(name),regions(name)&id=eq.2")).toEqual([
    { name: "north", parent_id: { name: "world" }, regions: [{ name: "fjord" }] },
  ]);
  expect(await get("/regions?select=name,below:regions!parent_id(name)&id=eq.1")).toEqual([
    { name: "world", below: [{ name: "north" }, { name: "south" }] },
  ]);
});

test("views are embedded by the keys of the tables they show", async () => {
  expect(await get("/sites?select=slug,bright_sightings(note)&order=id&limit=2")).toEqual([
    { slug: "hill", bright_sightings: [{ note: "Vega" }] },
    { slug: "lake", bright_sightings: [{ note: "Mars" }] },
  ]);
  expect(await get("/bright_sightings?select=note,observers(name),sites(slug)&id=eq.1")).toEqual([
    { note: "Vega", observers: { name: "Ada" }, sites: { slug: "hill" } },
  ]);
});

test("computed relationships: one row is an object, many are a list", async () => {
  expect(
    await get(
      "/observers?select=handle,first_sighting(note),tagged:tagged_sightings(note,sites(slug))&handle=eq.ada",
    ),
  ).toEqual([
    {
      handle: "ada",
      first_sighting: { note: "Vega" },
      tagged: [
        { note: "Vega", sites: { slug: "hill" } },
        { note: "Mars", sites: { slug: "lake" } },
      ],
    },
  ]);
});

test("an embed has its own filters, order, limit and offset", async () => {
  const { data } = await at
    .client()
    .from("sites")
    .select("slug,sightings(note)")
    .eq("sightings.observer", "ada")
    .order("id")
    .limit(1, { referencedTable: "sightings" });
  expect(data?.[0]).toEqual({ slug: "hill", sightings: [{ note: "Vega" }] });
  expect(await get("/sites?select=s:sightings(note)&id=eq.1&s.order=note.asc&s.limit=1&s.offset=1")).toEqual([
    { s: [{ note: "Vega" }] },
  ]);
  expect(
    await get("/sites?select=sightings(note)&id=eq.1&sightings.or=(note.eq.Vega,magnitude.gt.100)"),
  ).toEqual([{ sightings: [{ note: "Vega" }] }]);
  expect(
    await get(
      "/observers?select=sightings(sites(slug))&handle=eq.ada&sightings.sites.slug=eq.hill&sightings.order=id",
    ),
  ).toEqual([{ sightings: [{ sites: { slug: "hill" } }, { sites: null }] }]);
});

test("!inner leaves out parents without children, and counts so", async () => {
  const { data, count } = await at
    .client()
    .from("sites")
    .select("slug,sightings!inner(note)", { count: "exact" })
    .eq("sightings.observer", "bob");
  expect([data, count]).toEqual([[{ slug: "hill", sightings: [{ note: "Ceres" }] }], 1]);
  expect(await get("/sightings?select=id,sites!left(slug)&sites.slug=eq.lake&id=lt.3&order=id")).toEqual([
    { id: 1, sites: null },
    { id: 2, sites: { slug: "lake" } },
  ]);
  expect(await get("/sightings?select=id,sites!site_id!inner(slug)&sites.slug=eq.lake")).toEqual([
    { id: 2, sites: { slug: "lake" } },
  ]);
});

test("an embed can be asked for rows or none, also within or, and without being shown", async () => {
  expect(await get("/sites?select=slug,sightings(note)&sightings=is.null")).toEqual([
    { slug: "roof", sightings: [] },
  ]);
  expect(await get("/sites?select=slug,sightings()&sightings=not.is.null&order=id")).toEqual([
    { slug: "hill" },
    { slug: "lake" },
  ]);
  expect(
    await get(
      "/sightings?select=id,sites(),observers()&sites.slug=eq.lake&observers.name=eq.Bob&or=(sites.not.is.null,observers.not.is.null)&order=id",
    ),
  ).toEqual([{ id: 2 }, { id: 3 }]);
  const counted = await at.send("GET", "/sites?select=slug,sightings()&sightings=is.null", {
    headers: { prefer: "count=exact" },
  });
  expect(counted.headers["content-range"]).toBe("0-0/1");
});

test("a spread gives its columns to the parent", async () => {
  expect(await get("/sightings?select=note,...sites(slug,permit:site_permits(number))&id=eq.1")).toEqual([
    { note: "Vega", slug: "hill", permit: { number: "P-1" } },
  ]);
  expect(
    await get("/sightings?select=note,...sites(place:slug,...site_permits(number))&id=in.(1,2)&order=id"),
  ).toEqual([
    { note: "Vega", place: "hill", number: "P-1" },
    { note: "Mars", place: "lake", number: null },
  ]);
});

test("a spread of many rows gives a list for each column, in the embed's order", async () => {
  expect(await get("/sites?select=slug,...sightings(note,seen:id)&sightings.order=note&order=id")).toEqual([
    { slug: "hill", note: ["Ceres", "Vega"], seen: [3, 1] },
    { slug: "lake", note: ["Mars"], seen: [2] },
    { slug: "roof", note: [], seen: [] },
  ]);
  const refused = await at.send("GET", "/sites?select=slug,...sightings(magnitude.sum())");
  expect(refused.json).toMatchObject({ code: "PGRST127", message: "Feature not implemented" });
});

test("rows are ordered by a column of their parent, but not of their children", async () => {
  const { data } = await at
    .client()
    .from("sightings")
    .select("id,sites(slug)")
    .order("sites(slug)", { ascending: false })
    .order("id");
  expect(data?.map((row) => row.id)).toEqual([4, 2, 1, 3]);
  const refused = await at.send("GET", "/sites?select=id,sightings(note)&order=sightings(note)");
  expect([refused.status, refused.json]).toEqual([
    400,
    {
      code: "PGRST118",
      details: "'sites' and 'sightings' do not form a many-to-one or one-to-one relationship",
      hint: null,
      message: "A related order on 'sightings' is not possible",
    },
  ]);
});

test("what is said about an embed that is not there is refused", async () => {
  const expected = {
    code: "PGRST108",
    details: null,
    hint: "Verify that 'sightings' is included in the 'select' query parameter.",
    message: "'sightings' is not an embedded resource in this request",
  };
  for (const query of [
    "sightings.id=eq.1",
    "sightings.order=id",
    "sightings.limit=1",
    "order=sightings(id)",
    "sightings.or=(id.eq.1,id.eq.2)",
  ]) {
    const { status, json } = await at.send("GET", `/sites?select=id&${query}`);
    expect([query, status, json]).toEqual([query, 400, expected]);
  }
});

test("an embed takes no filter but null", async () => {
  const { status, json } = await at.send("GET", "/sites?select=id,sightings(id)&sightings=eq.1");
  expect([status, json.code]).toEqual([400, "PGRST120"]);
});

test("an unknown relationship is said so, with what was perhaps meant", async () => {
  const { status, json } = await at.send("GET", "/sites?select=id,sighting(id)");
  expect([status, json]).toEqual([
    400,
    {
      code: "PGRST200",
      details:
        "Searched for a foreign key relationship between 'sites' and 'sighting' in the schema 'public', but no matches were found.",
      hint: "Perhaps you meant 'sightings' instead of 'sighting'.",
      message: "Could not find a relationship between 'sites' and 'sighting' in the schema cache",
    },
  ]);
  const hinted = await at.send("GET", "/sites?select=id,sightings!nope(id)");
  expect(hinted.json.details).toBe(
    "Searched for a foreign key relationship between 'sites' and 'sightings' using the hint 'nope' in the schema 'public', but no matches were found.",
  );
});
