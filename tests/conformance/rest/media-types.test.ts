import { afterAll, beforeAll, expect, test } from "vitest";
import { type Observatory, openObservatory } from "./observatory.ts";

let at: Observatory;
beforeAll(async () => {
  at = await openObservatory();
});
afterAll(() => at.close());

const get = (path: string, accept: string) => at.send("GET", path, { headers: { accept } });

test("single is one object, or 406", async () => {
  const one = await get("/sites?id=eq.1&select=slug", "application/vnd.pgrst.object+json");
  expect([one.status, one.text, one.headers["content-type"]]).toEqual([
    200,
    '{"slug":"hill"}',
    "application/vnd.pgrst.object+json; charset=utf-8",
  ]);
  for (const [query, rows] of [
    ["id=eq.-1", 0],
    ["id=lt.4", 3],
  ]) {
    const { status, json } = await get(`/sites?${query}`, "application/vnd.pgrst.object+json");
    expect([status, json]).toEqual([
      406,
      {
        code: "PGRST116",
        details: `The result contains ${rows} rows`,
        hint: null,
        message: "Cannot coerce the result to a single JSON object",
      },
    ]);
  }
});

test("maybeSingle is null without a row", async () => {
  const none = await at.client().from("sites").select("slug").eq("id", -1).maybeSingle();
  expect([none.data, none.error, none.status]).toEqual([null, null, 200]);
  const many = await at.client().from("sites").select("slug").maybeSingle();
  expect(many.error?.code).toBe("PGRST116");
});

test("nulls can be left out, of lists and of single objects", async () => {
  const list = await get(
    "/sites?select=slug,height,notes&order=id&id=gt.1&id=lt.4",
    "application/vnd.pgrst.array+json;nulls=stripped",
  );
  expect(list.json).toEqual([
    { slug: "lake", height: 3 },
    { slug: "roof", notes: [1, 2] },
  ]);
  expect(list.headers["content-type"]).toBe("application/vnd.pgrst.array+json;nulls=stripped; charset=utf-8");
  const { data } = await at
    .client()
    .from("observers")
    .select("handle,name,profile")
    .eq("handle", "dee")
    .single()
    .stripNulls();
  expect(data).toEqual({ handle: "dee" });
});

test("CSV has a heading and one line for each row", async () => {
  const { text, headers } = await get(
    "/sightings?select=id,note,tags,site_id&order=id.desc&limit=2",
    "text/csv",
  );
  expect(text).toBe('id,note,tags,site_id\n4,"100% sure, ""quoted""",{odd},\n3,Ceres,{},1');
  expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
  const { data } = await at.client().from("instruments").select("id,name").eq("id", 1).csv();
  expect(data).toBe("id,name\n1,refractor");
});

test("the plan of a query can be had, as text or JSON", async () => {
  const text = await get("/sites?id=eq.1", "application/vnd.pgrst.plan");
  expect(text.headers["content-type"]).toBe(
    'application/vnd.pgrst.plan+text; for="application/json"; charset=utf-8',
  );
  expect(text.text).toMatch(/^Aggregate {2}\(cost=/);
  const analyzed = await at
    .client()
    .from("sites")
    .select("slug")
    .explain({ format: "json", analyze: true, buffers: true });
  expect(analyzed.data).toMatchObject([{ Plan: { "Actual Rows": 1 }, "Execution Time": expect.any(Number) }]);
  const write = await at.client().from("ledger").insert({ code: "explained" }).explain();
  expect(write.data).toContain("Insert on ledger");
  expect(await at.sql("select from public.ledger where code = 'explained'")).toHaveLength(0);
});

test("where plans are switched off they are not acceptable", async () => {
  const closed = await openObservatory({ closed: true });
  const plan = 'application/vnd.pgrst.plan+json; for="application/json"; options=analyze';
  const send = (accept: string) => closed.send("GET", "/sites?limit=1", { headers: { accept } });
  try {
    expect(await send(plan)).toMatchObject({
      status: 406,
      json: { code: "PGRST107", message: `None of these media types are available: ${plan}` },
    });
    expect(await closed.client().from("sites").select().explain()).toMatchObject({ status: 406 });
    expect(await closed.client().rpc("add_up", { a: 1 }).explain()).toMatchObject({ status: 406 });
    expect(await closed.client().from("ledger").insert({ code: "x" }).explain()).toMatchObject({
      status: 406,
    });
    expect((await send(`${plan}, application/json`)).json).toHaveLength(1);
  } finally {
    await closed.close();
  }
});

test("the first acceptable type wins, by weight; none is 406", async () => {
  expect(
    (await get("/sites?select=id&id=eq.1", "text/html, text/csv;q=0.5, application/json;q=0.4")).text,
  ).toBe("id\n1");
  expect((await get("/sites?select=id&id=eq.1", "text/html,*/*")).json).toEqual([{ id: 1 }]);
  const none = await get("/sites", "text/html, image/png");
  expect([none.status, none.json]).toEqual([
    406,
    {
      code: "PGRST107",
      details: null,
      hint: null,
      message: "None of these media types are available: text/html, image/png",
    },
  ]);
});

test("schemas are chosen by profile, and the answer names its own", async () => {
  const { json, headers } = await at.send("GET", "/sites?select=label", {
    headers: { "accept-profile": "archive" },
  });
  expect([json, headers["content-profile"]]).toEqual([[{ label: "old mill" }], "archive"]);
  const { data, error } = await at
    .client()
    .schema("archive")
    .from("sites")
    .insert({ id: 2, label: "new" })
    .select();
  expect([error, data]).toEqual([null, [{ id: 2, label: "new" }]]);
  expect((await at.send("GET", "/sites?id=eq.1")).headers["content-profile"]).toBe("public");
});

test("OPTIONS says what can be done", async () => {
  const allow = async (path: string) => {
    const { status, headers } = await at.send("OPTIONS", path);
    return [status, headers.allow];
  };
  expect(await allow("/sites")).toEqual([200, "OPTIONS,GET,HEAD,POST,PUT,PATCH,DELETE"]);
  expect(await allow("/")).toEqual([200, "OPTIONS,GET,HEAD"]);
  expect(await allow("/rpc/all_sites")).toEqual([200, "OPTIONS,GET,HEAD,POST"]);
  expect(await allow("/rpc/say_nothing")).toEqual([200, "OPTIONS,POST"]);
  await at.sql("create view public.totals as select count(*) from public.sites");
  expect(await allow("/totals")).toEqual([200, "OPTIONS,GET,HEAD"]);
});

test("the root describes what the caller may use", async () => {
  const { status, json, headers } = await at.send("GET", "/");
  expect([status, headers["content-type"], json.swagger, json.host, json.basePath, json.schemes]).toEqual([
    200,
    "application/openapi+json; charset=utf-8",
    "2.0",
    "127.0.0.1:54321",
    "/rest/v1/",
    ["http"],
  ]);
  expect(Object.keys(json.paths["/sites"])).toEqual(["get", "post", "patch", "delete"]);
  expect(json.definitions.sightings.required).toEqual(["id", "observer", "tags", "seen_at"]);
  expect(json.definitions.sightings.properties.observer).toEqual({
    description: "Note:\nThis is a Foreign Key to `observers.handle`.<fk table='observers' column='handle'/>",
    format: "text",
    type: "string",
  });
  expect(json.definitions.observers.properties.sky).toMatchObject({
    default: "unknown",
    enum: ["clear", "cloudy", "unknown"],
  });
  expect(json.paths["/rpc/add_up"].post.parameters[0].schema.required).toEqual(["a"]);
  expect(json.definitions).not.toHaveProperty("vault");
  const service = await at.send("GET", "/", { headers: { authorization: `Bearer ${at.serviceKey}` } });
  expect(service.json.definitions).toHaveProperty("vault");
});
