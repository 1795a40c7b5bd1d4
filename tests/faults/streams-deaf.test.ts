import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Client } from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { signUp } from "../rls/people.ts";
import { EventStream, newAddress } from "../support/event-stream.ts";
import { type LiveStack, startLiveStack } from "./live-stack.ts";

vi.setConfig({ testTimeout: 400_000 });

const deafClients = 500;
const others = 5;

/** Memory that the app has of the machine, in MB. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function openScene(stack: LiveStack) {
  const db = new Client({ connectionString: stack.databaseUrl });
  await db.connect();
  onTestFinished(() => db.end());
  const sql = async (text: string, values?: unknown[]) => (await db.query(text, values)).rows;
  const author = randomUUID();
  await signUp({ sql } as Parameters<typeof signUp>[0], author, { name: "Ada Author" });
  const newPost = async (title: string) => {
    const insert =
      "insert into public.posts (author_id, title, status) values ($1, $2, 'published') returning id";
    return `post:${(await sql(insert, [author, title]))[0]?.id}`;
  };
  const write = (topic: string, events: number, filling: number) =>
    sql(
      `insert into public.events (topic, type, payload)
        select $1, 'test.happened', jsonb_build_object('filling', repeat('x', $3))
        from generate_series(1, $2::int)`,
      [topic, events, filling],
    );
  const readersOf = async (topic: string) =>
    Number((await sql("select count from private.readers_of(array[$1])", [topic]))[0]?.count);
  return { newPost, write, readersOf };
}

type Scene = Awaited<ReturnType<typeof openScene>>;

async function open(stack: LiveStack, topic: string, isDeaf: boolean, from: string): Promise<EventStream> {
  const stream = new EventStream(`/api/events/stream?topics=${topic}`, {
    siteUrl: stack.siteUrl,
    isDeaf,
    from,
  });
  onTestFinished(() => stream.close());
  return stream.until(({ status, hasEnded }) => status !== 0 || hasEnded, 60_000);
}

/** How long an event takes from its writer to a client that reads, in ms. */
async function latency(scene: Scene, topic: string, reader: EventStream, times: number): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    const known = reader.events.length;
    const startedAt = performance.now();
    await scene.write(topic, 1, 10);
    await reader.until(({ events }) => events.length > known);
    took.push(performance.now() - startedAt);
  }
  return took;
}

/** Clients come, never read, are written to until they are cut off; meanwhile somebody else listens. */
async function flood(stack: LiveStack, scene: Scene, quiet: string, reader: EventStream): Promise<number[]> {
  const loud = await scene.newPost("A post that many have open");
  const deaf: EventStream[] = [];
  for (let n = 0; n < deafClients; n += 20) {
    const from = newAddress();
    deaf.push(...(await Promise.all(Array.from({ length: 20 }, () => open(stack, loud, true, from)))));
  }
  expect(new Set(deaf.map(({ status }) => status))).toEqual(new Set([200]));
  await vi.waitUntil(async () => (await scene.readersOf(loud)) === deafClients, { timeout: 30_000 });
  const took: number[] = [];
  while ((await scene.readersOf(loud)) > 0) {
    await scene.write(loud, 10, 20_000);
    took.push(...(await latency(scene, quiet, reader, 2)));
    expect(took.length, "they are cut off in the end").toBeLessThan(2_000);
  }
  for (const stream of deaf) stream.close();
  return took;
}

test("500 clients that never read are cut off: memory is as before, and others hear as soon as ever", async () => {
  const stack = await startLiveStack({ MAX_STREAMS: String(deafClients + others) });
  const scene = await openScene(stack);
  const quiet = await scene.newPost("A post that few have open");
  const reader = await open(stack, quiet, false, newAddress());
  await reader.until(({ lastEventId }) => lastEventId !== "");

  // The first flood fills what a process fills once and keeps: the second must not need more.
  await flood(stack, scene, quiet, reader);
  const [pid, before] = [await stack.appPid(), await latency(scene, quiet, reader, 60)];
  const memoryBefore = await memoryOf(pid);
  const during = await flood(stack, scene, quiet, reader);
  const after = await latency(scene, quiet, reader, 60);
  // What is not needed any more is given back in the collector's own time; a little of a heap that grew is kept. The
  // queues of all that never read, had they stayed, would be 40 percent.
  const isBack = async () => (await memoryOf(pid)) < memoryBefore * 1.3;
  await vi.waitUntil(isBack, { timeout: 30_000, interval: 500 }).catch(() => {});
  const memoryAfter = await memoryOf(pid);

  console.info(
    `deaf: median latency ${median(before).toFixed(1)} ms before, ${median(during).toFixed(1)} ms during, ` +
      `${median(after).toFixed(1)} ms after; memory ${memoryBefore.toFixed(0)} MB before, ${memoryAfter.toFixed(0)} MB after`,
  );
  expect(memoryAfter).toBeLessThan(memoryBefore * 1.3);
  expect(median(after)).toBeLessThan(median(before) * 2 + 10);
  expect(median(during)).toBeLessThan(median(before) * 3 + 20);

  await fillUp(stack);
});

/** The process has room for so many streams: who comes after them is told when to come again, and polls till then. */
async function fillUp(stack: LiveStack): Promise<void> {
  const statuses: number[] = [];
  for (let n = 0; n < deafClients + others; n += 20) {
    const from = newAddress();
    const streams = await Promise.all(Array.from({ length: 20 }, () => open(stack, "posts", false, from)));
    statuses.push(...streams.map(({ status }) => status));
  }
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
  expect(statuses.filter((status) => status === 200)).toHaveLength(deafClients + others - 1);
  const late = await open(stack, "posts", false, newAddress());
  expect(late).toMatchObject({ status: 503, headers: { "retry-after": expect.stringMatching(/^\d+$/) } });
  expect((await fetch(`${stack.siteUrl}/api/events?topics=posts`)).status).toBe(200);
}
