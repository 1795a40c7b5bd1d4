import type Stripe from "stripe";
import { beforeAll, expect, test } from "vitest";
import { reconcile } from "../../lib/billing/reconcile.ts";
import { chance, tellHistory } from "./history.ts";
import { ledger, openShop, type Shop } from "./shop.ts";

/** CONVERGENCE_RUNS=50 is what a release is held to; each run is another shuffle. */
const runs = Number(process.env.CONVERGENCE_RUNS ?? 1);
const firstSeed = Number(process.env.CONVERGENCE_SEED ?? 1);

let shop: Shop;
let events: Stripe.Event[];
let inOrder: object;

beforeAll(async () => {
  shop = await openShop({ seed: "convergence", now: new Date() });
  await tellHistory(shop);
  events = shop.service.events.list();
  for (const event of events) await shop.deliver(event);
  await shop.work();
  inOrder = await shop.truth();
}, 300_000);

test("the history is long, and every event of it was applied", async () => {
  expect(events.length).toBeGreaterThanOrEqual(300);
  const { processed = 0, ignored = 0, ...others } = await ledger(shop);
  expect(others).toEqual({});
  expect(processed + ignored).toBe(events.length);
});

test("the history has members of every kind", async () => {
  const { subscriptions } = inOrder as {
    subscriptions: { status: string; access_revoked_at: string | null }[];
  };
  expect(new Set(subscriptions.map(({ status }) => status))).toContain("canceled");
  expect(new Set(subscriptions.map(({ status }) => status))).toContain("active");
  expect(subscriptions.filter((one) => one.access_revoked_at !== null).length).toBeGreaterThanOrEqual(2);
});

/** Every event, a tenth of them twenty times, in a random order. */
function disorder(seed: number): Stripe.Event[] {
  const next = chance(seed);
  const copies = events.flatMap((event) => Array<Stripe.Event>(next() < 0.1 ? 20 : 1).fill(event));
  return copies
    .map((event) => ({ event, place: next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event);
}

/** Four senders at once, while the queue is worked on. */
async function send(queue: Stripe.Event[]): Promise<void> {
  const senders = Array.from({ length: 4 }, async () => {
    for (let event = queue.pop(); event; event = queue.pop()) await shop.deliver(event);
  });
  await Promise.all([...senders, shop.work()]);
  await shop.work();
}

test.each(Array.from({ length: runs }, (_, run) => firstSeed + run))(
  "shuffled and doubled, by four senders at once, it comes to the same (seed %i)",
  async (seed) => {
    await shop.forget();
    await send(disorder(seed));
    expect(await shop.truth()).toEqual(inOrder);
    expect(await shop.db.sql("select from private.stripe_events where attempts > 0")).toHaveLength(0);
  },
  300_000,
);

test("a third of it lost and found by reconciling, it comes to the same", async () => {
  await shop.forget();
  await send(disorder(firstSeed).filter((event) => chance(Number(event.created) + event.id.length)() > 0.33));
  await reconcile({ days: 3 });
  await shop.work();
  expect(await shop.truth()).toEqual(inOrder);
}, 300_000);
