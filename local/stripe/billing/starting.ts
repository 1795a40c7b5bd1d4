import { declined, invalid } from "../http/errors.ts";
import { planOf } from "../resources/prices.ts";
import { blankSubscription } from "../world/blank-subscription.ts";
import { periodEnd } from "../world/time.ts";
import {
  type Customer,
  idOf,
  type PaymentIntent,
  type PaymentMethod,
  type Price,
  type Subscription,
  type SubscriptionItem,
} from "../world/wire.ts";
import { listOf, recurrence, type World } from "../world/world.ts";
import type { Attempt } from "./charging.ts";
import { collect, finalise } from "./collection.ts";
import { cycleLines } from "./cycle.ts";
import { draftInvoice } from "./invoicing.ts";
import { amountOf } from "./proration.ts";

export type ItemInput = { price: Price; quantity: number; metadata?: Record<string, string> };

export type PaymentBehavior =
  | "allow_incomplete"
  | "default_incomplete"
  | "error_if_incomplete"
  | "pending_if_incomplete";

export type StartInput = {
  customer: Customer;
  items: ItemInput[];
  trialEnd: number | null;
  metadata: Record<string, string>;
  description?: string | null;
  method: PaymentMethod | null;
  missingMethod?: "cancel" | "create_invoice" | "pause";
  behavior: PaymentBehavior;
  attempt: Attempt;
  /** a payment that a checkout began */
  intent?: PaymentIntent;
  /** fields that the caller sets */
  set?: Partial<Subscription>;
};

/** @throws {StripeError} 400 unless all prices recur alike, in one currency */
function checkItems(items: ItemInput[]): ItemInput {
  const [first] = items;
  if (!first) throw invalid("Missing required param: items.", "items", "parameter_missing");
  for (const { price } of items) {
    if (!price.recurring) throw invalid(`The price ${price.id} is not recurring.`, "items[0][price]");
    if (!price.active) throw invalid(`The price ${price.id} is inactive.`, "items[0][price]");
    if (price.currency !== first.price.currency)
      throw invalid("All prices must have the same currency.", "items");
    const [one, other] = [recurrence(price), recurrence(first.price)];
    if (one?.interval !== other?.interval || one?.count !== other?.count) {
      throw invalid("All prices of a subscription must recur at the same interval.", "items");
    }
  }
  return first;
}

/**
 * Starts a subscription: it is made, billed, and its first invoice paid, as `behavior` says.
 * @throws {StripeError} 400 for prices that do not go together; 402 with `error_if_incomplete`
 */
export function startSubscription(world: World, given: StartInput): Subscription {
  const first = checkItems(given.items);
  const subscription = newSubscription(world, given, first.price);
  const due = given.items.reduce((sum, item) => sum + amountOf(item), 0);
  const trial = given.trialEnd !== null;
  if (!trial && due > 0) checkMethod(world, given);
  subscription.status = trial ? "trialing" : due > 0 ? "incomplete" : "active";
  world.state.subscriptions.set(subscription.id, subscription);
  const at = world.now();
  const invoice = draftInvoice(world, {
    customer: given.customer,
    subscription,
    reason: "subscription_create",
    lines: cycleLines(world, subscription),
    period: { start: at, end: at },
    currency: subscription.currency,
    waits: false,
  });
  subscription.latest_invoice = invoice.id;
  world.emit("customer.subscription.created", subscription);
  world.emit("invoice.created", invoice);
  finalise(world, invoice, given.intent ? { intent: given.intent } : {});
  if (given.behavior !== "default_incomplete" && invoice.status === "open") {
    collect(world, invoice, given.attempt, given.method ?? undefined);
  }
  return subscription;
}

/** @throws {StripeError} 400 without a way to pay; 402 when the card would fail and that is asked to be an error */
function checkMethod(world: World, given: StartInput): void {
  if (given.behavior === "default_incomplete") return;
  const id = given.method?.id ?? idOf(given.customer.invoice_settings.default_payment_method);
  if (!id) {
    throw invalid(
      "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
      undefined,
      "resource_missing",
    );
  }
  if (given.behavior !== "error_if_incomplete") return;
  const card = world.state.cards.get(id);
  if (card === "declined" || card === "insufficient_funds") {
    const decline_code = card === "declined" ? "generic_decline" : card;
    throw declined({ code: "card_declined", decline_code, message: "Your card was declined." }, {});
  }
}

function newSubscription(world: World, given: StartInput, price: Price): Subscription {
  const id = world.id("sub");
  const at = world.now();
  const { interval, count } = recurrence(price) ?? { interval: "month" as const, count: 1 };
  const anchor = given.trialEnd ?? at;
  const end = given.trialEnd ?? periodEnd(at, at, interval, count);
  const items = given.items.map((item) => newItem(world, id, item, { start: at, end }));
  return {
    ...structuredClone(blankSubscription),
    id,
    created: at,
    customer: given.customer.id,
    start_date: at,
    test_clock: given.customer.test_clock ?? null,
    billing_cycle_anchor: anchor,
    currency: price.currency,
    default_payment_method: given.method?.id ?? null,
    description: given.description ?? null,
    items: listOf(items, `/v1/subscription_items?subscription=${id}`),
    metadata: given.metadata,
    trial_start: given.trialEnd === null ? null : at,
    trial_end: given.trialEnd,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: given.missingMethod ?? "create_invoice",
      },
    },
    ...given.set,
  };
}

export function newItem(
  world: World,
  subscription: string,
  { price, quantity, metadata }: ItemInput,
  period: { start: number; end: number },
): SubscriptionItem {
  return {
    id: world.id("si"),
    object: "subscription_item",
    billing_thresholds: null,
    created: world.now(),
    current_period_start: period.start,
    current_period_end: period.end,
    current_trial: null,
    discounts: [],
    metadata: metadata ?? {},
    plan: planOf(price),
    price: structuredClone(price),
    quantity,
    subscription,
    tax_rates: [],
  };
}
