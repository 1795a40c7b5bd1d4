import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test, vi } from "vitest";
import { startAnotherServer } from "../support/another-server.ts";
import { ApiClient } from "../support/api-client.ts";
import { ancestorsOf, type ReceivedSpan, startCollector } from "../support/collector.ts";
import { leaksIn } from "../support/leaks.ts";
import { newPerson, newPost, password } from "../support/people.ts";

vi.setConfig({ testTimeout: 120_000 });

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const callersSpan = "00f067aa0ba902b7";
const traceparent = `00-${traceId}-${callersSpan}-01`;

/** Everything that was sent in and is nobody else's to know. */
const known = () => {
  const { secretKey, publishableKey, databaseUrl, webhookSecret } = inject("stack");
  return { secretKey, publishableKey, databaseUrl, webhookSecret, password, query: "in-confidence" };
};

test("a request is one trace, from its caller's to the database, and tells nothing of anybody", async () => {
  const author = await newPerson();
  const post = await newPost(author);
  const collector = await startCollector();
  const server = await startAnotherServer({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_SERVICE_NAME: "plinth-of-a-test",
    LOG_LEVEL: "info",
  });
  onTestFinished(server.stop);
  const client = new ApiClient(server.siteUrl);
  client.bearer = author.accessToken();
  const headers = { traceparent, "x-request-id": "request-of-a-test" };
  const path = `/api/posts/${post.id}?token_hash=in-confidence&email=${author.email}`;
  expect((await client.get(path, { headers })).status).toBe(200);
  const browser = new ApiClient(server.siteUrl);
  await browser.post("/api/auth/login", { email: author.email, password });
  await browser.get(`/search?q=${author.email}&said=in-confidence`);
  await browser.get("/api/posts/no-such-post", { headers: { traceparent: "broken" } });
  await server.stop(); // what has not been sent yet is sent then

  const spans = collector.spans();
  const ofTrace = spans.filter((span) => span.traceId === traceId);
  const root = ofTrace.find(({ parentSpanId }) => parentSpanId === callersSpan)!;
  expect(root).toMatchObject({
    name: "GET /api/posts/[id]",
    service: "plinth-of-a-test",
    attributes: {
      "http.route": "/api/posts/[id]",
      "http.status_code": 200,
      "plinth.request_id": "request-of-a-test",
    },
  });
  const toSupabase = ofTrace.find(({ name }) => name === "supabase GET /rest/v1/posts")!;
  expect(toSupabase.attributes).toMatchObject({
    "url.template": "/rest/v1/posts",
    "http.response.status_code": 200,
  });
  const asksLimit = ({ attributes }: ReceivedSpan) =>
    String(attributes["db.query.text"]).includes("private.take_tokens($1, $2");
  const toPostgres = ofTrace.find((span) => span.name === "postgres select" && asksLimit(span))!;
  for (const span of [toSupabase, toPostgres]) expect(ancestorsOf(span, ofTrace).at(-1)).toBe(root);
  // What asks Supabase or Postgres is told once, not by Next.js as well.
  expect(spans.filter(({ name }) => name.startsWith("fetch "))).toEqual([]);

  expect(spans.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["POST /api/auth/login", "supabase POST /auth/v1/token", "GET /search"]),
  );
  expect(leaksIn(collector.text(), known())).toEqual([]);

  const lines = server
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"));
  const line = lines
    .map((text) => JSON.parse(text))
    .find(({ requestId }) => requestId === "request-of-a-test");
  expect(line).toMatchObject({ trace_id: traceId, route: "/api/posts/[id]" });
  expect(ofTrace.map(({ spanId }) => spanId)).toContain(line.span_id);
});

test("a collector that is away keeps nobody waiting", async () => {
  const server = await startAnotherServer({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" });
  onTestFinished(server.stop);
  expect((await new ApiClient(server.siteUrl).get("/api/health")).status).toBe(200);
  await server.stop();
});

/** Writes down every module that a process loads. */
const recorder = `
  import { appendFileSync } from "node:fs";
  import { registerHooks } from "node:module";
  registerHooks({
    load(url, context, next) {
      appendFileSync(process.env.LOADED_MODULES, url + "\\n");
      return next(url, context);
    },
  });
`;

async function loadedWith(env: Record<string, string>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "plinth-loaded-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const [hook, list] = [join(dir, "recorder.mjs"), join(dir, "modules")];
  await writeFile(hook, recorder);
  const server = await startAnotherServer({ ...env, NODE_OPTIONS: `--import ${hook}`, LOADED_MODULES: list });
  onTestFinished(server.stop);
  const client = new ApiClient(server.siteUrl);
  for (const path of ["/", "/api/posts", "/api/health"]) expect((await client.get(path)).status).toBe(200);
  await server.stop();
  return readFile(list, "utf8");
}

const sdk = /@opentelemetry\/(?!api\/)[\w-]+/g;

test("without a collector and a token nothing of OpenTelemetry is loaded but the interface that Next.js asks", async () => {
  const loaded = await loadedWith({});
  expect(loaded).toContain("node_modules/next/");
  expect(loaded).toContain("node_modules/pg/");
  expect(loaded.match(sdk)).toBeNull();
  const collector = await startCollector();
  const traced = await loadedWith({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  expect(traced.match(sdk)).toContain("@opentelemetry/sdk-trace");
  expect(traced).not.toContain("@opentelemetry/exporter-prometheus");
});
