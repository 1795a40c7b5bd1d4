import { stripe } from "../../lib/billing/stripe.ts";
import type { TestCard } from "../../local/stripe/service.ts";
import { buyOnce, type Customer, type Scene } from "./history.ts";

/** What a customer does in a month of the two years. */
type Plot = (scene: Scene, customer: Customer) => Promise<unknown>;

export type Cast = {
  /** in which month */
  joins: number;
  price?: "monthly" | "yearly";
  /** whether the subscription says whose it is; otherwise only its customer does */
  named?: boolean;
  trial?: "with card" | "without card";
  /** by month; otherwise the membership runs on */
  plot: Record<number, Plot>;
};

const inTurn =
  (...plots: Plot[]): Plot =>
  async (scene, customer) => {
    for (const plot of plots) await plot(scene, customer);
  };
const change =
  (to: object): Plot =>
  (_, { subscription }) =>
    stripe().subscriptions.update(subscription, to);
const changeItem =
  (to: (scene: Scene) => object): Plot =>
  async (scene, { subscription }) => {
    const { items } = await stripe().subscriptions.retrieve(subscription);
    return stripe().subscriptions.update(subscription, { items: [{ id: items.data[0]!.id, ...to(scene) }] });
  };
const plan = (name: "monthly" | "yearly") => changeItem(({ prices }) => ({ price: prices[name] }));
const two = changeItem(() => ({ quantity: 2 }));
const card =
  (name: TestCard): Plot =>
  async ({ shop }, { id }) =>
    shop.service.card(id, name);
const cancel: Plot = (_, { subscription }) => stripe().subscriptions.cancel(subscription);
const resume: Plot = (_, { subscription }) => stripe().subscriptions.resume(subscription);
const end = change({ cancel_at_period_end: true });
const stay = change({ cancel_at_period_end: false });
const pause = change({ pause_collection: { behavior: "void" } });
const unpause = change({ pause_collection: "" });
const leave: Plot = (_, { id }) => stripe().customers.del(id);
const another: Plot = (_, { userId }) => stripe().customers.create({ metadata: { user_id: userId } });

async function lastPayment({ id }: Customer): Promise<string> {
  const { data } = await stripe().charges.list({ customer: id, limit: 10 });
  return data.find(({ paid }) => paid)!.payment_intent as string;
}
const refund =
  (amount?: number): Plot =>
  async (_, customer) =>
    stripe().refunds.create({ payment_intent: await lastPayment(customer), ...(amount && { amount }) });
const dispute =
  (what: "created" | "closed"): Plot =>
  async ({ shop }, customer) =>
    shop.service.trigger(`charge.dispute.${what}`, { payment_intent: await lastPayment(customer) });
const buy =
  (how: TestCard | "expires"): Plot =>
  (scene, customer) =>
    buyOnce(scene, customer, how);

/** The twenty. Much of it happens in the last hours, so that there is news when everything arrives late. */
export const cast: Cast[] = [
  { joins: 0, named: true, plot: { 0: buy("pays"), 6: buy("debit"), 24: buy("pays") } },
  { joins: 0, plot: { 0: buy("declined"), 3: plan("monthly"), 5: plan("yearly"), 6: buy("debit_fails") } },
  { joins: 0, price: "monthly", named: true, plot: { 0: buy("expires"), 4: plan("yearly") } },
  { joins: 0, plot: { 4: end } },
  { joins: 0, named: true, plot: { 4: end, 5: stay, 24: end } },
  { joins: 5, trial: "with card", plot: { 8: cancel, 9: inTurn(buy("pays"), refund()) } },
  { joins: 0, named: true, plot: { 11: card("declined"), 12: card("pays") } },
  { joins: 0, plot: { 11: card("declined") } },
  { joins: 0, named: true, plot: { 11: pause, 13: unpause } },
  { joins: 12, plot: { 24: refund() } },
  { joins: 20, price: "monthly", named: true, plot: { 24: dispute("created") } },
  { joins: 0, plot: { 9: refund(100), 24: leave } },
  { joins: 0, named: true, plot: { 12: refund() } },
  { joins: 8, plot: { 10: leave } },
  { joins: 14, trial: "without card", plot: { 16: inTurn(card("pays"), resume, two) } },
  { joins: 10, trial: "with card", plot: { 20: card("declined") } },
  { joins: 12, named: true, plot: { 13: dispute("created"), 14: dispute("closed") } },
  { joins: 12, plot: { 23: card("declined") } },
  { joins: 0, price: "monthly", named: true, plot: { 1: cancel, 2: another, 3: leave } },
  { joins: 12, plot: { 23: end } },
];
