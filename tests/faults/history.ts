import { stripe } from "../../lib/billing/stripe.ts";
import type { TestCard } from "../../local/stripe/service.ts";
import { type Cast, cast } from "./history-cast.ts";
import { priceOf, type Shop } from "./shop.ts";

/** A sequence of numbers in [0, 1) that a seed repeats. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Customer = { id: string; userId: string; subscription: string };
export type Scene = { shop: Shop; prices: Record<"monthly" | "yearly" | "print", string> };

/** When the two years begin. Nothing depends on it but that no month lacks its day. */
export const beginning = new Date("2024-01-15T09:00:00Z");

async function join({ shop, prices }: Scene, one: Cast): Promise<Customer> {
  const userId = await shop.newPerson();
  const metadata = { user_id: userId };
  const { id } = await stripe().customers.create({ email: `${userId}@example.test`, metadata });
  if (one.trial !== "without card") shop.service.card(id, "pays");
  const subscription = await stripe().subscriptions.create({
    customer: id,
    items: [{ price: prices[one.price ?? "yearly"] }],
    ...(one.named && { metadata }),
    ...(one.trial && { trial_period_days: 14 }),
    ...(one.trial === "without card" && {
      trial_settings: { end_behavior: { missing_payment_method: "pause" } },
    }),
  });
  return { id, userId, subscription: subscription.id };
}

/** @param how with which card it is paid, if it is */
export async function buyOnce(
  { shop, prices }: Scene,
  { id, userId }: Customer,
  how: TestCard | "expires",
): Promise<void> {
  const session = await stripe().checkout.sessions.create({
    mode: "payment",
    customer: id,
    line_items: [{ price: prices.print, quantity: 1 }],
    metadata: { user_id: userId },
    success_url: "http://plinth.test/",
  });
  if (how === "expires") shop.service.checkout.expire(session.id);
  else shop.service.checkout.complete(session.id, { card: how });
}

const months = 24;

/**
 * Two years of twenty customers. Everything that Stripe says of it lies in `service.events` afterwards.
 * @param evening is called at the end of every day, and of everything
 */
export async function tellHistory(shop: Shop, evening: () => Promise<void> = async () => {}): Promise<void> {
  const [monthly, yearly, print] = await Promise.all(
    ["membership_monthly", "membership_yearly", "annual_print"].map((key) => priceOf(stripe(), key)),
  );
  const scene: Scene = { shop, prices: { monthly: monthly!, yearly: yearly!, print: print! } };
  const present = new Map<Cast, Customer>();
  for (let month = 0; month <= months; month += 1) {
    await passUntil(shop, month, evening);
    for (const one of cast) if (one.joins === month) present.set(one, await join(scene, one));
    for (const [one, customer] of present) await one.plot[month]?.(scene, customer);
    await evening();
  }
  await changeTheCatalogue(scene);
  await evening();
}

/** Lets the days pass until some hours after this month began: invoices are drafts for an hour. */
async function passUntil({ service }: Shop, month: number, evening: () => Promise<void>): Promise<void> {
  const until = new Date(beginning);
  until.setUTCMonth(until.getUTCMonth() + month);
  if (month > 0) until.setUTCHours(until.getUTCHours() + (month < months ? 2 : 4));
  const day = 24 * 60 * 60 * 1000;
  while (until.getTime() - service.clock.now().getTime() > day) {
    service.clock.advance("1d");
    await evening();
  }
  service.clock.set(until);
}

async function changeTheCatalogue({ prices }: Scene): Promise<void> {
  const product = await stripe().products.create({ name: "Short-lived" });
  await stripe().products.del(product.id);
  await stripe().prices.update(prices.print, { metadata: { season: "over" } });
  await stripe().products.update((await stripe().prices.retrieve(prices.print)).product as string, {
    active: false,
  });
}
