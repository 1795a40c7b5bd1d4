import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, expect, test, vi } from "vitest";
import type { OutboxEvent } from "../../lib/events/outbox.ts";
import { formatPosition, isAfter, type Position } from "../../lib/events/position.ts";
import { Pump } from "../../lib/events/pump.ts";
import { connect } from "../rls/database.ts";
import { setEnvironment } from "../unit/environment.ts";
import { openQuietDatabase } from "./quiet-database.ts";

const event = "insert into public.events (topic, type, payload) values ('posts', 'test.happened', '{}')";

let db: Awaited<ReturnType<typeof openQuietDatabase>>;
beforeAll(async () => {
  db = await openQuietDatabase();
  setEnvironment({ DATABASE_URL: db.url });
});

/** A pump that begins now, and what it delivers. */
async function openPump(listeners = new Set(["somebody"])) {
  const delivered: OutboxEvent[] = [];
  const pump = new Pump({
    isNeeded: () => listeners.size > 0,
    prepare: async () => {},
    deliver: (events) => void delivered.push(...events),
  });
  await pump.advance();
  return { pump, delivered };
}

/** Transactions of random length, of which some never happened, until there have been so many. */
async function write(url: string, transactions: number): Promise<void> {
  const client = await connect(url);
  for (let n = 0; n < transactions; n++) {
    await client.query("begin");
    for (let events = randomInt(1, 5); events > 0; events--) {
      await client.query(event);
      if (randomInt(2) === 0) await delay(randomInt(1, 15));
    }
    await client.query(randomInt(5) === 0 ? "rollback" : "commit");
  }
  await client.end();
}

const idsOf = (events: { position: Position }[]) => events.map(({ position }) => formatPosition(position));

test("whoever reads on while others write gets every committed event, once, in one order", async () => {
  const { pump, delivered } = await openPump();
  let isWritten = false;
  const positions: Position[] = [];
  const reading = (async () => {
    while (!isWritten) {
      await Promise.all([pump.advance(), pump.advance(), delay(randomInt(8))]);
      positions.push(pump.position!);
    }
  })();
  await Promise.all(Array.from({ length: 6 }, () => write(db.url, 40)));
  isWritten = true;
  await reading;
  await pump.advance();
  const committed = await db.sql<{ id: string }>(
    "select txid || '-' || id as id from public.events where type = 'test.happened' order by txid, events.id",
  );
  expect(committed.length).toBeGreaterThan(200);
  expect(idsOf(delivered)).toEqual(committed.map(({ id }) => id));
  expect(positions.some((position, at) => at > 0 && isAfter(positions[at - 1]!, position))).toBe(false);
});

test("what happens while nobody listens is passed over; who comes then hears what happens from then on", async () => {
  const listeners = new Set<string>();
  const { pump, delivered } = await openPump(listeners);
  await db.sql(event);
  await pump.advance();
  listeners.add("somebody");
  await db.sql(event);
  await pump.advance();
  expect(delivered).toHaveLength(1);
});

test("a wake-up for a transaction that cannot be read yet is followed up until it can", async () => {
  const { pump, delivered } = await openPump();
  const [slow, fast] = [await connect(db.url), await connect(db.url)];
  await slow.query("begin");
  await slow.query(event);
  const { rows } = await fast.query(`${event} returning txid::text`);
  const woken = pump.wake(BigInt(rows[0].txid));
  await pump.advance();
  expect(delivered).toEqual([]);
  await slow.query("commit");
  await woken;
  expect(delivered).toHaveLength(2);
  await Promise.all([slow.end(), fast.end()]);
});

test("what cannot be read is read later: a failure delivers nothing and loses nothing", async () => {
  const { pump, delivered } = await openPump();
  await db.sql("alter table public.events rename to elsewhere");
  await expect(pump.advance()).rejects.toThrow();
  await db.sql("alter table public.elsewhere rename to events");
  await db.sql(event);
  await vi.waitUntil(async () => {
    await pump.advance();
    return delivered.length > 0;
  });
  expect(delivered).toHaveLength(1);
});
