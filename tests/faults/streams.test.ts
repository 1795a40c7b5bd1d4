import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { expect, test, vi } from "vitest";
import { signUp } from "../rls/people.ts";
import { EventStream, newAddress } from "../support/event-stream.ts";
import { startLiveStack } from "./live-stack.ts";

vi.setConfig({ testTimeout: 300_000 });

/** Chance that can be had again: the same seed gives the same numbers. */
function chance(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (n: number) => Math.floor(next() * n),
    of: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
  };
}

type Chance = ReturnType<typeof chance>;

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

const posts = Array.from({ length: 6 }, () => randomUUID());
const topics = ["posts", ...posts.map((id) => `post:${id}`)];

async function seed(db: Client): Promise<string> {
  const author = randomUUID();
  const sql = async (text: string, values?: unknown[]) => (await db.query(text, values)).rows;
  await signUp({ sql } as Parameters<typeof signUp>[0], author, { name: "Ada Author" });
  for (const [n, id] of posts.entries()) {
    await db.query(
      "insert into public.posts (id, author_id, title, status) values ($1, $2, $3, 'published')",
      [id, author, `Post number ${n}`],
    );
  }
  return author;
}

/** Writes until it is told to stop: transactions of random length, of which some never happened. */
async function write(url: string, author: string, luck: Chance, isOver: () => boolean): Promise<void> {
  const db = await connect(url);
  while (!isOver()) {
    await db.query("begin");
    const isMeant = luck.next() < 0.8;
    // Two that wait for each other's posts are told so: then one of them never happened, either.
    const isWritten = await writeSome(db, author, luck).catch(({ code }) => expect(code).toBe("40P01"));
    await db.query(isMeant && isWritten ? "commit" : "rollback");
    await delay(luck.below(60));
  }
  await db.end();
}

const rename = "update public.posts set excerpt = $2 where id = $1";
const comment = "insert into public.comments (post_id, author_id, body) values ($1, $2, 'Well said.')";

async function writeSome(db: Client, author: string, luck: Chance): Promise<true> {
  for (let n = luck.below(4); n >= 0; n--) {
    if (luck.next() < 0.2) await db.query(rename, [luck.of(posts), String(luck.next())]);
    else await db.query(comment, [luck.of(posts), author]);
    if (luck.next() < 0.5) await delay(luck.below(luck.next() < 0.1 ? 600 : 40));
  }
  return true;
}

/** A client that is cut off again and again and goes on from its last event. */
class Restless {
  readonly topics: readonly string[];
  readonly seen: string[] = [];
  readonly #siteUrl: string;
  readonly #luck: Chance;
  #lastEventId: string;
  #stream: EventStream | undefined;

  constructor(siteUrl: string, luck: Chance, lastEventId: string) {
    this.topics = topics.filter(() => luck.next() < 0.4);
    if (this.topics.length === 0) this.topics = [luck.of(topics)];
    this.#siteUrl = siteUrl;
    this.#luck = luck;
    this.#lastEventId = lastEventId;
  }

  async live(isOver: () => boolean): Promise<void> {
    while (!isOver()) await this.#stay(isOver, 200 + this.#luck.below(4_000));
  }

  /** Stays for a while, or until the server ends it. */
  async #stay(isOver: () => boolean, ms: number): Promise<void> {
    const path = `/api/events/stream?topics=${this.topics.join()}`;
    const options = { siteUrl: this.#siteUrl, from: newAddress(), lastEventId: this.#lastEventId };
    this.#stream = new EventStream(path, options);
    const leavesAt = Date.now() + ms;
    while (!isOver() && !this.#stream.hasEnded && Date.now() < leavesAt) {
      await delay(20);
      this.#take();
    }
    this.#stream.close();
    this.#take();
    if (this.#stream.status !== 200) await delay(100);
  }

  #take(): void {
    for (const { id } of this.#stream?.events.splice(0) ?? []) this.seen.push(id);
    if (this.#stream?.status === 200) this.#lastEventId = this.#stream.lastEventId || this.#lastEventId;
  }
}

test("8 writers, 50 clients that come and go, an app and a Realtime that fail: nobody misses an event or hears it twice", async () => {
  const number = Number(process.env.SEED ?? randomInt(2 ** 31));
  console.info(`streams: SEED=${number}`);
  const luck = chance(number);
  const stack = await startLiveStack();
  const db = await connect(stack.databaseUrl);
  const author = await seed(db);
  const [{ start }] = (await db.query("select pg_snapshot_xmin(pg_current_snapshot()) || '-0' as start"))
    .rows;

  let isWritten = false;
  let isOver = false;
  const clients = Array.from(
    { length: 50 },
    () => new Restless(stack.siteUrl, chance(luck.below(2 ** 31)), start),
  );
  const living = clients.map((client) => client.live(() => isOver));
  const writing = Array.from({ length: 8 }, () =>
    write(stack.databaseUrl, author, chance(luck.below(2 ** 31)), () => isWritten),
  );
  const calamities = [
    stack.stopRealtime,
    stack.startRealtime,
    stack.killApp,
    stack.startApp,
    stack.stopRealtime,
    stack.startRealtime,
    stack.killApp,
    stack.startApp,
  ];
  for (const calamity of calamities) {
    await delay(4_000 + luck.below(3_000));
    await calamity();
  }
  await delay(3_000);
  isWritten = true;
  await Promise.all(writing);

  const committed = (
    await db.query<{ topic: string; id: string }>(
      `select topic, txid || '-' || id as id from public.events where txid >= split_part($1, '-', 1)::xid8
        order by txid, events.id`,
      [start],
    )
  ).rows;
  const expected = (client: Restless) =>
    committed.filter(({ topic }) => client.topics.includes(topic)).map(({ id }) => id);
  const isComplete = (client: Restless) => client.seen.length >= expected(client).length;
  await vi.waitUntil(() => clients.every(isComplete), { timeout: 60_000, interval: 100 }).catch(() => {});
  isOver = true;
  await Promise.all(living);
  await db.end();

  // Fewer on a busy machine; never so few that nothing was at stake.
  expect(committed.length).toBeGreaterThan(100);
  for (const client of clients) expect(client.seen).toEqual(expected(client));
  console.info(
    `streams: ${committed.length} events, ${clients.reduce((n, { seen }) => n + seen.length, 0)} heard`,
  );
});
