import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ApiClient } from "../support/api-client.ts";
import { newProgram } from "../support/api-keys.ts";
import { type SecondSite, startSecondSite } from "../support/second-site.ts";
import { expectSecurityHeaders } from "../support/security-headers.ts";

// The API's answers name the moment to try again; nobody waits for the tries of others.
const withinMs = 2_500;

let site: SecondSite;
let person: ApiClient;
let program: ApiClient;

beforeAll(async () => {
  site = await startSecondSite();
  person = new ApiClient(site.siteUrl);
  const registered = await person.post("/api/auth/register", {
    email: `${crypto.randomUUID()}@people.test`,
    password: "a-password-of-a-test",
    name: "Some Body",
  });
  expect(registered.status).toBe(201);
  expect((await person.get("/settings")).status).toBe(200);
  program = await newProgram(person, ["posts:read"], { site: site.siteUrl });
  expect((await program.get("/api/posts")).status).toBe(200);
  expect((await new ApiClient(site.siteUrl).get("/api/posts")).status).toBe(200);
  await site.stopSupabase();
  // For a moment a page goes on the last good answer, and fails as fast.
  const isTold = async () => (await new ApiClient(site.siteUrl).get("/")).status === 503;
  await vi.waitUntil(isTold, { timeout: 10_000, interval: 200 });
});
afterAll(() => site?.stop());

async function ask(client: ApiClient, method: string, path: string, body?: unknown) {
  const started = performance.now();
  const answer = await client.send(method, path, { body });
  return { ...answer, ms: performance.now() - started };
}

test.each([
  ["GET", "/api/posts?limit=7", undefined],
  ["GET", "/api/posts/some-post", undefined],
  ["GET", "/api/users?q=ann", undefined],
  ["GET", "/api/billing/catalogue", undefined],
  ["POST", "/api/auth/login", { email: "ann@people.test", password: "a-password-of-a-test" }],
  ["POST", "/api/auth/forgot-password", { email: "ann@people.test" }],
  ["POST", "/api/auth/verify", { tokenHash: "made-up", type: "email" }],
])("%s %s is 503 with Retry-After while Supabase is away", async (method, path, body) => {
  const answer = await ask(new ApiClient(site.siteUrl), method, path, body);
  expect(answer).toMatchObject({ status: 503, body: { code: "unavailable" } });
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(answer.ms).toBeLessThan(withinMs);
});

test("what is kept of what everybody may read is still answered, for a minute", async () => {
  const answer = await ask(new ApiClient(site.siteUrl), "GET", "/api/posts");
  expect(answer).toMatchObject({ status: 200, body: { data: [] } });
});

test("an API key is neither good nor bad then: 503 as well", async () => {
  const answer = await ask(program, "GET", "/api/posts");
  expect(answer).toMatchObject({ status: 503, body: { code: "unavailable" } });
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(answer.ms).toBeLessThan(withinMs);
});

test.each(["/", "/posts/some-post", "/settings", "/login"])(
  "the page %s is a readable 503 while Supabase is away",
  async (path) => {
    const answer = await ask(new ApiClient(site.siteUrl), "GET", path);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
    expectSecurityHeaders(answer.headers, "outage");
    expect(answer.body).toContain("<h1>Plinth is not well right now</h1>");
    expect(answer.ms).toBeLessThan(withinMs);
  },
);

test("a session that would have to be renewed is told at once, and kept", async () => {
  const isExpired = async () => {
    const { body } = await ask(person, "GET", "/api/auth/session");
    return body.detail.includes("sign-in service");
  };
  await vi.waitUntil(isExpired, { timeout: 15_000, interval: 200 });
  const answer = await ask(person, "GET", "/api/auth/session");
  expect(answer).toMatchObject({ status: 503, body: { code: "unavailable" } });
  expect(answer.ms).toBeLessThan(withinMs);
  expect(person.cookies.has("plinth-session")).toBe(true);
});

test("a page that fails while it is rendered leaves a line in the log, without its query", async () => {
  // What is sent to a page is not held back while Supabase is away: an action may have an answer of its own.
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const client = new ApiClient(site.siteUrl);
  const answer = await client.post("/?said=in-confidence", undefined, { raw: "a=b", headers });
  expect(answer.status).toBe(500);
  await vi.waitFor(() => expect(site.words()).toContain('"msg":"page failed"'), { timeout: 5_000 });
  expect(site.words()).not.toContain("in-confidence");
});
