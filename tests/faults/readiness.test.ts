import { Client } from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { startLiveStack } from "./live-stack.ts";

test("a server whose jobs nobody works on is not ready until somebody does", async () => {
  const stack = await startLiveStack({ JOBS: "on" });
  const db = new Client({ connectionString: stack.databaseUrl });
  await db.connect();
  onTestFinished(() => db.end());
  const ask = async () => {
    const response = await fetch(`${stack.siteUrl}/api/health/ready`);
    return { status: response.status, jobs: (await response.json()).checks.jobs.ok };
  };
  expect(await ask()).toEqual({ status: 200, jobs: true });
  // The worker says every ten seconds that it lives; in between it is as if it had died a minute ago.
  const isTold = async () => {
    await db.query("update private.job_workers set seen_at = now() - interval '1 minute'");
    const answer = await ask();
    return answer.status === 503 && answer.jobs === false;
  };
  await vi.waitUntil(isTold, { timeout: 20_000, interval: 50 });
  await vi.waitUntil(async () => (await ask()).status === 200, { timeout: 30_000, interval: 200 });
});
