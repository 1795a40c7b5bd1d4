import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test, vi } from "vitest";
import { inTransaction } from "../../lib/db/transaction.ts";
import { announce } from "../../lib/jobs/announce.ts";
import { defaultRhythm, takeOver } from "../../lib/jobs/heartbeat.ts";
import { openShop } from "./shop.ts";

test("the default rhythm frees a killed worker's jobs within a minute", () => {
  expect(defaultRhythm.silenceMs + 2 * defaultRhythm.beatMs).toBeLessThanOrEqual(60_000);
});

test("a worker that is killed in the middle of a job loses it to the others, and only then", async () => {
  const shop = await openShop();
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
