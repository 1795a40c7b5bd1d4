import type Stripe from "stripe";
import { vi } from "vitest";
import { drainQueue, runWorker } from "../../lib/jobs/worker.ts";
import { chance } from "./history.ts";
import type { Shop } from "./shop.ts";

/** How a run is disordered. Its seed decides all of it. */
export type Disorder = {
  seed: number;
  /** how often each event is sent: twenty times, or once to three times and a tenth of them twenty times */
  copies: "twenty" | "some";
  /** a third of the events never comes, and is looked for afterwards */
  isLossy: boolean;
  /** who works meanwhile: a server's pool, which is told of jobs, or a cron's passes over what waits */
  worker: "a pool" | "passes";
};

/**
 * Every fifth run sends everything twenty times, every fourth loses a third, every third works in passes: in fifty
 * runs each meets each. Not every run sends everything twenty times only because that takes thrice as long.
 */
export const disorderOf = (seed: number): Disorder => ({
  seed,
  copies: seed % 5 === 1 ? "twenty" : "some",
  isLossy: seed % 4 === 3,
  worker: seed % 3 === 0 ? "passes" : "a pool",
});

const lost = 1 / 3;
const repeated = 1 / 10;

/** The copies of the events in the order in which they are sent. */
export function shuffle(events: Stripe.Event[], { seed, copies, isLossy }: Disorder): Stripe.Event[] {
  const next = chance(seed);
  const count = () => {
    if (copies === "twenty" || next() < repeated) return 20;
    return 1 + Math.floor(next() * 3);
  };
  // What happened in one second comes in one burst, as it does from Stripe, or as far apart as anything.
  const bursts = new Map<string, number>();
  const placeOf = (event: Stripe.Event, copy: number) => {
    if (next() < 0.5) return next();
    const burst = `${event.created} ${copy}`;
    const place = bursts.get(burst) ?? next();
    bursts.set(burst, place);
    return place + next() / 1e6;
  };
  return events
    .filter((event) => !isLossy || next() > lost || isBeyondRecall(event, events))
    .flatMap((event) =>
      Array.from({ length: count() }, (_, copy) => ({ event, place: placeOf(event, copy) })),
    )
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event);
}

const days = 24 * 60 * 60;

/**
 * Whether nothing at Stripe tells of it once its event is lost and forgotten there, which takes 30 days: of a
 * customer that was deleted, whose it was.
 */
function isBeyondRecall({ type, created }: Stripe.Event, events: Stripe.Event[]): boolean {
  return type === "customer.deleted" && created < events.at(-1)!.created - 30 * days;
}

/** Four senders at once, while the queue is worked on, until nothing waits. */
export async function send(shop: Shop, queue: Stripe.Event[], worker: Disorder["worker"]): Promise<void> {
  const parcels = new Map(queue.map((event) => [event.id, shop.pack(event)]));
  let isSending = true;
  const senders = Array.from({ length: 4 }, async () => {
    for (let event = queue.pop(); event; event = queue.pop()) await parcels.get(event.id)!();
  });
  const sent = Promise.all(senders).finally(() => {
    isSending = false;
  });
  if (worker === "a pool") return whileWorking(shop, async () => void (await sent));
  while (isSending) await drainQueue();
  await sent;
  await drainQueue();
}

/** Does something while a pool of workers runs, and waits until they have nothing left to do. */
export async function whileWorking(shop: Shop, work: () => Promise<void>): Promise<void> {
  const pool = await runWorker({ crontab: false });
  try {
    await work();
    await idle(shop);
  } finally {
    await pool.stop();
  }
}

/** Waits until no job waits that will be tried again. */
export const idle = ({ db }: Shop): Promise<unknown> =>
  vi.waitUntil(
    async () =>
      (await db.sql("select from graphile_worker._private_jobs where attempts < max_attempts limit 1"))
        .length === 0,
    { timeout: 60_000, interval: 10 },
  );
