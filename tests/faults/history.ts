import { stripe } from "../../lib/billing/stripe.ts";
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

type Customer = { id: string; userId: string; subscription: string };
type Scene = { shop: Shop; prices: Record<"monthly" | "yearly" | "print", string>; customers: Customer[] };

/** What customer number `n` does in a month of the two years. */
type Plot = (scene: Scene, customer: Customer) => Promise<unknown>;

const plan =
  (price: "monthly" | "yearly"): Plot =>
  async ({ prices }, { subscription }) => {
    const { items } = await stripe().subscriptions.retrieve(subscription);
    return stripe().subscriptions.update(subscription, {
      items: [{ id: items.data[0]!.id, price: prices[price] }],
    });
  };
const two: Plot = async (_, { subscription }) => {
  const { items } = await stripe().subscriptions.retrieve(subscription);
  return stripe().subscriptions.update(subscription, { items: [{ id: items.data[0]!.id, quantity: 2 }] });
};
const change =
  (to: object): Plot =>
  (_, { subscription }) =>
    stripe().subscriptions.update(subscription, to);
const card =
  (name: "pays" | "declined"): Plot =>
  async ({ shop }, { id }) =>
    shop.service.card(id, name);
const cancel: Plot = (_, { subscription }) => stripe().subscriptions.cancel(subscription);

async function lastPayment({ id }: Customer): Promise<string> {
  const { data } = await stripe().charges.list({ customer: id, limit: 1 });
  return data[0]!.payment_intent as string;
}
const refund: Plot = async (_, customer) =>
  stripe().refunds.create({ payment_intent: await lastPayment(customer) });
const refundPart: Plot = async (_, customer) =>
  stripe().refunds.create({ payment_intent: await lastPayment(customer), amount: 100 });
const dispute: Plot = async ({ shop }, customer) =>
  shop.service.trigger("charge.dispute.created", { payment_intent: await lastPayment(customer) });

/** By customer, in which month what happens. What is not named runs on. */
const plots: Record<number, Record<number, Plot>> = {
  1: { 3: plan("monthly"), 5: plan("yearly") },
  2: { 9: plan("yearly") },
  3: { 4: change({ cancel_at_period_end: true }) },
  4: { 4: change({ cancel_at_period_end: true }), 5: change({ cancel_at_period_end: false }) },
  5: { 6: cancel },
  6: { 11: card("declined"), 12: card("pays") },
  7: { 11: card("declined") },
  8: { 3: change({ pause_collection: { behavior: "void" } }), 6: change({ pause_collection: "" }) },
  9: { 24: refund },
  10: { 24: dispute },
  11: { 9: refundPart },
  12: { 12: refund },
  13: { 10: (_, { id }) => stripe().customers.del(id) },
  14: { 8: two },
  15: { 20: card("declined") },
  17: { 23: card("declined") },
  18: { 1: cancel },
  19: { 23: change({ cancel_at_period_end: true }) },
};

async function join(shop: Shop, prices: Scene["prices"], n: number): Promise<Customer> {
  const userId = await shop.newPerson();
  const metadata = { user_id: userId };
  const customer = await stripe().customers.create({ email: `${n}@example.test`, metadata });
  shop.service.card(customer.id, "pays");
  const { id } = await stripe().subscriptions.create({
    customer: customer.id,
    items: [{ price: n % 8 === 2 ? prices.monthly : prices.yearly }],
    ...(n % 2 === 0 && { metadata }),
    ...(n % 5 === 0 && { trial_period_days: 14 }),
  });
  return { id: customer.id, userId, subscription: id };
}

async function buyOnce(
  { shop, prices }: Scene,
  { id, userId }: Customer,
  how: "pays" | "declined" | "expires",
) {
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

/** Two years of twenty customers. Everything that Stripe says of it lies in `service.events` afterwards. */
export async function tellHistory(shop: Shop): Promise<void> {
  const keys = { monthly: "membership_monthly", yearly: "membership_yearly", print: "annual_print" };
  const prices = {
    monthly: await priceOf(stripe(), keys.monthly),
    yearly: await priceOf(stripe(), keys.yearly),
    print: await priceOf(stripe(), keys.print),
  };
  const scene: Scene = { shop, prices, customers: [] };
  for (let n = 0; n < 20; n += 1) scene.customers.push(await join(shop, prices, n));
  for (const [n, how] of (["pays", "declined", "expires", "pays"] as const).entries()) {
    await buyOnce(scene, scene.customers[n]!, how);
  }
  for (let month = 1; month <= 24; month += 1) {
    shop.service.clock.advance("1mo");
    shop.service.clock.advance("2h");
    for (const [n, customer] of scene.customers.entries()) await plots[n]?.[month]?.(scene, customer);
  }
  const product = await stripe().products.create({ name: "Short-lived" });
  await stripe().products.del(product.id);
  await stripe().products.update((await stripe().prices.retrieve(prices.print)).product as string, {
    active: false,
  });
}
