import { connect as connectTcp } from "node:net";
import { Client } from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { signUp } from "../rls/people.ts";
import { EventStream } from "../support/event-stream.ts";
import { type LiveStack, startLiveStack } from "./live-stack.ts";

vi.setConfig({ testTimeout: 180_000 });

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

const address = (n: number) => `10.99.0.${n}`;

/** So many requests are in the middle of their handlers when every one of them has been counted. */
const counted = async (db: Client): Promise<number> => {
  const { rows } = await db.query(
    "select count(*)::int from private.rate_limits where key like 'read:address:10.99.0.%'",
  );
  return rows[0].count;
};

async function isRefused({ siteUrl }: LiveStack): Promise<boolean> {
  const { port } = new URL(siteUrl);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connectTcp(Number(port), "127.0.0.1", () => resolve(false)).on("error", () => resolve(true));
  return promise.finally(() => socket.destroy());
}

/** A connection that is kept: a request is sent by hand, and what comes back is read as text. */
function openConnection({ siteUrl }: LiveStack) {
  const { port, host } = new URL(siteUrl);
  const socket = connectTcp(Number(port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  const said = { text: "", hasEnded: false };
  socket.setEncoding("utf8").on("data", (text: string) => {
    said.text += text;
  });
  socket.on("close", () => {
    said.hasEnded = true;
  });
  const ask = (path: string, from: string) =>
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-For: ${from}\r\n\r\n`);
  return { ask, said };
}

test("SIGTERM with 50 requests under way: all are answered, nobody new is let in, and the exit code is 0", async () => {
  const stack = await startLiveStack({ TRUSTED_PROXIES: "127.0.0.1", LOG_LEVEL: "info" });
  const db = await connect(stack.databaseUrl);
  const sql = async (text: string, values?: unknown[]) => (await db.query(text, values)).rows;
  await signUp({ sql } as Parameters<typeof signUp>[0], crypto.randomUUID(), { name: "Ada Author" });
  const stream = new EventStream("/api/events/stream?topics=posts", { siteUrl: stack.siteUrl });
  await stream.until(({ lastEventId }) => lastEventId !== "");

  const lock = await connect(stack.databaseUrl);
  await lock.query("begin; lock table public.profiles in access exclusive mode");
  const slow = Array.from({ length: 49 }, (_, n) =>
    fetch(`${stack.siteUrl}/api/users?limit=1`, { headers: { "x-forwarded-for": address(n + 1) } }),
  );
  const kept = openConnection(stack);
  kept.ask("/api/users?limit=1", address(50));
  await vi.waitUntil(async () => (await counted(db)) === 50, { timeout: 20_000, interval: 20 });

  process.kill(await stack.appPid(), "SIGTERM");
  await vi.waitUntil(() => isRefused(stack), { timeout: 5_000, interval: 10 });
  await stream.until(({ hasEnded }) => hasEnded);
  expect(stream.retry).toBeGreaterThanOrEqual(500);
  kept.ask("/api/health/ready", address(51)); // whoever watches over it and has a connection is told
  await lock.query("commit");

  const answers = await Promise.all(slow);
  expect(answers.map(({ status }) => status)).toEqual(Array(49).fill(200));
  for (const answer of answers) expect((await answer.json()).data).toHaveLength(1);
  await vi.waitUntil(() => kept.said.hasEnded, { timeout: 5_000 });
  expect(kept.said.text.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 503"]);
  expect(kept.said.text).toContain('"status":"stopping"');
  expect(kept.said.text).toMatch(/503[\s\S]*\r\nConnection: close/i);
  expect(await stack.appEnded()).toBe("The app's server ended with exit code 0.");
});

test("what cannot be brought to an end is cut off after ten seconds, and the exit code says so", async () => {
  const stack = await startLiveStack();
  const lock = await connect(stack.databaseUrl);
  await lock.query("begin; lock table private.rate_limits in access exclusive mode");
  const request = fetch(`${stack.siteUrl}/api/users?limit=1`).catch(() => "cut off");
  const isWaiting = async () => (await lock.query("select from pg_locks where not granted")).rowCount !== 0;
  await vi.waitUntil(isWaiting, { timeout: 10_000, interval: 20 });
  process.kill(await stack.appPid(), "SIGTERM");
  expect(await stack.appEnded()).toBe("The app's server ended with exit code 1.");
  expect(await request).toBe("cut off");
});
