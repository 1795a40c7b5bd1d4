import { invalid } from "../http/errors.ts";
import { planOf } from "../resources/prices.ts";
import type { Invoice, InvoiceLine, Price, Subscription, SubscriptionItem } from "../world/wire.ts";
import { recurrence, type World } from "../world/world.ts";
import { isOver } from "./cancellation.ts";
import { collect, customerOf, finalise } from "./collection.ts";
import { billNow, currentPeriod, cycleLines, nextEnd } from "./cycle.ts";
import { amountOf, chargeRemaining, creditUnused } from "./proration.ts";
import { newItem } from "./starting.ts";

export type ItemChange = {
  id?: string;
  price?: Price;
  quantity?: number;
  deleted?: boolean;
  metadata?: Record<string, string>;
};

export type Change = {
  items?: ItemChange[];
  proration: "create_prorations" | "always_invoice" | "none";
  prorationDate?: number;
  trialEnd?: number | "now";
  anchorNow?: boolean;
  /** sets the other fields */
  set: (subscription: Subscription) => void;
};

/**
 * Changes a subscription, with one `customer.subscription.updated` for all of it. A change of price or quantity is
 * prorated; one of interval, or the end of a trial, begins a new period and bills it now.
 * @throws {StripeError} 400 for a subscription that is over, an unknown item, or prices that do not go together
 */
export function changeSubscription(world: World, subscription: Subscription, change: Change): void {
  const changesBilling = change.items || change.trialEnd !== undefined || change.anchorNow;
  if (isOver(subscription) && changesBilling) {
    throw invalid("A canceled subscription can only update its cancellation_details and metadata.");
  }
  const targets = (change.items ?? []).map((item) => ({ item, target: targetOf(subscription, item) }));
  for (const { item } of targets) checkPrice(subscription, item.price);
  checkTogether(subscription, targets);
  if (typeof change.trialEnd === "number" && change.trialEnd <= world.now()) {
    throw invalid("trial_end must be in the future.", "trial_end");
  }
  const restart = restartsPeriod(subscription, change, targets);
  let invoice: Invoice | undefined;
  world.change(subscription, "customer.subscription.updated", (one) => {
    for (const { item, target } of targets) applyItem(world, one, item, target, change, restart);
    applyTrial(world, one, change);
    change.set(one);
    if (restart) invoice = startPeriod(world, one);
    else if (change.proration === "always_invoice" && change.items) invoice = billPending(world, one);
    if (invoice) one.latest_invoice = invoice.id;
  });
  if (!invoice) return;
  world.emit("invoice.created", invoice);
  finalise(world, invoice);
  if (invoice.status === "open") collect(world, invoice, { present: false });
}

type Target = { item: ItemChange; target: SubscriptionItem | undefined };

function targetOf(subscription: Subscription, item: ItemChange): SubscriptionItem | undefined {
  if (!item.id) return undefined;
  const target = subscription.items.data.find((one) => one.id === item.id);
  if (!target) throw invalid(`No such subscription_item: '${item.id}'`, "items[0][id]", "resource_missing");
  return target;
}

function checkPrice(subscription: Subscription, price: Price | undefined): void {
  if (!price) return;
  if (!price.recurring) throw invalid(`The price ${price.id} is not recurring.`, "items[0][price]");
  if (price.currency !== subscription.currency) {
    throw invalid("The price has another currency than the subscription.", "items[0][price]");
  }
}

/** @throws {StripeError} 400 when nothing would be left, or what is left recurs at different intervals */
function checkTogether(subscription: Subscription, targets: Target[]): void {
  const changes = new Map(targets.map(({ item, target }) => [target ?? item, item]));
  const kept = subscription.items.data.filter((one) => !changes.get(one)?.deleted);
  const prices = [
    ...kept.map((one) => changes.get(one)?.price ?? one.price),
    ...targets.flatMap(({ item, target }) => (target || !item.price ? [] : [item.price])),
  ];
  if (prices.length === 0) throw invalid("A subscription needs at least one item.", "items");
  const intervals = new Set(prices.map((price) => JSON.stringify(recurrence(price))));
  if (intervals.size > 1)
    throw invalid("All prices of a subscription must recur at the same interval.", "items");
}

/** A new interval, a free plan that becomes paid, a trial's end and a wish for it begin a new period. */
function restartsPeriod(subscription: Subscription, change: Change, targets: Target[]): boolean {
  if (change.trialEnd === "now" && subscription.status === "trialing") return true;
  if (change.anchorNow) return true;
  if (subscription.status === "trialing") return false;
  return targets.some(({ item, target }) => {
    if (!item.price || !target) return false;
    const [was, is] = [recurrence(target.price), recurrence(item.price)];
    const paidNow = (target.price.unit_amount ?? 0) === 0 && (item.price.unit_amount ?? 0) > 0;
    return was?.interval !== is?.interval || was?.count !== is?.count || paidNow;
  });
}

function applyItem(
  world: World,
  subscription: Subscription,
  change: ItemChange,
  target: SubscriptionItem | undefined,
  whole: Change,
  restart: boolean,
): void {
  const at = whole.prorationDate ?? world.now();
  const prorated = whole.proration !== "none" && subscription.status !== "trialing";
  if (!target) {
    if (!change.price)
      throw invalid("Missing required param: items[0][price].", "items[0][price]", "parameter_missing");
    const item = newItem(
      world,
      subscription.id,
      { price: change.price, quantity: change.quantity ?? 1, metadata: change.metadata },
      currentPeriod(subscription),
    );
    subscription.items.data.push(item);
    if (prorated && !restart)
      chargeRemaining(world, subscription, item, { price: item.price, quantity: change.quantity ?? 1 }, at);
    return;
  }
  const terms = { price: change.price ?? target.price, quantity: change.quantity ?? target.quantity ?? 1 };
  const changed = change.deleted || terms.price.id !== target.price.id || terms.quantity !== target.quantity;
  if (changed && prorated) {
    creditUnused(world, subscription, target, at);
    if (!restart && !change.deleted) chargeRemaining(world, subscription, target, terms, at);
  }
  if (change.deleted) {
    subscription.items.data = subscription.items.data.filter((item) => item !== target);
    return;
  }
  if (change.price)
    Object.assign(target, { price: structuredClone(change.price), plan: planOf(change.price) });
  target.quantity = terms.quantity;
  if (change.metadata) target.metadata = change.metadata;
}

function applyTrial(world: World, subscription: Subscription, { trialEnd }: Change): void {
  if (trialEnd === undefined) return;
  if (trialEnd === "now") {
    if (subscription.status === "trialing") subscription.trial_end = world.now();
    return;
  }
  subscription.status = "trialing";
  subscription.trial_start ??= world.now();
  subscription.trial_end = trialEnd;
  subscription.billing_cycle_anchor = trialEnd;
  world.state.notices.delete(subscription.id);
  for (const item of subscription.items.data) item.current_period_end = trialEnd;
}

/** Begins a period now, and drafts what it costs. */
function startPeriod(world: World, subscription: Subscription): Invoice | undefined {
  const customer = customerOf(world, subscription);
  if (!customer) return undefined;
  const at = world.now();
  subscription.billing_cycle_anchor = at;
  if (subscription.status === "trialing") subscription.status = "active";
  for (const item of subscription.items.data) {
    item.current_period_start = at;
    item.current_period_end = nextEnd(subscription, item, at);
  }
  if (subscription.cancel_at_period_end) subscription.cancel_at = currentPeriod(subscription).end;
  const lines: InvoiceLine[] = cycleLines(world, subscription);
  return billNow(world, subscription, customer, "subscription_update", lines);
}

function billPending(world: World, subscription: Subscription): Invoice | undefined {
  const customer = customerOf(world, subscription);
  const waits = [...world.state.invoiceItems.values()].some(
    (item) => item.invoice === null && item.parent?.subscription_details?.subscription === subscription.id,
  );
  return customer && waits ? billNow(world, subscription, customer, "subscription_update", []) : undefined;
}

/** Gives back the rest of the period as credit on the customer's next invoice, for a subscription that ends now. */
export function creditRest(world: World, subscription: Subscription): void {
  if (subscription.status === "trialing") return;
  for (const item of subscription.items.data) {
    if (amountOf({ price: item.price, quantity: item.quantity ?? 1 }) > 0) {
      creditUnused(world, subscription, item, world.now());
    }
  }
}

/** Bills what is pending for a subscription that ends now. */
export function billFinal(world: World, subscription: Subscription): void {
  const invoice = billPending(world, subscription);
  if (!invoice) return;
  subscription.latest_invoice = invoice.id;
  world.emit("invoice.created", invoice);
  finalise(world, invoice);
  if (invoice.status === "open") collect(world, invoice, { present: false });
}
