import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../support/api-client.ts";
import { newPerson, newPost, type Person, stranger } from "../support/people.ts";

let [author, other]: Person[] = [];
let post: { id: string; slug: string };

beforeAll(async () => {
  [author, other] = [await newPerson(), await newPerson()];
  post = await newPost(author);
});

const json = { "content-type": "application/json" };
const raw = (body: BodyInit, headers: Record<string, string> = json) =>
  stranger().post("/api/auth/login", undefined, { raw: body, headers });
const credentials = (changes: object) => ({
  email: author!.email,
  password: "a-password-of-a-test",
  ...changes,
});

/** How to meet each code. */
const provocations: Record<string, [status: number, provoke: () => Promise<Answer>]> = {
  invalid_json: [400, () => raw('{"email":')],
  invalid_signature: [400, () => stranger().post("/api/webhooks/stripe", {})],
  link_invalid: [400, () => stranger().post("/api/auth/verify", { tokenHash: "made-up", type: "email" })],
  unauthenticated: [401, () => stranger().post("/api/posts", {})],
  invalid_token: [401, () => stranger().get("/api/posts", { headers: { authorization: "Bearer x.y.z" } })],
  invalid_credentials: [401, () => stranger().post("/api/auth/login", credentials({ password: "wrong" }))],
  forbidden: [403, () => other!.delete(`/api/posts/${post.id}`)],
  csrf: [403, () => stranger().post("/api/auth/login", {}, { headers: { origin: "https://evil.example" } })],
  not_found: [404, () => stranger().get("/api/posts/no-such-post")],
  method_not_allowed: [405, () => stranger().delete("/api/health")],
  conflict: [
    409,
    () =>
      other!.post("/api/posts", { title: "A title", content: "Ten characters and more.", slug: post.slug }),
  ],
  email_taken: [409, () => stranger().post("/api/auth/register", credentials({ name: "Ann Other" }))],
  precondition_failed: [
    412,
    () => author!.patch(`/api/posts/${post.id}`, { title: "Too late" }, { headers: { "if-match": '"x"' } }),
  ],
  payload_too_large: [413, () => raw(JSON.stringify({ email: "x".repeat(1024 * 1024) }))],
  unsupported_media_type: [
    415,
    () => raw("email=x", { "content-type": "application/x-www-form-urlencoded" }),
  ],
  idempotency_mismatch: [
    422,
    async () => {
      await newTitle("Once and for all", "a-key-of-two-minds");
      return newTitle("On second thoughts", "a-key-of-two-minds");
    },
  ],
  rate_limited: [
    429,
    async () => {
      const client = stranger();
      for (let n = 0; n < 40; n += 1) await client.post("/api/posts");
      return client.post("/api/posts");
    },
  ],
  validation_failed: [422, () => stranger().get("/api/posts?limit=1000")],
};

const newTitle = (title: string, key: string) =>
  author!.patch(`/api/posts/${post.id}`, { title }, { headers: { "idempotency-key": key } });

/** Codes that need something outside the API to go wrong, and where they are proved. */
const elsewhere = {
  email_not_confirmed: "needs enable_confirmations, which is off here: tests/unit/auth-errors.test.ts",
  idempotency_running: "needs a request that hangs: tests/http/idempotency.test.ts",
  livemode_mismatch: "needs a signed live event: tests/faults/signatures.test.ts",
  internal_error: "nothing is known that provokes it: tests/unit/problem.test.ts",
  invalid_form: "only pages take forms: tests/http/page-requests.test.ts",
  unavailable: "needs an outage: tests/http/outage.test.ts",
  quota_exceeded: "needs many pictures: tests/http/uploads.test.ts",
  too_many_api_keys: "needs fifty keys: tests/http/api-keys.test.ts",
  upload_missing: "needs a signed upload: tests/http/uploads.test.ts",
  upload_busy: "needs an upload that is checked: tests/http/uploads.test.ts",
  image_rejected: "needs a file that is no picture: tests/http/uploads.test.ts",
};

test("every code of the catalogue is provoked here or proved elsewhere", async () => {
  const { body } = await stranger().get("/api/openapi.json");
  const codes: string[] = body.components.schemas.Problem.properties.code.enum;
  const known = [...Object.keys(provocations), ...Object.keys(elsewhere)];
  expect(codes.toSorted()).toEqual(known.toSorted());
});

describe.each(Object.entries(provocations))("%s", (code, [status, provoke]) => {
  test(`is answered with ${status} and a problem document`, async () => {
    const answer = await provoke();
    expect(answer).toMatchObject({ status, body: { code, status, title: expect.any(String) } });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("x-request-id")).toBe(answer.body.requestId);
  });
});

test("a 401 says how to authenticate", async () => {
  const [, provoke] = provocations.invalid_token!;
  expect((await provoke()).headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
});

test("a wrong password and an unknown address get the same answer", async () => {
  const login = (changes: object) => stranger().post("/api/auth/login", credentials(changes));
  const wrong = await login({ password: "not-the-password" });
  const unknown = await login({ email: "nobody@people.test" });
  const { requestId: _a, ...first } = wrong.body;
  const { requestId: _b, ...second } = unknown.body;
  expect(first).toEqual(second);
});
