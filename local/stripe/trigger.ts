import { cancelNow } from "./billing/cancellation.ts";
import { changeSubscription } from "./billing/changes.ts";
import { attemptPayment } from "./billing/charging.ts";
import { completeCheckout, expireCheckout } from "./billing/checkout.ts";
import { voidInvoice } from "./billing/collection.ts";
import { announceRenewal, currentPeriod, renew } from "./billing/cycle.ts";
import { createIntent } from "./billing/intents.ts";
import { runUntil } from "./billing/scheduler.ts";
import { startSubscription } from "./billing/starting.ts";
import { invalid } from "./http/errors.ts";
import { get } from "./http/route.ts";
import { createCheckout } from "./resources/checkout-sessions.ts";
import { createCustomer, deleteCustomer, setDefaultMethod } from "./resources/customers.ts";
import { closeDispute, openDispute } from "./resources/disputes.ts";
import { createMethod, replaceCard } from "./resources/payment-methods.ts";
import { createPrice } from "./resources/prices.ts";
import { createProduct } from "./resources/products.ts";
import { refund } from "./resources/refunds.ts";
import { day } from "./world/time.ts";
import type { Charge, Customer, Price, Subscription } from "./world/wire.ts";
import type { World } from "./world/world.ts";

/** Which objects a trigger acts on. Those that are not named are made. */
export type TriggerParams = {
  customer?: string;
  subscription?: string;
  payment_intent?: string;
  charge?: string;
  price?: string;
  /** minor units */
  amount?: number;
};

type Cause = (world: World, given: TriggerParams) => void;

function customerFor(world: World, given: TriggerParams): Customer {
  if (given.customer) return get(world.state.customers, "customer", given.customer, "customer");
  const email = `reader-${world.state.customers.size + 1}@plinth.test`;
  const customer = createCustomer(world, { email, name: "A reader" });
  setDefaultMethod(world, customer, createMethod(world, "pays", customer).id);
  return customer;
}

function priceFor(world: World, given: TriggerParams, recurring: boolean): Price {
  if (given.price) return get(world.state.prices, "price", given.price, "price");
  const known = [...world.state.prices.values()].find(
    (one) => one.active && Boolean(one.recurring) === recurring,
  );
  if (known) return known;
  const product = createProduct(world, { name: recurring ? "A plan" : "A thing" });
  const every = recurring ? { recurring: { interval: "month" as const } } : {};
  return createPrice(world, {
    product: product.id,
    currency: "eur",
    unit_amount: given.amount ?? 500,
    ...every,
  });
}

function subscriptionFor(world: World, given: TriggerParams, trialDays = 0): Subscription {
  if (given.subscription) {
    return get(world.state.subscriptions, "subscription", given.subscription, "subscription");
  }
  const customer = customerFor(world, given);
  return startSubscription(world, {
    customer,
    items: [{ price: priceFor(world, given, true), quantity: 1 }],
    trialEnd: trialDays ? world.now() + trialDays * day : null,
    metadata: {},
    method: null,
    behavior: "allow_incomplete",
    attempt: { present: true },
  });
}

function chargeFor(world: World, given: TriggerParams): Charge {
  if (given.charge) return get(world.state.charges, "charge", given.charge, "charge");
  const intent = given.payment_intent
    ? get(world.state.paymentIntents, "payment_intent", given.payment_intent, "payment_intent")
    : paidIntent(world, given);
  const charge = world.state.charges.get(intent.latest_charge ?? "");
  if (!charge) throw invalid("The payment intent has no charge.", "payment_intent");
  return charge;
}

function paidIntent(world: World, given: TriggerParams) {
  const customer = customerFor(world, given);
  const intent = createIntent(world, {
    amount: given.amount ?? 2500,
    currency: "eur",
    customer: customer.id,
  });
  attemptPayment(world, intent, createMethod(world, "pays", customer), { present: true });
  return intent;
}

function sessionFor(world: World, given: TriggerParams, mode: "subscription" | "payment") {
  const price = priceFor(world, given, mode === "subscription");
  return createCheckout(world, {
    mode,
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: "http://127.0.0.1/success",
    cancel_url: "http://127.0.0.1/cancel",
    ...(given.customer ? { customer: given.customer } : { customer_email: "reader@plinth.test" }),
  });
}

const checkout =
  (mode: "subscription" | "payment", card: "pays" | "debit" | "debit_fails" = "pays"): Cause =>
  (world, given) => {
    completeCheckout(world, sessionFor(world, given, mode), { card });
    if (card === "pays") return;
    const due = [...world.state.debits.values()].at(-1)?.at ?? 0;
    for (const debit of world.state.debits.values()) if (debit.at === due) debit.at = world.now();
    runUntil(world, null, world.now());
  };

function failRenewal(world: World, given: TriggerParams): void {
  const subscription = subscriptionFor(world, given);
  const customer = get(world.state.customers, "customer", subscription.customer);
  replaceCard(world, customer, "declined");
  for (const item of subscription.items.data) item.current_period_end = world.now();
  renew(world, subscription);
  const invoice = world.state.invoices.get(subscription.latest_invoice ?? "");
  if (invoice) invoice.automatically_finalizes_at = world.now();
  runUntil(world, subscription.test_clock, world.now());
}

function pauseTrial(world: World, given: TriggerParams): Subscription {
  const subscription = subscriptionFor(world, given, 7);
  subscription.status = "paused";
  world.emit("customer.subscription.paused", subscription);
  return subscription;
}

/** What each trigger makes happen. The type is among the events that it causes. */
const causes: Record<string, Cause> = {
  "customer.created": (world, given) => void customerFor(world, given),
  "customer.updated": (world, given) =>
    void world.change(customerFor(world, given), "customer.updated", (one) => {
      one.name = `A reader since ${world.now()}`;
    }),
  "customer.deleted": (world, given) => void deleteCustomer(world, customerFor(world, given)),
  "product.created": (world) => void createProduct(world, { name: "A product" }),
  "price.created": (world, given) => {
    const product = createProduct(world, { name: "A product" });
    createPrice(world, { product: product.id, currency: "eur", unit_amount: given.amount ?? 500 });
  },
  "checkout.session.completed": checkout("subscription"),
  "checkout.session.async_payment_succeeded": checkout("payment", "debit"),
  "checkout.session.async_payment_failed": checkout("payment", "debit_fails"),
  "checkout.session.expired": (world, given) =>
    expireCheckout(world, sessionFor(world, given, "subscription")),
  "customer.subscription.created": (world, given) => void subscriptionFor(world, given),
  "customer.subscription.updated": (world, given) => {
    const subscription = subscriptionFor(world, given);
    const end = currentPeriod(subscription).end;
    changeSubscription(world, subscription, {
      proration: "none",
      set: (one) => {
        const ends = !one.cancel_at_period_end;
        Object.assign(one, {
          cancel_at_period_end: ends,
          cancel_at: ends ? end : null,
          canceled_at: ends ? world.now() : null,
        });
      },
    });
  },
  "customer.subscription.deleted": (world, given) => cancelNow(world, subscriptionFor(world, given), {}),
  "customer.subscription.paused": (world, given) => void pauseTrial(world, given),
  "customer.subscription.resumed": (world, given) => {
    const subscription = pauseTrial(world, given);
    subscription.status = "active";
    world.emit("customer.subscription.resumed", subscription);
  },
  "customer.subscription.trial_will_end": (world, given) => {
    subscriptionFor(world, given, 2);
    runUntil(world, null, world.now());
  },
  "invoice.paid": (world, given) => void subscriptionFor(world, given),
  "invoice.payment_succeeded": (world, given) => void subscriptionFor(world, given),
  "invoice.payment_failed": failRenewal,
  "invoice.upcoming": (world, given) => announceRenewal(world, subscriptionFor(world, given)),
  "invoice.voided": (world, given) => {
    failRenewal(world, given);
    const open = [...world.state.invoices.values()].findLast((one) => one.status === "open");
    if (open) voidInvoice(world, open);
  },
  "payment_intent.succeeded": (world, given) => void paidIntent(world, given),
  "payment_intent.payment_failed": (world, given) => {
    const customer = customerFor(world, given);
    const intent = createIntent(world, {
      amount: given.amount ?? 2500,
      currency: "eur",
      customer: customer.id,
    });
    attemptPayment(world, intent, createMethod(world, "declined", customer), { present: true });
  },
  "charge.succeeded": (world, given) => void paidIntent(world, given),
  "charge.refunded": (world, given) =>
    void refund(world, {
      charge: chargeFor(world, given).id,
      amount: given.charge || given.payment_intent ? given.amount : undefined,
    }),
  "charge.dispute.created": (world, given) => void openDispute(world, chargeFor(world, given)),
  "charge.dispute.closed": (world, given) => {
    const charge = chargeFor(world, given);
    const open = [...world.state.disputes.values()].find(
      ({ charge: id, status }) => id === charge.id && status !== "lost",
    );
    closeDispute(world, open ?? openDispute(world, charge), false);
  },
};

export const triggerTypes: readonly string[] = Object.keys(causes).sort();

/**
 * Makes the cause of an event happen.
 * @throws {StripeError} 400 for a type that cannot be triggered or objects that are not there
 */
export function trigger(world: World, type: string, given: TriggerParams): void {
  const cause = Object.hasOwn(causes, type) ? causes[type] : undefined;
  if (!cause)
    throw invalid(
      `"${type.slice(0, 80)}" cannot be triggered. These can: ${triggerTypes.join(", ")}.`,
      "type",
    );
  const named = given.customer ?? world.state.subscriptions.get(given.subscription ?? "")?.customer;
  const clock = world.state.customers.get(named ?? "")?.test_clock ?? null;
  world.at({ clock }, () => cause(world, given));
}
