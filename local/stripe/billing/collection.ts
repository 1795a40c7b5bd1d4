import { invalid } from "../http/errors.ts";
import { day } from "../world/time.ts";
import {
  type Customer,
  type Invoice,
  idOf,
  type PaymentIntent,
  type PaymentMethod,
  type Subscription,
} from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { cancelNow } from "./cancellation.ts";
import { type Attempt, attemptPayment, cancelIntent, type Outcome } from "./charging.ts";
import { createIntent } from "./intents.ts";
import { publish, setTotals } from "./invoicing.ts";

export const subscriptionOf = (world: World, invoice: Invoice): Subscription | undefined =>
  world.state.subscriptions.get(idOf(invoice.parent?.subscription_details?.subscription));

export const customerOf = (world: World, object: { customer: string | null }): Customer | undefined =>
  world.state.customers.get(object.customer ?? "");

/**
 * Turns a draft into an invoice to pay, with the customer's balance applied. Nothing due: it is paid at once.
 * @param intent a payment that was begun before the invoice was there
 * @throws {StripeError} 400 unless it is a draft
 */
export function finalise(
  world: World,
  invoice: Invoice,
  options: { intent?: PaymentIntent; collectible?: boolean } = {},
): void {
  if (invoice.status !== "draft")
    throw invalid("This invoice is already finalized.", "id", "invoice_not_editable");
  const customer = customerOf(world, invoice);
  setTotals(invoice, customer?.balance ?? 0);
  publish(world, invoice, customer);
  const rest = invoice.total + invoice.starting_balance;
  invoice.ending_balance = Math.min(0, rest);
  invoice.status = "open";
  invoice.effective_at = world.now();
  invoice.automatically_finalizes_at = null;
  invoice.status_transitions.finalized_at = world.now();
  if (customer && customer.balance !== invoice.ending_balance) {
    const { ending_balance } = invoice;
    world.change(customer, "customer.updated", (one) => {
      one.balance = ending_balance;
    });
  }
  if (invoice.amount_due > 0 && options.collectible !== false) ask(world, invoice, options.intent);
  world.emit("invoice.finalized", invoice);
  if (invoice.amount_due === 0) settlePaid(world, invoice);
}

/** Opens the payment of an invoice. */
function ask(world: World, invoice: Invoice, begun: PaymentIntent | undefined): void {
  const intent =
    begun ??
    createIntent(world, {
      amount: invoice.amount_due,
      currency: invoice.currency,
      customer: invoice.customer,
      description: subscriptionOf(world, invoice) ? "Subscription" : invoice.description,
      setupFutureUsage: subscriptionOf(world, invoice) ? "off_session" : null,
    });
  const id = world.id("inpay");
  world.state.invoicePayments.set(id, {
    id,
    object: "invoice_payment",
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: world.now(),
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { type: "payment_intent", payment_intent: intent.id },
    status: "open",
    status_transitions: { canceled_at: null, paid_at: null },
  });
}

/** The payment that an invoice asks for. */
export function paymentOf(world: World, invoice: Invoice) {
  return [...world.state.invoicePayments.values()].find(
    (one) => one.invoice === invoice.id && one.is_default,
  );
}

export function intentOf(world: World, invoice: Invoice): PaymentIntent | undefined {
  const id = paymentOf(world, invoice)?.payment.payment_intent;
  return typeof id === "string" ? world.state.paymentIntents.get(id) : undefined;
}

/** What an invoice is paid with: its subscription's payment method, else the customer's. */
export function methodOf(world: World, invoice: Invoice): PaymentMethod | undefined {
  const id =
    subscriptionOf(world, invoice)?.default_payment_method ??
    customerOf(world, invoice)?.invoice_settings.default_payment_method;
  return world.state.paymentMethods.get(idOf(id));
}

/** Tries to pay an open invoice, and lets the outcome act on its subscription. */
export function collect(
  world: World,
  invoice: Invoice,
  attempt: Attempt,
  method: PaymentMethod | undefined = methodOf(world, invoice),
): Outcome {
  const intent = intentOf(world, invoice);
  if (!intent) return "failed";
  const outcome = method ? attemptPayment(world, intent, method, attempt) : "failed";
  if (outcome === "succeeded") settlePaid(world, invoice);
  if (outcome === "failed") settleFailed(world, invoice);
  if (outcome === "processing") trust(world, invoice);
  if (outcome === "requires_action") world.emit("invoice.payment_action_required", invoice);
  return outcome;
}

/** A subscription whose first debit is under way counts as paid for until the debit fails. */
function trust(world: World, invoice: Invoice): void {
  const subscription = subscriptionOf(world, invoice);
  if (subscription?.status !== "incomplete") return;
  world.change(subscription, "customer.subscription.updated", (one) => {
    one.status = "active";
  });
}

/** Writes down that an invoice is paid, and brings its subscription back to life. */
export function settlePaid(world: World, invoice: Invoice): void {
  const payment = paymentOf(world, invoice);
  world.change(invoice, "invoice.updated", (one) => {
    one.status = "paid";
    one.amount_paid = one.amount_due;
    one.amount_remaining = 0;
    one.attempted = true;
    one.auto_advance = false;
    one.next_payment_attempt = null;
    one.attempt_count += payment ? 1 : 0;
    one.status_transitions.paid_at = world.now();
  });
  world.emit("invoice.paid", invoice);
  world.emit("invoice.payment_succeeded", invoice);
  if (payment) {
    payment.status = "paid";
    payment.amount_paid = invoice.amount_paid;
    payment.status_transitions.paid_at = world.now();
    world.emit("invoice_payment.paid", payment);
  }
  setDelinquent(world, invoice, false);
  const subscription = subscriptionOf(world, invoice);
  if (subscription?.latest_invoice !== invoice.id) return;
  if (!["incomplete", "past_due", "unpaid"].includes(subscription.status)) return;
  world.change(subscription, "customer.subscription.updated", (one) => {
    one.status = "active";
  });
}

export function settleFailed(world: World, invoice: Invoice): void {
  const { retryDays } = world.settings;
  const first = invoice.billing_reason === "subscription_create";
  const wait = first || !subscriptionOf(world, invoice) ? undefined : retryDays[invoice.attempt_count];
  world.change(invoice, "invoice.updated", (one) => {
    one.attempted = true;
    one.attempt_count += 1;
    one.next_payment_attempt = wait === undefined ? null : world.now() + wait * day;
  });
  world.emit("invoice.payment_failed", invoice);
  setDelinquent(world, invoice, true);
  const subscription = subscriptionOf(world, invoice);
  if (!subscription || first) return;
  if (subscription.status === "active" || subscription.status === "trialing") {
    world.change(subscription, "customer.subscription.updated", (one) => {
      one.status = "past_due";
    });
  }
  if (wait === undefined && subscription.status === "past_due") giveUp(world, invoice, subscription);
}

/** After the last retry: what the account's settings say. */
function giveUp(world: World, invoice: Invoice, subscription: Subscription): void {
  const { afterDunning } = world.settings;
  invoice.auto_advance = false;
  if (afterDunning === "cancel") cancelNow(world, subscription, { reason: "payment_failed" });
  if (afterDunning === "unpaid") {
    world.change(subscription, "customer.subscription.updated", (one) => {
      one.status = "unpaid";
    });
  }
}

function setDelinquent(world: World, invoice: Invoice, delinquent: boolean): void {
  const customer = customerOf(world, invoice);
  if (customer)
    world.change(customer, "customer.updated", (one) => {
      one.delinquent = delinquent;
    });
}

/** @throws {StripeError} 400 unless it is open, or uncollectible */
export function voidInvoice(world: World, invoice: Invoice): void {
  if (invoice.status !== "open" && invoice.status !== "uncollectible") {
    throw invalid("You can only void an open or uncollectible invoice.", "id", "invoice_not_editable");
  }
  invoice.status = "void";
  invoice.auto_advance = false;
  invoice.next_payment_attempt = null;
  invoice.status_transitions.voided_at = world.now();
  const intent = intentOf(world, invoice);
  if (intent) cancelIntent(world, intent, "void_invoice");
  world.emit("invoice.voided", invoice);
}

/** @throws {StripeError} 400 unless it is open */
export function markUncollectible(world: World, invoice: Invoice): void {
  if (invoice.status !== "open") throw invalid("You can only mark an open invoice as uncollectible.", "id");
  invoice.status = "uncollectible";
  invoice.auto_advance = false;
  invoice.next_payment_attempt = null;
  invoice.status_transitions.marked_uncollectible_at = world.now();
  world.emit("invoice.marked_uncollectible", invoice);
}
