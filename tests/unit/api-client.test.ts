import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ApiFailure, createApiClient, dataOf, everyRow } from "../../lib/api-client/index.ts";

const baseUrl = "https://plinth.test";
const server = setupServer();
beforeAll(() => server.listen());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const problem = (code: string, status: number) => ({ code, status, requestId: "r-1", title: "A title" });

/** Answers with each of `responses` in turn, the last one for ever, and keeps what was asked. */
function answers(path: string, ...responses: (() => Response)[]): Request[] {
  const asked: Request[] = [];
  server.use(
    http.all(baseUrl + path, ({ request }) => {
      asked.push(request.clone());
      return responses[Math.min(asked.length, responses.length) - 1]!() as HttpResponse<null>;
    }),
  );
  return asked;
}

const away = () =>
  HttpResponse.json(problem("unavailable", 503), { status: 503, headers: { "retry-after": "0" } });
const ok = () => HttpResponse.json({ status: "ok" });

test("a token is asked for before each request, and an API key is sent as it is", async () => {
  const asked = answers("/api/health", ok);
  const tokens = ["one", "two"];
  const signedIn = createApiClient({ baseUrl, accessToken: async () => tokens.shift() ?? null });
  await signedIn.GET("/api/health");
  await signedIn.GET("/api/health");
  await signedIn.GET("/api/health");
  await createApiClient({ baseUrl, apiKey: "plk_a_b" }).GET("/api/health");
  expect(asked.map(({ headers }) => headers.get("authorization"))).toEqual([
    "Bearer one",
    "Bearer two",
    null,
    "Bearer plk_a_b",
  ]);
});

test("a read is tried again while the server is away, three times in all", async () => {
  const asked = answers("/api/health", away, away, ok);
  expect((await createApiClient({ baseUrl }).GET("/api/health")).data).toEqual({ status: "ok" });
  expect(asked).toHaveLength(3);
  const more = answers("/api/health", away);
  const { error, response } = await createApiClient({ baseUrl }).GET("/api/health");
  expect([response.status, more.length]).toEqual([503, 3]);
  expect(error).toMatchObject({ code: "unavailable" });
});

test("nobody answering is tried again as well, and thrown in the end", async () => {
  const asked = answers("/api/health", () => HttpResponse.error(), ok);
  expect((await createApiClient({ baseUrl }).GET("/api/health")).data).toEqual({ status: "ok" });
  expect(asked).toHaveLength(2);
  answers("/api/health", () => HttpResponse.error());
  await expect(createApiClient({ baseUrl, retries: 1 }).GET("/api/health")).rejects.toThrow(TypeError);
});

test("a write is repeated with its body if it has an Idempotency-Key, and never without one", async () => {
  const body = { title: "What a library keeps", content: "The quiet between two books." };
  const once = answers("/api/posts", away);
  await createApiClient({ baseUrl }).POST("/api/posts", { body });
  expect(once).toHaveLength(1);
  const keyed = answers("/api/posts", away, () => HttpResponse.json({ id: "1" }, { status: 201 }));
  const params = { header: { "Idempotency-Key": "a-key" } };
  expect((await createApiClient({ baseUrl }).POST("/api/posts", { body, params })).data).toMatchObject({
    id: "1",
  });
  expect(await Promise.all(keyed.map((request) => request.json()))).toEqual([body, body]);
});

test("who asks for more patience than there is gets their own answer at once", async () => {
  const later = { status: 429, headers: { "retry-after": "3600" } };
  const asked = answers("/api/health", () => HttpResponse.json(problem("rate_limited", 429), later));
  expect((await createApiClient({ baseUrl }).GET("/api/health")).response.status).toBe(429);
  expect(asked).toHaveLength(1);
});

test("who gives up while it waits is not kept waiting", async () => {
  const stop = new AbortController();
  const later = { status: 429, headers: { "retry-after": "20" } };
  answers("/api/health", () => {
    setTimeout(() => stop.abort(), 0);
    return HttpResponse.json(problem("rate_limited", 429), later);
  });
  const asking = createApiClient({ baseUrl }).GET("/api/health", { signal: stop.signal });
  await expect(asking).rejects.toThrow(/abort/i);
});

test("a failure can be thrown, with its problem or without one", async () => {
  answers("/api/health", () => HttpResponse.json(problem("not_found", 404), { status: 404 }));
  const failure = await dataOf(createApiClient({ baseUrl }).GET("/api/health")).catch((error) => error);
  expect(failure).toBeInstanceOf(ApiFailure);
  expect(failure).toMatchObject({
    status: 404,
    problem: { code: "not_found" },
    message: "not_found: A title",
  });
  answers("/api/health", () => new HttpResponse("<h1>Bad gateway</h1>", { status: 502 }));
  await expect(dataOf(createApiClient({ baseUrl }).GET("/api/health"))).rejects.toMatchObject({
    status: 502,
    problem: null,
  });
});

test("the rows of a list come page after page, and only the pages that are needed are asked for", async () => {
  const page = (ids: string[], nextCursor: string | null) => () =>
    HttpResponse.json({
      data: ids.map((id) => ({ id })),
      pagination: { limit: 2, nextCursor, hasMore: false },
    });
  const asked = answers("/api/posts", page(["1", "2"], "c2"), page(["3"], null));
  const api = createApiClient({ baseUrl });
  const rows = () => everyRow((cursor) => api.GET("/api/posts", { params: { query: { limit: 2, cursor } } }));
  const ids: string[] = [];
  for await (const { id } of rows()) ids.push(id);
  expect(ids).toEqual(["1", "2", "3"]);
  expect(asked.map(({ url }) => new URL(url).search)).toEqual(["?limit=2", "?limit=2&cursor=c2"]);
  const first = answers("/api/posts", page(["1", "2"], "c2"));
  for await (const _ of rows()) break;
  expect(first).toHaveLength(1);
});
