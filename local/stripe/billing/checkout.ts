import { invalid } from "../http/errors.ts";
import { createCustomer } from "../resources/customers.ts";
import { attach, createMethod } from "../resources/payment-methods.ts";
import type { CheckoutPlan, TestCard } from "../world/state.ts";
import { day } from "../world/time.ts";
import type { CheckoutSession, Customer, PaymentIntent, PaymentMethod } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { attemptPayment, cancelIntent } from "./charging.ts";
import { createIntent } from "./intents.ts";
import { startSubscription } from "./starting.ts";

export type Payment = { card?: TestCard; email?: string; name?: string; authenticated?: boolean };
export type CheckoutOutcome = {
  outcome: "paid" | "declined" | "needs_authentication" | "processing";
  /** where the visitor goes next; null to stay */
  url: string | null;
};

const clockOf = (world: World, session: CheckoutSession) => ({
  clock: world.state.customers.get(session.customer ?? "")?.test_clock ?? null,
});

function planOfSession(world: World, session: CheckoutSession): CheckoutPlan {
  const plan = world.state.checkoutPlans.get(session.id);
  if (session.status !== "open" || !plan) throw invalid(`This checkout is ${session.status}.`, "id");
  return plan;
}

/**
 * What a visitor does on the pay page: pays with a card. A card that is refused leaves the session open.
 * @throws {StripeError} 400 when the session is over, or lacks an email address
 */
export function completeCheckout(world: World, session: CheckoutSession, payment: Payment): CheckoutOutcome {
  return world.at(clockOf(world, session), () => {
    const plan = planOfSession(world, session);
    const card = payment.card ?? "pays";
    const known = world.state.customers.get(session.customer ?? "");
    const email = known?.email ?? session.customer_email ?? payment.email ?? null;
    if (!email) throw invalid("An email address is needed.", "email");
    const who = { email, name: payment.name ?? known?.name ?? null };
    if (session.mode === "subscription" && card.startsWith("debit")) {
      throw invalid("The local Stripe takes debits for one-off purchases only.", "card");
    }
    const due = plan.trialDays === null && plan.trialEnd === null ? (session.amount_total ?? 0) : 0;
    if (due === 0 && card === "authenticate" && !payment.authenticated) return stay("needs_authentication");
    if (due === 0 && (card === "declined" || card === "insufficient_funds")) return stay("declined");
    const method = createMethod(world, card, who);
    if (session.mode === "payment") return payOnce(world, session, plan, method, { ...payment, ...who });
    const stopped = due > 0 ? tryFirst(world, session, plan, method, due, payment) : null;
    return stopped ?? subscribe(world, session, plan, method, { ...payment, ...who });
  });
}

const stay = (outcome: "declined" | "needs_authentication"): CheckoutOutcome => ({ outcome, url: null });

type Who = Omit<Payment, "name"> & { email: string; name: string | null };

/** A subscription is made only once its card has said yes: a refusal is a payment intent and no more. */
function tryFirst(
  world: World,
  session: CheckoutSession,
  plan: CheckoutPlan,
  method: PaymentMethod,
  due: number,
  payment: Payment,
): CheckoutOutcome | null {
  const card = world.state.cards.get(method.id);
  const intent = intentFor(world, session, plan, due, session.customer);
  const asks = card === "authenticate" && !payment.authenticated;
  if (!asks && card !== "declined" && card !== "insufficient_funds") return null;
  const outcome = attemptPayment(world, intent, method, { present: true });
  return stay(outcome === "requires_action" ? "needs_authentication" : "declined");
}

function intentFor(
  world: World,
  session: CheckoutSession,
  plan: CheckoutPlan,
  amount: number,
  customer: string | null,
): PaymentIntent {
  const begun = world.state.paymentIntents.get(plan.intent ?? "");
  if (begun) {
    begun.customer = customer;
    return begun;
  }
  const intent = createIntent(world, {
    amount,
    currency: session.currency ?? "eur",
    customer,
    metadata: plan.intentMetadata,
    description: plan.description,
    setupFutureUsage: session.mode === "subscription" || plan.saveCard ? "off_session" : null,
  });
  plan.intent = intent.id;
  return intent;
}

function customerFor(world: World, session: CheckoutSession, who: Who): Customer {
  const known = world.state.customers.get(session.customer ?? "");
  if (known) {
    world.change(known, "customer.updated", (one) => {
      one.email ??= who.email;
      one.name ??= who.name;
    });
    return known;
  }
  const customer = createCustomer(world, { email: who.email, name: who.name });
  session.customer = customer.id;
  return customer;
}

function subscribe(
  world: World,
  session: CheckoutSession,
  plan: CheckoutPlan,
  method: PaymentMethod,
  who: Who,
): CheckoutOutcome {
  const customer = customerFor(world, session, who);
  attach(world, method, customer);
  const intent = world.state.paymentIntents.get(plan.intent ?? "");
  if (intent) intent.customer = customer.id;
  const trialEnd = plan.trialEnd ?? (plan.trialDays === null ? null : world.now() + plan.trialDays * day);
  const subscription = startSubscription(world, {
    customer,
    items: plan.lines.map((line) => ({ price: line.price, quantity: line.quantity ?? 1 })),
    trialEnd,
    metadata: plan.subscriptionMetadata,
    description: plan.description,
    method,
    missingMethod: plan.missingMethod ?? undefined,
    behavior: "allow_incomplete",
    attempt: { present: true, authenticated: true },
    ...(intent ? { intent } : {}),
  });
  session.subscription = subscription.id;
  session.invoice = subscription.latest_invoice;
  return finish(world, session, who, trialEnd === null ? "paid" : "no_payment_required");
}

function payOnce(
  world: World,
  session: CheckoutSession,
  plan: CheckoutPlan,
  method: PaymentMethod,
  who: Who,
): CheckoutOutcome {
  const amount = session.amount_total ?? 0;
  const customer = plan.createCustomer || session.customer ? customerFor(world, session, who) : null;
  if (amount === 0) return finish(world, session, who, "no_payment_required");
  const intent = intentFor(world, session, plan, amount, customer?.id ?? null);
  session.payment_intent = intent.id;
  if (customer && plan.saveCard) attach(world, method, customer);
  const attempt = { present: true, authenticated: who.authenticated, session: session.id };
  const outcome = attemptPayment(world, intent, method, attempt);
  if (outcome === "failed") return stay("declined");
  if (outcome === "requires_action") return stay("needs_authentication");
  return finish(world, session, who, outcome === "processing" ? "unpaid" : "paid");
}

function finish(
  world: World,
  session: CheckoutSession,
  who: Who,
  status: "paid" | "unpaid" | "no_payment_required",
): CheckoutOutcome {
  session.status = "complete";
  session.payment_status = status;
  session.url = null;
  session.customer_details = {
    address: null,
    business_name: null,
    email: who.email,
    individual_name: null,
    name: who.name,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  };
  world.emit("checkout.session.completed", session);
  return { outcome: status === "unpaid" ? "processing" : "paid", url: successUrl(session) };
}

export const successUrl = (session: CheckoutSession): string | null =>
  session.success_url?.replaceAll("{CHECKOUT_SESSION_ID}", session.id) ?? null;

/** Closes a session that nobody completed. */
export function expireCheckout(world: World, session: CheckoutSession): void {
  const plan = planOfSession(world, session);
  world.at(clockOf(world, session), () => {
    const intent = world.state.paymentIntents.get(plan.intent ?? "");
    if (intent) cancelIntent(world, intent, "abandoned");
    session.status = "expired";
    session.url = null;
    world.emit("checkout.session.expired", session);
  });
}

/** What a debit came to, for the session that waited for it. */
export function settleSession(world: World, session: CheckoutSession, arrived: boolean): void {
  if (arrived) session.payment_status = "paid";
  world.emit(
    arrived ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed",
    session,
  );
}
