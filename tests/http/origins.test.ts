import { beforeAll, expect, inject, test } from "vitest";
import { newPerson, type Person, sql, stranger } from "../support/people.ts";

/** Listed in CORS_ORIGINS of the app under test. */
const friend = "https://friend.example";
const foreign = "https://evil.example";
const post = { title: "From elsewhere", content: "Sent by somebody's page." };

let person: Person;
beforeAll(async () => {
  person = await newPerson();
});

const postsOf = async ({ id }: Person) =>
  (await sql("select id from public.posts where author_id = $1", [id])).length;

test.each<[string, Record<string, string>]>([
  ["a foreign Origin", { origin: foreign }],
  ["the opaque Origin", { origin: "null" }],
  ["a listed Origin", { origin: friend }],
  ["a foreign Origin that says same-origin", { origin: foreign, "sec-fetch-site": "same-origin" }],
])("a cookie and %s: nothing is written", async (_name, headers) => {
  const before = await postsOf(person);
  expect(await person.post("/api/posts", post, { headers })).toMatchObject({
    status: 403,
    body: { code: "csrf" },
  });
  expect(await postsOf(person)).toBe(before);
});

test("a cookie without any sign of where it comes from is refused", async () => {
  const cookie = [...person.cookies].map((pair) => pair.join("=")).join("; ");
  const bare = (headers: Record<string, string>) =>
    stranger().post("/api/posts", post, { headers: { cookie, ...headers } });
  expect(await bare({})).toMatchObject({ status: 403, body: { code: "csrf" } });
  expect(await bare({ "sec-fetch-site": "cross-site" })).toMatchObject({ status: 403 });
  expect(await bare({ "sec-fetch-site": "none" })).toMatchObject({ status: 403 });
  expect(await bare({ "sec-fetch-site": "same-origin" })).toMatchObject({ status: 201 });
  expect(await bare({ origin: inject("stack").siteUrl })).toMatchObject({ status: 201 });
});

test("another site cannot sign its visitors in (login CSRF)", async () => {
  const answer = await stranger().post("/api/auth/login", {}, { headers: { origin: foreign } });
  expect(answer).toMatchObject({ status: 403, body: { code: "csrf" } });
});

test("a bearer caller needs no Origin, and a cookie beside the token does not matter", async () => {
  const bearer = person.withBearer();
  expect(await bearer.post("/api/posts", post)).toMatchObject({ status: 201 });
  const cookie = [...person.cookies].map((pair) => pair.join("=")).join("; ");
  expect(await bearer.post("/api/posts", post, { headers: { cookie } })).toMatchObject({ status: 201 });
});

test("a listed origin may read, by name and with credentials", async () => {
  const { headers } = await stranger().get("/api/posts", { headers: { origin: friend } });
  expect(headers.get("access-control-allow-origin")).toBe(friend);
  expect(headers.get("access-control-allow-credentials")).toBe("true");
  expect(headers.get("vary")).toMatch(/\bOrigin\b/i);
  const failed = await stranger().get("/api/nowhere", { headers: { origin: friend } });
  expect(failed.headers.get("access-control-allow-origin")).toBe(friend);
});

test("no other origin may, and never everybody", async () => {
  for (const origin of [
    foreign,
    "null",
    "https://friend.example.evil.example",
    "https://FRIEND.example:444",
  ]) {
    const { headers } = await stranger().get("/api/posts", { headers: { origin } });
    expect(headers.get("access-control-allow-origin")).toBeNull();
  }
});

test("a preflight tells a listed origin the methods and the headers, and another nothing", async () => {
  const asking = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization",
  };
  const answer = await stranger().send("OPTIONS", "/api/posts", { headers: { origin: friend, ...asking } });
  expect(answer.status).toBe(204);
  expect(answer.headers.get("access-control-allow-methods")).toContain("POST");
  expect(answer.headers.get("access-control-allow-headers")).toContain("Authorization");
  const refused = await stranger().send("OPTIONS", "/api/posts", { headers: { origin: foreign, ...asking } });
  expect(refused.headers.get("access-control-allow-methods")).toBeNull();
  expect(refused.headers.get("access-control-allow-origin")).toBeNull();
});
