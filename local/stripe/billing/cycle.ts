import { periodEnd } from "../world/time.ts";
import type { Customer, Invoice, InvoiceLine, Subscription, SubscriptionItem } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { recurrence } from "../world/world.ts";
import { cancelNow } from "./cancellation.ts";
import { customerOf, finalise, markUncollectible, voidInvoice } from "./collection.ts";
import { draftInvoice, itemLine, previewInvoice } from "./invoicing.ts";
import { amountOf } from "./proration.ts";

/** The period that the subscription is in: the one of its items, which share it. */
export function currentPeriod(subscription: Subscription): { start: number; end: number } {
  const ends = subscription.items.data.map((item) => item.current_period_end);
  const starts = subscription.items.data.map((item) => item.current_period_start);
  return { start: Math.max(...starts), end: Math.min(...ends) };
}

/** Where the period that begins at `start` ends, counted from the anchor. */
export function nextEnd(subscription: Subscription, item: SubscriptionItem, start: number): number {
  const { interval, count } = recurrence(item.price) ?? { interval: "month" as const, count: 1 };
  return periodEnd(subscription.billing_cycle_anchor, start, interval, count);
}

/** The lines that a period of the subscription costs. */
export function cycleLines(world: World, subscription: Subscription): InvoiceLine[] {
  return subscription.items.data.map((item) => {
    const quantity = item.quantity ?? 1;
    const name = world.state.products.get(item.price.product)?.name ?? "the plan";
    const trial = subscription.status === "trialing";
    return itemLine(world, item, {
      start: item.current_period_start,
      end: item.current_period_end,
      amount: trial ? 0 : amountOf({ price: item.price, quantity }),
      description: trial ? `Trial period for ${name}` : `${quantity} × ${name}`,
    });
  });
}

/** Begins the next period of a subscription: its trial is over, or its period is. */
export function renew(world: World, subscription: Subscription): void {
  const customer = customerOf(world, subscription);
  if (!customer) {
    cancelNow(world, subscription, {});
    return;
  }
  const ended = currentPeriod(subscription);
  const trialEnds = subscription.status === "trialing";
  if (trialEnds && !hasMethod(subscription, customer) && endWithoutMethod(world, subscription)) return;
  let invoice: Invoice | undefined;
  world.change(subscription, "customer.subscription.updated", (one) => {
    if (trialEnds) {
      one.status = "active";
      one.billing_cycle_anchor = ended.end;
    }
    for (const item of one.items.data) {
      item.current_period_start = ended.end;
      item.current_period_end = nextEnd(one, item, ended.end);
    }
    invoice = draftInvoice(world, {
      customer,
      subscription: one,
      reason: "subscription_cycle",
      lines: cycleLines(world, one),
      period: ended,
      currency: one.currency,
      waits: one.status !== "unpaid" && one.pause_collection?.behavior !== "keep_as_draft",
    });
    one.latest_invoice = invoice.id;
  });
  if (!invoice) return;
  world.emit("invoice.created", invoice);
  if (subscription.pause_collection) holdBack(world, subscription, invoice);
}

/** What becomes of an invoice while its collection is paused. */
function holdBack(world: World, subscription: Subscription, invoice: Invoice): void {
  const behavior = subscription.pause_collection?.behavior;
  if (behavior === "keep_as_draft") return;
  finalise(world, invoice, { collectible: false });
  if (invoice.status !== "open") return;
  if (behavior === "void") voidInvoice(world, invoice);
  else markUncollectible(world, invoice);
}

function hasMethod(subscription: Subscription, customer: Customer): boolean {
  return Boolean(subscription.default_payment_method ?? customer.invoice_settings.default_payment_method);
}

/** @returns whether the trial's end ends or pauses the subscription */
function endWithoutMethod(world: World, subscription: Subscription): boolean {
  const behavior = subscription.trial_settings?.end_behavior.missing_payment_method;
  if (behavior === "cancel") cancelNow(world, subscription, {});
  if (behavior === "pause") {
    subscription.status = "paused";
    world.emit("customer.subscription.paused", subscription);
  }
  return behavior === "cancel" || behavior === "pause";
}

/** Bills what is new now, outside the cycle: a draft, finalised. */
export function billNow(
  world: World,
  subscription: Subscription,
  customer: Customer,
  reason: "subscription_update" | "subscription_cycle",
  lines: InvoiceLine[],
): Invoice {
  const at = world.now();
  const invoice = draftInvoice(world, {
    customer,
    subscription,
    reason,
    lines,
    period: { start: at, end: at },
    currency: subscription.currency,
    waits: false,
  });
  invoice.auto_advance = true;
  return invoice;
}

/** Tells of the renewal to come. */
export function announceRenewal(world: World, subscription: Subscription): void {
  const customer = customerOf(world, subscription);
  if (customer) world.emit("invoice.upcoming", upcomingInvoice(world, subscription, customer));
}

/** The next invoice as it would be now. */
export function upcomingInvoice(world: World, subscription: Subscription, customer: Customer): Invoice {
  const ended = currentPeriod(subscription);
  const next = structuredClone(subscription);
  next.status = "active";
  for (const item of next.items.data) {
    item.current_period_start = ended.end;
    item.current_period_end = nextEnd(next, item, ended.end);
  }
  const given = {
    customer,
    subscription: next,
    reason: "upcoming" as const,
    lines: cycleLines(world, next),
    period: ended,
    currency: next.currency,
    waits: false,
  };
  const invoice = previewInvoice(world, given, world.id("upcoming_in"));
  invoice.next_payment_attempt = ended.end;
  return invoice;
}
