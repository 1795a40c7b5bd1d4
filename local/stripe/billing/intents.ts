import { blankCharge, blankIntent } from "../world/blank-payment.ts";
import type { Charge, PaymentIntent, PaymentMethod } from "../world/wire.ts";
import type { World } from "../world/world.ts";

export type IntentInput = {
  amount: number;
  currency: string;
  customer: string | null;
  metadata?: Record<string, string>;
  description?: string | null;
  receiptEmail?: string | null;
  setupFutureUsage?: "off_session" | null;
};

/** A payment that waits for a way to pay. */
export function createIntent(world: World, given: IntentInput): PaymentIntent {
  const id = world.id("pi");
  const intent: PaymentIntent = {
    ...structuredClone(blankIntent),
    id,
    amount: given.amount,
    client_secret: `${id}_secret_${world.id("s").slice(2)}`,
    created: world.now(),
    currency: given.currency,
    customer: given.customer,
    description: given.description ?? null,
    metadata: given.metadata ?? {},
    receipt_email: given.receiptEmail ?? null,
    setup_future_usage: given.setupFutureUsage ?? null,
  };
  world.state.paymentIntents.set(id, intent);
  world.emit("payment_intent.created", intent);
  return intent;
}

export type Failure = { code: string; decline_code?: string; message: string };

/** A charge as it begins: `failure` says why it did not go through. */
export function createCharge(
  world: World,
  intent: PaymentIntent,
  method: PaymentMethod,
  failure: Failure | null,
): Charge {
  const id = world.id("ch");
  const customer = intent.customer ? world.state.customers.get(intent.customer) : undefined;
  const charge: Charge = {
    ...structuredClone(blankCharge),
    id,
    amount: intent.amount,
    amount_captured: failure ? 0 : intent.amount,
    billing_details: {
      ...method.billing_details,
      email: method.billing_details.email ?? customer?.email ?? null,
    },
    captured: !failure,
    created: world.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    metadata: intent.metadata,
    outcome: outcomeOf(failure),
    paid: !failure,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(method, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_url: failure ? null : `${world.settings.publicUrl}/receipt/${id}`,
    status: failure ? "failed" : "succeeded",
  };
  world.state.charges.set(id, charge);
  return charge;
}

function outcomeOf(failure: Failure | null): Charge["outcome"] {
  const reason = failure ? (failure.decline_code ?? failure.code) : null;
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: failure ? "declined_by_network" : "approved_by_network",
    reason,
    risk_level: "normal",
    risk_score: 20,
    seller_message: failure ? "The bank did not accept the payment." : "Payment complete.",
    type: failure ? "issuer_declined" : "authorized",
  };
}

function detailsOf(method: PaymentMethod, amount: number): Charge["payment_method_details"] {
  const { card } = method;
  if (!card) return { type: method.type };
  return {
    type: "card",
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      funding: card.funding,
      installments: null,
      last4: card.last4,
      mandate: null,
      network: card.brand,
      network_transaction_id: null,
      regulated_status: card.regulated_status,
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}

/** The movement on the account's balance that a charge, refund or dispute causes. The stand-in takes no fees. */
export function moveBalance(
  world: World,
  type: "charge" | "refund" | "adjustment",
  amount: number,
  source: { id: string; currency: string },
): string {
  const id = world.id("txn");
  world.state.balanceTransactions.set(id, {
    id,
    object: "balance_transaction",
    amount,
    available_on: world.now(),
    balance_type: "payments",
    created: world.now(),
    currency: source.currency,
    description: null,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: amount,
    reporting_category: type === "adjustment" ? "dispute" : type,
    source: source.id,
    status: "available",
    type,
  });
  return id;
}
