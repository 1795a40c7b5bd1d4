import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { inTransaction } from "../../lib/db/transaction.ts";
import { announce } from "../../lib/jobs/announce.ts";
import { openShop, type Shop } from "./shop.ts";

const shop: Shop = await openShop();
const patience = { timeout: 30_000, interval: 20 };

beforeEach(async () => {
  const userId = await shop.newPerson();
  const cause = `welcome:${crypto.randomUUID()}`;
  await shop.db.sql("delete from graphile_worker._private_jobs");
  await inTransaction((tx) => announce(tx, { template: "welcome", cause, userId, data: {} }));
});

function startWorker(smtpPort: number): { child: ChildProcess; ended: Promise<number | null> } {
  const child = spawn(process.execPath, ["lib/jobs/worker-main.ts"], {
    env: { ...process.env, NODE_OPTIONS: "", NODE_ENV: "test", SMTP_URL: `smtp://127.0.0.1:${smtpPort}` },
    stdio: "ignore",
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, ended: once(child, "exit").then(([code]) => code) };
}

const letters = () =>
  shop.db.sql(
    "select attempts, locked_by, run_at < now() + interval '1 minute' as due from graphile_worker.jobs where task_identifier = 'send_email'",
  );
const workers = () => shop.db.sql("select id from private.job_workers");

/** A mail server that has a letter in its hands and says nothing until it is told to. */
async function openMailServer() {
  const arrived = Promise.withResolvers<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, accept) => {
      stream.resume().on("end", () => arrived.resolve(() => accept(null)));
    },
  });
  server.on("error", () => {}); // whoever was sending is gone
  const listener = server.listen(0, "127.0.0.1");
  onTestFinished(() => server.close());
  await once(listener, "listening");
  return { port: (listener.address() as AddressInfo).port, arrived: arrived.promise };
}

test("a worker that is told to end finishes the job that it is at, and says so to the queue", async () => {
  const server = await openMailServer();
  const { child, ended } = startWorker(server.port);
  const accept = await server.arrived;
  child.kill("SIGTERM");
  await vi.waitUntil(async () => (await letters()).length === 1, patience); // it is still at it
  accept();
  expect(await ended).toBe(0);
  expect(await letters()).toEqual([]);
  expect(await shop.db.sql("select from private.sent_emails where sent_at is null")).toEqual([]);
  expect(await workers()).toEqual([]);
});

test("what it cannot finish goes back to the queue, and it ends in order all the same", async () => {
  const server = await openMailServer();
  const { child, ended } = startWorker(server.port);
  await server.arrived;
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(await letters()).toEqual([{ attempts: 1, locked_by: null, due: true }]);
  expect(await workers()).toEqual([]);
});
