import { afterAll, beforeAll, expect, test } from "vitest";
import { type Observatory, openObservatory } from "./observatory.ts";

let at: Observatory;
beforeAll(async () => {
  at = await openObservatory();
});
afterAll(() => at.close());

test("a query that does not parse says where and what was expected", async () => {
  const cases: [string, string, string][] = [
    [
      "id=foo.5",
      '"failed to parse filter (foo.5)" (line 1, column 1)',
      'unexpected "f" expecting "not" or operator (eq, gt, ...)',
    ],
    ["select=id,,slug", '"failed to parse select parameter (id,,slug)" (line 1, column 4)', ""],
    [
      "order=id.up",
      '"failed to parse order (id.up)" (line 1, column 4)',
      'unexpected "u" expecting "asc", "desc", "nullsfirst" or "nullslast"',
    ],
    ["or=(id.eq.1", '"failed to parse logic tree ((id.eq.1)" (line 1, column 11)', ""],
    ["or=()", '"failed to parse logic tree (())" (line 1, column 4)', ""],
    ["columns=a,", '"failed to parse columns parameter (a,)" (line 1, column 3)', ""],
  ];
  for (const [query, message, details] of cases) {
    const { status, json } = await at.send("GET", `/sites?${query}`);
    expect([query, status, json.code, json.message]).toEqual([query, 400, "PGRST100", message]);
    if (details) expect(json.details).toBe(details);
    expect(json.hint).toBeNull();
  }
});

test("unknown tables, columns and schemas", async () => {
  const table = await at.send("GET", "/sitess");
  expect([table.status, table.json]).toEqual([
    404,
    {
      code: "PGRST205",
      details: null,
      hint: "Perhaps you meant the table 'public.sites'",
      message: "Could not find the table 'public.sitess' in the schema cache",
    },
  ]);
  const read = await at.send("GET", "/sites?select=zzzz");
  expect([read.status, read.json]).toEqual([
    400,
    { code: "42703", details: null, hint: null, message: "column sites.zzzz does not exist" },
  ]);
  const write = await at.send("POST", "/sites", { body: { nope: 1 } });
  expect([write.status, write.json]).toEqual([
    400,
    {
      code: "PGRST204",
      details: null,
      hint: null,
      message: "Could not find the 'nope' column of 'sites' in the schema cache",
    },
  ]);
  const schema = await at.send("GET", "/sites", { headers: { "accept-profile": "secret" } });
  expect([schema.status, schema.json]).toEqual([
    406,
    {
      code: "PGRST106",
      details: null,
      hint: "Only the following schemas are exposed: public, archive",
      message: "Invalid schema: secret",
    },
  ]);
});

test("broken constraints have their own statuses", async () => {
  const status = async (path: string, body: object) => {
    const reply = await at.send("POST", path, { body });
    return [reply.status, reply.json.code];
  };
  expect(await status("/sites", { slug: "hill" })).toEqual([409, "23505"]);
  expect(await status("/sightings", { observer: "nobody" })).toEqual([409, "23503"]);
  expect(await status("/sightings", { note: "no observer" })).toEqual([400, "23502"]);
  expect(await status("/ledger", { code: "neg", amount: -1 })).toEqual([400, "23514"]);
  expect(await status("/sites", { slug: "x", height: "tall" })).toEqual([400, "22P02"]);
  expect(await status("/sites", { slug: "x", height: 1e9 })).toEqual([400, "22003"]);
});

test("a duplicate names the key", async () => {
  const { error } = await at.client().from("sites").insert({ slug: "hill" });
  expect(error).toEqual({
    code: "23505",
    details: "Key (slug)=(hill) already exists.",
    hint: null,
    message: 'duplicate key value violates unique constraint "sites_slug_key"',
  });
});

test("what SQL raises arrives as it was raised, its state choosing the status", async () => {
  const states: [string, number][] = [
    ["P0001", 400],
    ["P0002", 500],
    ["PT402", 402],
    ["PT418", 418],
    ["PTXYZ", 500],
    ["28000", 403],
    ["40001", 500],
    ["53000", 503],
    ["55000", 500],
    ["42P17", 500],
    ["XX000", 500],
    ["AB123", 400],
  ];
  for (const [state, status] of states) {
    const reply = await at.send("POST", "/rpc/fail_with", { body: { state, text: "so it goes" } });
    expect([state, reply.status, reply.json]).toEqual([
      state,
      status,
      { code: state, details: "the detail", hint: "the hint", message: "so it goes" },
    ]);
  }
});

test("raise sqlstate 'PGRST' decides status, headers and body", async () => {
  const told = await at.send("POST", "/rpc/fail_as_told", {
    body: {
      message: '{"code": "123", "message": "Payment required", "details": "Quota", "hint": "Upgrade"}',
      detail: '{"status": 402, "headers": {"X-Powered-By": "Nerd Rage"}}',
    },
  });
  expect([told.status, told.json, told.headers["x-powered-by"]]).toEqual([
    402,
    { code: "123", details: "Quota", hint: "Upgrade", message: "Payment required" },
    "Nerd Rage",
  ]);
  const broken = await at.send("POST", "/rpc/fail_as_told", { body: { message: "no JSON", detail: "{}" } });
  expect([broken.status, broken.json]).toEqual([
    500,
    {
      code: "PGRST121",
      details: "Invalid JSON value for MESSAGE: 'no JSON'",
      hint: "MESSAGE must be a JSON object with obligatory keys: 'code', 'message' and optional keys: 'details', 'hint'.",
      message: "Could not parse JSON in the \"RAISE SQLSTATE 'PGRST'\" error",
    },
  ]);
});

test("a response's status and headers can be set from SQL", async () => {
  const set = (headers: string | null, status: string | null) =>
    at.send("POST", "/rpc/set_response", { body: { headers, status } });
  const custom = await set('[{"X-Mood": "fine"}, {"Set-Cookie": "a=1"}, {"Set-Cookie": "b=2"}]', "203");
  expect([custom.status, custom.json, custom.headers["x-mood"], custom.headers["set-cookie"]]).toEqual([
    203,
    "done",
    "fine",
    "b=2",
  ]);
  const typed = await set('[{"Content-Type": "text/x-own"}]', null);
  expect([typed.status, typed.headers["content-type"], typed.text]).toEqual([200, "text/x-own", '"done"']);
  expect((await set('{"not": "a list"}', null)).json.code).toBe("PGRST111");
  expect((await set(null, "many")).json.code).toBe("PGRST112");
});

test("paths and methods that mean nothing", async () => {
  const path = await at.send("GET", "/sites/1");
  expect([path.status, path.json.code, path.json.message]).toEqual([
    404,
    "PGRST125",
    "Invalid path specified in request URL",
  ]);
  for (const doubled of ["//sites", "/rpc//add_up"]) {
    expect((await at.send("GET", doubled)).json.code, doubled).toBe("PGRST125");
  }
  const method = await at.send("PROPFIND", "/sites");
  expect([method.status, method.json.code, method.json.message]).toEqual([
    405,
    "PGRST117",
    "Unsupported HTTP method: PROPFIND",
  ]);
  expect((await at.send("POST", "/")).status).toBe(405);
});

test("bodies that cannot be read", async () => {
  for (const body of ["", "{", '{"a":}', "nul\u0000", "[1,"]) {
    const { status, json } = await at.send("POST", "/sites", {
      body,
      headers: { "content-type": "application/json" },
    });
    expect([body, status, json]).toEqual([
      body,
      400,
      { code: "PGRST102", details: null, hint: null, message: "Empty or invalid json" },
    ]);
  }
  const type = await at.send("POST", "/sites", { body: "x", headers: { "content-type": "image/png" } });
  expect([type.status, type.json.message]).toEqual([400, "Content-Type not acceptable: image/png"]);
  const named = await at.send("POST", "/sites?columns=slug", {
    body: "{oops",
    headers: { "content-type": "application/json" },
  });
  expect([named.status, named.json.code]).toEqual([400, "22P02"]);
});

test("unknown preferences are refused only when strict", async () => {
  const strict = await at.send("GET", "/sites", {
    headers: { prefer: "handling=strict, anything, count=some" },
  });
  expect([strict.status, strict.json]).toEqual([
    400,
    {
      code: "PGRST122",
      details: "Invalid preferences: anything, count=some",
      hint: null,
      message: "Invalid preferences given with handling=strict",
    },
  ]);
  const lenient = await at.send("GET", "/sites", { headers: { prefer: "handling=lenient, anything" } });
  expect([lenient.status, lenient.headers["preference-applied"]]).toEqual([200, "handling=lenient"]);
});

test("a time zone can be preferred", async () => {
  const { json, headers } = await at.send("GET", "/observers?select=joined&handle=eq.ada", {
    headers: { prefer: "timezone=America/Lima" },
  });
  expect([json, headers["preference-applied"]]).toEqual([
    [{ joined: "2020-01-01T22:04:05.678901-05:00" }],
    "timezone=America/Lima",
  ]);
});

test("throwOnError throws the same error", async () => {
  await expect(at.client().from("nothing_here").select().throwOnError()).rejects.toMatchObject({
    code: "PGRST205",
  });
});
