import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { reconcile } from "../../lib/billing/reconcile.ts";
import { disorderOf, idle, send, shuffle, whileWorking } from "./disorder.ts";
import { beginning, tellHistory } from "./history.ts";
import { type Letter, openPost, owedFor, type Post } from "./letters.ts";
import { ledger, openShop, type Shop } from "./shop.ts";

// Each run is another disorder; a run that fails names its seed, and CONVERGENCE_SEED with CONVERGENCE_RUNS=1 repeats it.
const runs = Number(process.env.CONVERGENCE_RUNS ?? 50);
const firstSeed = Number(process.env.CONVERGENCE_SEED ?? 1);

const previous = (event: Stripe.Event, field: string): unknown =>
  event.type === "customer.subscription.updated"
    ? (event.data.previous_attributes as Record<string, unknown> | undefined)?.[field]
    : undefined;
type Items = { data: { price: Stripe.Price }[] } | undefined;
const intervals = (event: Stripe.Event): string => {
  const items = event.type === "customer.subscription.updated" ? event.data.object.items : undefined;
  const [from, to] = [previous(event, "items") as Items, items].map(
    (some) => some?.data[0]?.price.recurring?.interval,
  );
  return `${from} to ${to}`;
};

let shop: Shop;
let post: Post;
let events: Stripe.Event[];
let onTime: { truth: object; letters: Letter[] };

/** Tells the history, with every day's events delivered in the evening, in order: what was never late saw this. */
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: beginning });
  post = await openPost();
  shop = await openShop({ seed: "convergence", now: beginning, busy: true });
  let told = 0;
  await whileWorking(shop, () =>
    tellHistory(shop, async () => {
      vi.setSystemTime(shop.service.clock.now());
      events = shop.service.events.list();
      const news = events.slice(told);
      told = events.length;
      for (const event of news) await shop.deliver(event);
      if (news.length > 0) await idle(shop);
    }),
  );
  onTime = { truth: await shop.truth(), letters: await post.letters(shop) };
}, 300_000);
afterAll(() => vi.useRealTimers());

describe("delivered in order and on time, the history", () => {
  test("is long, and every event of it was applied", async () => {
    expect(events.length).toBeGreaterThanOrEqual(300);
    const { processed = 0, ignored = 0, ...others } = await ledger(shop);
    expect(others).toEqual({});
    expect(processed + ignored).toBe(events.length);
  });

  test.each([
    ["trials", "customer.subscription.trial_will_end"],
    ["changes of plan", "customer.subscription.updated"],
    ["ends of subscriptions", "customer.subscription.deleted"],
    ["trials that pause without a card", "customer.subscription.paused"],
    ["and resume with one", "customer.subscription.resumed"],
    ["payments", "invoice.paid"],
    ["payments that fail", "invoice.payment_failed"],
    ["invoices that a pause voids", "invoice.voided"],
    ["refunds", "charge.refunded"],
    ["disputes", "charge.dispute.created"],
    ["disputes that end", "charge.dispute.closed"],
    ["purchases", "checkout.session.completed"],
    ["purchases that are given up", "checkout.session.expired"],
    ["debits that arrive", "checkout.session.async_payment_succeeded"],
    ["debits that do not", "checkout.session.async_payment_failed"],
    ["deleted customers", "customer.deleted"],
    ["deleted products", "product.deleted"],
    ["changed prices", "price.updated"],
  ])("has %s (%s)", (_, type) => {
    expect(events.map((event) => event.type)).toContain(type);
  });

  test.each<[string, (event: Stripe.Event) => boolean]>([
    ["downgrades", (event) => intervals(event) === "year to month"],
    ["upgrades", (event) => intervals(event) === "month to year"],
    ["pauses", (event) => previous(event, "pause_collection") === null],
    ["ends of pauses", (event) => Boolean(previous(event, "pause_collection"))],
    ["payments that are recovered", (event) => previous(event, "status") === "past_due"],
    ["refunds in part", (event) => event.type === "charge.refunded" && !event.data.object.refunded],
    ["refunds in full", (event) => event.type === "charge.refunded" && event.data.object.refunded],
  ])("has %s", (_, is) => {
    expect(events.filter(is).length).toBeGreaterThanOrEqual(1);
  });

  test("has many events of one object in one second", () => {
    const moments = events.map(
      ({ created, data: { object } }) => `${created} ${(object as { id: string }).id}`,
    );
    expect(moments.length - new Set(moments).size).toBeGreaterThanOrEqual(100);
  });

  test("brings everybody every letter that they are owed, once", () => {
    expect(onTime.letters.map(({ cause, to }) => ({ cause, to }))).toEqual(
      owedFor(events).map(({ cause, to }) => ({ cause, to })),
    );
  });
});

/**
 * What of all that is still worth a letter when everything arrives at the end: it is of the last three days, and still
 * so. A payment that failed and was made since is nothing to warn of.
 */
function lateLetters(): Letter[] {
  const threeDaysAgo = Date.now() / 1000 - 3 * 24 * 60 * 60;
  const news = owedFor(events).filter(({ at, holds }) => at > threeDaysAgo && holds);
  return onTime.letters.filter(({ cause }) => news.some((owed) => owed.cause === cause));
}

test("there is news of every kind in the last days", () => {
  const kinds = lateLetters().map(({ cause }) => cause.split(":")[0]);
  expect(new Set(kinds)).toEqual(
    new Set(["receipt", "payment_failed", "membership_ends", "membership_ended"]),
  );
});

test.each(Array.from({ length: runs }, (_, run) => disorderOf(firstSeed + run)))(
  "shuffled and doubled by four senders at once, it comes to the same (seed $seed: $copies copies, worked on by $worker, a third lost and found: $isLossy)",
  async (disorder) => {
    await shop.forget();
    await post.empty();
    await send(shop, shuffle(events, disorder), disorder.worker);
    if (disorder.isLossy) {
      await reconcile({ days: 3 });
      await shop.work();
    }
    expect(await shop.truth()).toEqual(onTime.truth);
    expect(await post.letters(shop)).toEqual(lateLetters());
    expect(await shop.db.sql("select id, last_error from private.stripe_events where attempts > 0")).toEqual(
      [],
    );
    const { processed = 0, ignored = 0, ...others } = await ledger(shop);
    expect(others).toEqual({});
    if (!disorder.isLossy) expect(processed + ignored).toBe(events.length);
  },
  300_000,
);
