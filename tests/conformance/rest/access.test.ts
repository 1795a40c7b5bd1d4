import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Observatory, openObservatory } from "./observatory.ts";

let at: Observatory;
beforeAll(async () => {
  at = await openObservatory();
});
afterAll(() => at.close());

const owner = "00000000-0000-0000-0000-000000000001";
const soon = () => Math.floor(Date.now() / 1000) + 600;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test("without a token the caller is anon, and SQL sees the request", async () => {
  const { json } = await at.send("GET", "/rpc/request_facts", {
    headers: { "x-probe": "yes", cookie: "crumb=sweet; other=1" },
  });
  expect(json).toEqual({
    role: "anon",
    method: "GET",
    path: "/rpc/request_facts",
    header: "yes",
    cookie: "sweet",
    timeout: "3s",
  });
  expect((await at.send("GET", "/rpc/claims")).json).toEqual({ role: "anon" });
});

test("a user's token brings its role, its claims, and the role's settings", async () => {
  const token = await at.tokens.sign({
    sub: owner,
    role: "authenticated",
    exp: soon(),
    app_metadata: { roles: ["x"] },
  });
  const { json } = await at.send("POST", "/rpc/claims", { headers: bearer(token) });
  expect(json).toMatchObject({ sub: owner, role: "authenticated", app_metadata: { roles: ["x"] } });
  const facts = await at.send("POST", "/rpc/request_facts", { headers: bearer(token) });
  expect(facts.json).toMatchObject({ role: "authenticated", method: "POST", timeout: "8s" });
});

test("row-level security decides what each caller sees and writes", async () => {
  const token = await at.tokens.sign({ sub: owner, role: "authenticated", exp: soon() });
  const mine = at.client(token);
  expect((await mine.from("diaries").select("entry")).data).toEqual([{ entry: "mine" }]);
  expect((await at.client(at.serviceKey).from("diaries").select("id").order("id")).data).toEqual([
    { id: 1 },
    { id: 2 },
  ]);
  const forbidden = await mine
    .from("diaries")
    .insert({ id: 9, owner: "00000000-0000-0000-0000-000000000002" });
  expect([forbidden.status, forbidden.error]).toEqual([
    403,
    {
      code: "42501",
      details: null,
      hint: null,
      message: 'new row violates row-level security policy for table "diaries"',
    },
  ]);
  const hidden = await mine.from("diaries").update({ entry: "stolen" }).eq("id", 2).select();
  expect([hidden.status, hidden.data]).toEqual([200, []]);
});

test("what a role may not touch is 401 for anon, who might sign in, and 403 for others", async () => {
  const anon = await at.send("GET", "/vault");
  expect([anon.status, anon.json, anon.headers["www-authenticate"]]).toEqual([
    401,
    { code: "42501", details: null, hint: null, message: "permission denied for table vault" },
    "Bearer",
  ]);
  const token = await at.tokens.sign({ sub: owner, role: "authenticated", exp: soon() });
  expect((await at.send("GET", "/vault", { headers: bearer(token) })).status).toBe(403);
  expect((await at.send("GET", "/vault", { headers: bearer(at.serviceKey) })).status).toBe(200);
});

test("only the columns that are asked for need to be readable", async () => {
  await at.sql("create table public.partly (id int primary key, open text, shut text)");
  await at.sql(
    "revoke all on public.partly from anon; grant insert on public.partly to anon; grant select (id, open) on public.partly to anon",
  );
  const { data, error } = await at
    .client()
    .from("partly")
    .insert({ id: 1, open: "o", shut: "s" })
    .select("open");
  expect([error, data]).toEqual([null, [{ open: "o" }]]);
  expect((await at.client().from("partly").insert({ id: 2 })).error).toBeNull();
  expect((await at.client().from("partly").select("id,shut")).error?.code).toBe("42501");
});

test("bad tokens are refused, each for its own reason", async () => {
  const secret = new TextEncoder().encode(at.jwtSecret);
  const hs256 = (claims: Record<string, unknown>, key = secret) =>
    new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(key);
  const none = `${btoa('{"alg":"none"}').replaceAll("=", "")}.${btoa('{"role":"service_role"}').replaceAll("=", "")}.`;
  const cases: [string, string, string][] = [
    ["abc", "PGRST301", "Expected 3 parts in JWT; got 1"],
    ["", "PGRST301", "Empty JWT is sent in Authorization header"],
    ["a.b.c", "PGRST301", "JWT couldn't be decoded"],
    [
      await hs256({ role: "anon" }, new TextEncoder().encode("x".repeat(40))),
      "PGRST301",
      "No suitable key or wrong key type",
    ],
    [none, "PGRST301", "Wrong or unsupported encoding algorithm"],
    [await hs256({ role: "anon", exp: 1 }), "PGRST303", "JWT expired"],
    [await hs256({ role: "anon", exp: "soon" }), "PGRST303", "The JWT 'exp' claim must be a number"],
    [await hs256({ role: "anon", nbf: soon() }), "PGRST303", "JWT not yet valid"],
  ];
  for (const [token, code, message] of cases) {
    const { status, json, headers } = await at.send("GET", "/sites", { headers: bearer(token) });
    expect([status, json.code, json.message]).toEqual([401, code, message]);
    expect(headers["www-authenticate"]).toBe(
      `Bearer error="invalid_token", error_description=${JSON.stringify(message)}`,
    );
  }
});

test("a role that does not exist, or is not for requests, is refused", async () => {
  const ghost = await at.tokens.sign({ role: "ghost", exp: soon() });
  const { status, json } = await at.send("GET", "/sites", { headers: bearer(ghost) });
  expect([status, json]).toEqual([
    401,
    { code: "22023", details: null, hint: null, message: 'role "ghost" does not exist' },
  ]);
  const root = await at.tokens.sign({ role: "supabase_admin", exp: soon() });
  const forbidden = await at.send("GET", "/sites", { headers: bearer(root) });
  expect([forbidden.status, forbidden.json.code]).toEqual([403, "42501"]);
});

test("nothing of one request is left on the connection for the next", async () => {
  const token = await at.tokens.sign({ sub: owner, role: "service_role", exp: soon() });
  for (let round = 0; round < 12; round++) {
    await at.send("POST", "/rpc/claims", { headers: bearer(token) });
    const { json } = await at.send("GET", "/rpc/request_facts");
    expect(json).toMatchObject({ role: "anon", timeout: "3s", header: null });
  }
});
