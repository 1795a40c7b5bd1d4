import { beforeAll, expect, inject, test } from "vitest";
import { newPerson, type Person, stranger } from "../support/people.ts";

let person: Person;
beforeAll(async () => {
  person = await newPerson();
});

const foreign = { origin: "https://evil.example" };
const wrongToken = { authorization: "Bearer not.a.token" };
const text = { "content-type": "text/plain" };

// Each request breaks several rules at once: the one that answers is the earlier one in the pipeline.
test("another site is refused before anybody asks who calls", async () => {
  const answer = await stranger().post("/api/posts", {}, { headers: foreign });
  expect(answer).toMatchObject({ status: 403, body: { code: "csrf" } });
});

test("a token that does not hold is refused before the input is read, on public operations too", async () => {
  const answer = await stranger().get("/api/posts?limit=x", { headers: wrongToken });
  expect(answer).toMatchObject({ status: 401, body: { code: "invalid_token" } });
});

test("a signed-out caller is refused before the body is read", async () => {
  const answer = await stranger().post("/api/posts", undefined, { raw: "{", headers: text });
  expect(answer).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
});

test("a caller without the role is refused before the body is read", async () => {
  const answer = await person.post("/api/users", undefined, { raw: "{", headers: text });
  expect(answer).toMatchObject({ status: 403, body: { code: "forbidden" } });
});

test("an address that names nothing is refused before the body is read", async () => {
  const answer = await person.patch("/api/comments/nonsense", undefined, { raw: "{", headers: text });
  expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
});

test("the content type is looked at before the content", async () => {
  const answer = await person.post("/api/posts", undefined, { raw: "{", headers: text });
  expect(answer).toMatchObject({ status: 415, body: { code: "unsupported_media_type" } });
});

test("the input is checked before the handler looks for what it is about", async () => {
  const path = "/api/posts/0a1b2c3d-0000-4000-8000-000000000000";
  expect(await person.patch(path, { title: 1 })).toMatchObject({ status: 422 });
  expect(await person.patch(path, { title: "Long enough" })).toMatchObject({ status: 404 });
});

test("a well-formed request id is kept, on successes and failures, and another is replaced", async () => {
  const withId = (id: string) => ({ headers: { "x-request-id": id } });
  const kept = await stranger().get("/api/health", withId("trace-1.a:b_2"));
  expect(kept.headers.get("x-request-id")).toBe("trace-1.a:b_2");
  const failed = await stranger().get("/api/nowhere", withId("trace-2"));
  expect(failed.body.requestId).toBe("trace-2");
  for (const id of ["with space", "x".repeat(129), "<script>", "ä"]) {
    const replaced = await stranger().get("/api/health", withId(Buffer.from(id).toString("latin1")));
    expect(replaced.headers.get("x-request-id")).toMatch(/^[\w-]{21}$/);
  }
});

test("a problem is a whole RFC 9457 document", async () => {
  const { body, headers, status } = await stranger().get("/api/posts/no-such-post");
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect(body).toEqual({
    type: `${inject("stack").siteUrl}/docs/errors#not_found`,
    title: "Not found",
    status: 404,
    code: "not_found",
    detail: expect.any(String),
    requestId: headers.get("x-request-id"),
  });
  expect(status).toBe(body.status);
});

test("answers are not cached, sniffed or shared", async () => {
  for (const path of ["/api/health", "/api/nowhere"]) {
    const { headers } = await stranger().get(path);
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test.each([
  ["POST", "/api/posts/some-post", "GET, HEAD, PUT, PATCH, DELETE, OPTIONS"],
  ["GET", "/api/auth/login", "POST, OPTIONS"],
  ["HEAD", "/api/auth/login", "POST, OPTIONS"],
  ["DELETE", "/api/posts", "GET, HEAD, POST, OPTIONS"],
  ["PUT", "/api/comments/x", "PATCH, DELETE, OPTIONS"],
])("%s %s is 405 and Allow says what there is", async (method, path, allow) => {
  const answer = await stranger().send(method, path);
  expect(answer.status).toBe(405);
  expect(answer.headers.get("allow")).toBe(allow);
  if (method !== "HEAD") expect(answer.body.code).toBe("method_not_allowed");
});

test.each(["GET", "POST", "PUT", "PATCH", "DELETE"])(
  "%s on an unknown address is a 404 problem",
  async (method) => {
    for (const path of ["/api", "/api/nowhere", "/api/posts/a/b/c"]) {
      expect(await stranger().send(method, path)).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
  },
);

test("HEAD is GET without the body", async () => {
  const [get, head] = [await stranger().get("/api/health"), await stranger().send("HEAD", "/api/health")];
  expect(head).toMatchObject({ status: 200, body: undefined });
  expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
});

test("OPTIONS tells what there is", async () => {
  const answer = await stranger().send("OPTIONS", "/api/posts");
  expect(answer.status).toBe(204);
  expect(answer.headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
});

test("health says that the server is alive, ready that everything behind it is, with its latency", async () => {
  expect(await stranger().get("/api/health")).toMatchObject({ status: 200, body: { status: "ok" } });
  const latency = { ok: true, latencyMs: expect.any(Number) };
  expect(await stranger().get("/api/health/ready")).toMatchObject({
    status: 200,
    body: { status: "ready", checks: { database: latency, auth: latency, rest: latency } },
  });
});
