import { expect, inject, onTestFinished, test, vi } from "vitest";
import { startAnotherServer } from "../support/another-server.ts";
import { ApiClient } from "../support/api-client.ts";
import { listen } from "../support/event-stream.ts";
import { parseExposition, type Samples } from "../support/exposition.ts";
import { newPerson, newPost, stranger } from "../support/people.ts";

async function scrape(): Promise<Samples> {
  const authorization = `Bearer ${inject("stack").metricsToken}`;
  const { status, headers, body } = await stranger().get("/api/metrics", { headers: { authorization } });
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(headers.get("cache-control")).toBe("private, no-store");
  return parseExposition(body);
}

const requests = "http_request_duration_seconds_count";

test.each<[string, string | undefined]>([
  ["nobody", undefined],
  ["somebody who guesses", "Bearer of-a-guess-that-is-long"],
  ["somebody who knows half", `Bearer ${"x".repeat(8)}`],
  ["another scheme", "Basic cGxpbnRo"],
])("%s is told nothing", async (_who, authorization) => {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  const answer = await stranger().get("/api/metrics", { headers });
  expect(answer).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
});

test("a person's own token does not open it", async () => {
  const admin = await newPerson({ role: "admin" });
  expect(await admin.withBearer().get("/api/metrics")).toMatchObject({ status: 401 });
});

test("without METRICS_TOKEN there is nothing here", async () => {
  const { siteUrl, stop } = await startAnotherServer({ METRICS_TOKEN: "" });
  onTestFinished(stop);
  const headers = { authorization: "Bearer " };
  expect(await new ApiClient(siteUrl).get("/api/metrics", { headers })).toMatchObject({ status: 404 });
});

test("requests are counted by route, method and status, never by path", async () => {
  const person = await newPerson();
  const post = await newPost(person);
  const labels = { route: "/api/posts/[id]", method: "GET", status: "200" };
  const before = await scrape();
  for (let n = 0; n < 3; n += 1) await stranger().get(`/api/posts/${post.id}`);
  await stranger().get("/api/posts/0a1b2c3d-0000-4000-8000-000000000000");
  await stranger().get("/api/nowhere/0a1b2c3d");
  await stranger().send("DELETE", "/api/health");
  await stranger().get("/login");
  const after = await scrape();
  const more = (wanted: Record<string, string>) =>
    after.value(requests, wanted) - before.value(requests, wanted);
  expect(more(labels)).toBeGreaterThanOrEqual(3);
  expect(more({ ...labels, status: "404" })).toBeGreaterThanOrEqual(1);
  expect(more({ route: "/api/[[...path]]", method: "GET", status: "404" })).toBeGreaterThanOrEqual(1);
  expect(more({ route: "/api/health", method: "DELETE", status: "405" })).toBeGreaterThanOrEqual(1);
  expect(more({ route: "page", method: "GET", status: "200" })).toBeGreaterThanOrEqual(1);
  const routes = new Set(after.samples.flatMap(({ labels }) => labels.route ?? []));
  expect(
    [...routes].filter((route) => !/^(page|file|(\/[a-z.-]+|\/\[[\w.[\]]+\]?\])+)$/.test(route)),
  ).toEqual([]);
});

test("a histogram's buckets add up", async () => {
  await stranger().get("/api/health");
  const { samples, value } = await scrape();
  const labels = { route: "/api/health", method: "GET", status: "200" };
  const buckets = samples.filter(
    (sample) =>
      sample.name === "http_request_duration_seconds_bucket" &&
      Object.entries(labels).every(([name, wanted]) => sample.labels[name] === wanted),
  );
  const counts = buckets.map((bucket) => bucket.value);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(buckets.at(-1)).toMatchObject({ labels: { le: "+Inf" }, value: value(requests, labels) });
  expect(value("http_request_duration_seconds_sum", labels)).toBeGreaterThan(0);
});

test("open streams, refusals and webhooks are counted", async () => {
  const before = await scrape();
  await listen("posts");
  const hasOpen = async () => (await scrape()).value("plinth_streams_open") >= 1;
  await vi.waitUntil(hasOpen, { timeout: 10_000, interval: 50 });

  const flooding = stranger();
  const isRefused = async () => (await flooding.post("/api/auth/login", {})).status === 429;
  await vi.waitUntil(isRefused, { timeout: 20_000, interval: 1 });
  await stranger().post("/api/webhooks/stripe", { id: "evt_unsigned" });
  const after = await scrape();
  const more = (name: string, labels: Record<string, string>) =>
    after.value(name, labels) - before.value(name, labels);
  expect(more("plinth_limit_refusals_total", { limit: "auth" })).toBeGreaterThanOrEqual(1);
  expect(more("plinth_webhook_events_total", { outcome: "invalid_signature" })).toBeGreaterThanOrEqual(1);
});

test("the queue, the outbox, the webhooks' backlog, the database's connections and the process are measured", async () => {
  await newPost(await newPerson());
  const { value, types } = await scrape();
  for (const state of ["waiting", "running", "failed", "dead"]) {
    expect(value("plinth_jobs", { state })).toBeGreaterThanOrEqual(0);
  }
  for (const state of ["pending", "failed", "dead"]) {
    expect(value("plinth_webhook_backlog", { state })).toBeGreaterThanOrEqual(0);
  }
  for (const part of ["jobs", "outbox", "webhooks"]) expect(value("plinth_scrape_failed", { part })).toBe(0);
  expect(value("plinth_jobs_oldest_due_seconds")).toBeGreaterThanOrEqual(0);
  expect(value("plinth_outbox_lag_seconds")).toBeGreaterThanOrEqual(0);
  const connections = ["in_use", "idle"].map((state) => value("plinth_database_connections", { state }));
  expect(Math.max(...connections)).toBeGreaterThan(0);
  expect(value("plinth_database_connections", { state: "waiting" })).toBeGreaterThanOrEqual(0);
  expect(value("nodejs_heap_size_used_bytes")).toBeGreaterThan(1e6);
  expect(value("process_resident_memory_bytes")).toBeGreaterThan(1e6);
  expect(value("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(0);
  expect(value("process_cpu_seconds_total")).toBeGreaterThan(0);
  expect(types.process_cpu_seconds_total).toBe("counter");
  expect(types.plinth_jobs).toBe("gauge");
  expect(types.http_request_duration_seconds).toBe("histogram");
});

test("jobs are counted by task and outcome", async () => {
  await newPerson(); // is written to
  const isCounted = async () =>
    (await scrape()).value("plinth_job_duration_seconds_count", { task: "send_email", outcome: "done" }) > 0;
  await vi.waitUntil(isCounted, { timeout: 30_000, interval: 200 });
});
