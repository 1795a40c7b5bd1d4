import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { beforeAll, expect, test, vi } from "vitest";
import { inTransaction } from "../../lib/db/transaction.ts";
import { announce } from "../../lib/jobs/announce.ts";
import { defaultRhythm, startHeartbeat, takeOver } from "../../lib/jobs/heartbeat.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

test("the default rhythm frees a killed worker's jobs within a minute", () => {
  expect(defaultRhythm.silenceMs + 2 * defaultRhythm.beatMs).toBeLessThanOrEqual(60_000);
});

test("a worker that is killed in the middle of a job loses it to the others, and only then", async () => {
  const mute = createServer().listen(0, "127.0.0.1"); // takes the connection and never says a word
  await once(mute, "listening");
  const SMTP_URL = `smtp://127.0.0.1:${(mute.address() as AddressInfo).port}`;
  const userId = await shop.newPerson();
  await inTransaction((tx) => announce(tx, { template: "welcome", cause: "welcome:test", userId, data: {} }));

  const worker = spawn(process.execPath, ["lib/jobs/worker-main.ts"], {
    env: { ...process.env, NODE_OPTIONS: "", NODE_ENV: "test", SMTP_URL },
    stdio: "ignore",
  });
  const holders = async () =>
    shop.db.sql(
      "select locked_by from graphile_worker.jobs where task_identifier = 'send_email' and locked_by is not null",
    );
  await vi.waitUntil(async () => (await holders()).length === 1, { timeout: 20_000 });
  const [{ locked_by }] = (await holders()) as [{ locked_by: string }];
  expect(await takeOver({ beatMs: 1, silenceMs: 60_000 })).toEqual([]);

  worker.kill("SIGKILL");
  await once(worker, "exit");
  await vi.waitUntil(async () => (await takeOver({ beatMs: 1, silenceMs: 1_000 })).includes(locked_by), {
    timeout: 10_000,
  });
  expect(await holders()).toEqual([]);
  mute.close();
});

test("what a living worker holds without working on it is free again; what it works on stays its own", async () => {
  const { id: forgotten } = await addJob("clean_up");
  const { id: held } = await addJob("reconcile_stripe");
  const worker = "worker_of_a_test";
  await shop.db.sql(
    "update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - interval '1 minute' where id = any($2)",
    [worker, [forgotten, held]],
  );
  const stop = startHeartbeat(worker, new Set([String(held)]), { beatMs: 50, silenceMs: 30_000 });
  const heldBy = async (id: unknown) =>
    (await shop.db.sql("select locked_by from graphile_worker.jobs where id = $1", [id]))[0]?.locked_by;
  await vi.waitUntil(async () => (await heldBy(forgotten)) === null, { timeout: 10_000 });
  expect(await heldBy(held)).toBe(worker);
  await stop();
});

const addJob = async (task: string): Promise<Record<string, unknown>> =>
  (await shop.db.sql("select id from graphile_worker.add_job($1)", [task]))[0]!;
