import { expect, inject, onTestFinished, test, vi } from "vitest";
import { startAnotherServer } from "../support/another-server.ts";
import { type Answer, ApiClient } from "../support/api-client.ts";
import { detourToPostgres, detourToSupabase, type Fault } from "../support/detour.ts";

vi.setConfig({ testTimeout: 120_000 });

const services = ["database", "auth", "rest", "storage", "realtime", "jobs"];

/** Longer than any service is waited for, by far: the machine may be busy. */
const withinMs = 10_000;

function expectAway(answer: Answer, away: string[]): void {
  const ok = Object.fromEntries(
    services.map((name) => [name, { ok: !away.includes(name), latencyMs: expect.any(Number) }]),
  );
  expect(answer.body).toEqual({ status: away.length === 0 ? "ready" : "unavailable", checks: ok });
  expect(answer.status).toBe(away.length === 0 ? 200 : 503);
}

test("every part that is away or does not answer is told by its name, in time, and no other", async () => {
  const { supabaseUrl, databaseUrl, publishableKey } = inject("stack");
  const supabase = await detourToSupabase(supabaseUrl);
  const postgres = await detourToPostgres(databaseUrl);
  const server = await startAnotherServer({
    SUPABASE_URL: supabase.url,
    DATABASE_URL: postgres.url,
    LOG_LEVEL: "warn",
  });
  onTestFinished(server.stop);
  const client = new ApiClient(server.siteUrl);
  const ask = async () => {
    const startedAt = performance.now();
    const answer = await client.get("/api/health/ready");
    expect(performance.now() - startedAt).toBeLessThan(withinMs);
    const said = JSON.stringify(answer.body);
    for (const secret of [publishableKey, "127.0.0.1", "ECONN", "away"]) expect(said).not.toContain(secret);
    return answer;
  };
  const isReady = async () => (await ask()).status === 200;

  for (const how of ["away", "hanging"] satisfies Fault[]) {
    for (const name of ["auth", "rest", "storage", "realtime"]) {
      supabase.faults.set(`/${name}/v1/`, how);
      expectAway(await ask(), [name]);
      supabase.faults.clear();
    }
    await vi.waitUntil(isReady, { timeout: 20_000, interval: 100 });
    postgres.fail(how);
    expectAway(await ask(), ["database", "jobs"]);
    postgres.fail(null);
    await vi.waitUntil(isReady, { timeout: 30_000, interval: 100 });
  }
  // What was wrong is for whoever reads the log.
  expect(server.output()).toMatch(
    /"message":"\/storage\/v1\/status answered 503".*"service":"storage","msg":"not ready"/,
  );
  expect(server.output()).toMatch(/"message":"no answer in 2000 ms".*"service":"database","msg":"not ready"/);
});

test("the figures of a database that does not answer are missing from the metrics, and the rest is there", async () => {
  const postgres = await detourToPostgres(inject("stack").databaseUrl);
  const METRICS_TOKEN = "a-token-of-this-test";
  const server = await startAnotherServer({ DATABASE_URL: postgres.url, METRICS_TOKEN, LOG_LEVEL: "warn" });
  onTestFinished(server.stop);
  postgres.fail("hanging");
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const { status, body } = await new ApiClient(server.siteUrl).get("/api/metrics", { headers });
  expect(status).toBe(200);
  expect(body).toContain('plinth_scrape_failed{part="jobs"} 1');
  expect(body).not.toContain("plinth_jobs{");
  expect(body).toContain("process_resident_memory_bytes");
});
