import { z } from "zod";
import { invalid } from "../http/errors.ts";
import { paginate } from "../http/list.ts";
import { listParams, mergeMetadata, metadata, params, text, whole } from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import type { TestCard } from "../world/state.ts";
import type { Customer, PaymentMethod } from "../world/wire.ts";
import type { World } from "../world/world.ts";

/** Stripe's ready-made test methods, tokens and card numbers, and what each does here. */
const readyMade: Record<string, { card: TestCard; brand: string; last4: string }> = {
  pm_card_visa: { card: "pays", brand: "visa", last4: "4242" },
  pm_card_mastercard: { card: "pays", brand: "mastercard", last4: "4444" },
  pm_card_chargeDeclined: { card: "declined", brand: "visa", last4: "0002" },
  pm_card_visa_chargeDeclined: { card: "declined", brand: "visa", last4: "0002" },
  pm_card_visa_chargeDeclinedInsufficientFunds: { card: "insufficient_funds", brand: "visa", last4: "9995" },
  pm_card_chargeCustomerFail: { card: "declined", brand: "visa", last4: "0341" },
  pm_card_authenticationRequired: { card: "authenticate", brand: "visa", last4: "3155" },
  pm_card_threeDSecure2Required: { card: "authenticate", brand: "visa", last4: "3220" },
};
const aliases: Record<string, string> = {
  tok_visa: "pm_card_visa",
  tok_mastercard: "pm_card_mastercard",
  tok_chargeDeclined: "pm_card_chargeDeclined",
  tok_chargeCustomerFail: "pm_card_chargeCustomerFail",
  "4242424242424242": "pm_card_visa",
  "5555555555554444": "pm_card_mastercard",
  "4000000000000002": "pm_card_chargeDeclined",
  "4000000000009995": "pm_card_visa_chargeDeclinedInsufficientFunds",
  "4000000000000341": "pm_card_chargeCustomerFail",
  "4000002500003155": "pm_card_authenticationRequired",
};
const last4Of: Record<TestCard, string> = {
  pays: "4242",
  declined: "0002",
  insufficient_funds: "9995",
  authenticate: "3155",
  fails_later: "0341",
  debit: "3000",
  debit_fails: "2202",
};

const noAddress = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };

export type Owner = { email?: string | null; name?: string | null };

/** A new payment method that behaves as the test card says. It belongs to nobody yet. */
export function createMethod(
  world: World,
  card: TestCard,
  owner: Owner = {},
  face = { brand: "visa", last4: last4Of[card] },
): PaymentMethod {
  const debit = card === "debit" || card === "debit_fails";
  const method: PaymentMethod = {
    id: world.id("pm"),
    object: "payment_method",
    billing_details: {
      address: noAddress,
      email: owner.email ?? null,
      name: owner.name ?? null,
      phone: null,
      tax_id: null,
    },
    created: world.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: debit ? "sepa_debit" : "card",
    ...(debit ? { sepa_debit: debitDetails(face.last4) } : { card: cardDetails(world, face) }),
  };
  world.state.paymentMethods.set(method.id, method);
  world.state.cards.set(method.id, card);
  return method;
}

function cardDetails(
  world: World,
  face: { brand: string; last4: string },
): NonNullable<PaymentMethod["card"]> {
  return {
    brand: face.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "DE",
    display_brand: face.brand,
    exp_month: 12,
    exp_year: new Date(world.now() * 1000).getUTCFullYear() + 5,
    funding: "credit",
    generated_from: null,
    last4: face.last4,
    networks: { available: [face.brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

function debitDetails(last4: string): NonNullable<PaymentMethod["sepa_debit"]> {
  return {
    bank_code: "37040044",
    branch_code: "",
    country: "DE",
    fingerprint: null,
    generated_from: null,
    last4,
  };
}

/**
 * The payment method of this id. One of Stripe's ready-made ids makes a new one.
 * @throws {StripeError} 400 for an unknown id
 */
export function methodFor(world: World, id: string, param: string): PaymentMethod {
  const ready = readyMade[aliases[id] ?? id];
  if (ready) return createMethod(world, ready.card, {}, ready);
  return get(world.state.paymentMethods, "PaymentMethod", id, param);
}

/** @throws {StripeError} 400 when it is somebody else's */
export function attach(world: World, method: PaymentMethod, customer: Customer): void {
  if (method.customer === customer.id) return;
  if (method.customer) {
    throw invalid(
      "The payment method you provided has already been attached to a customer.",
      "payment_method",
    );
  }
  method.customer = customer.id;
  world.emit("payment_method.attached", method);
}

function detach(world: World, method: PaymentMethod): PaymentMethod {
  if (!method.customer) throw invalid("The payment method is not attached to a customer.");
  const customer = world.state.customers.get(method.customer);
  const previous = { customer: method.customer };
  method.customer = null;
  world.emit("payment_method.detached", method, previous);
  if (customer?.invoice_settings.default_payment_method === method.id) {
    world.change(customer, "customer.updated", (one) => {
      one.invoice_settings.default_payment_method = null;
    });
  }
  return method;
}

/** Replaces the customer's default card, and the one that each subscription charges. */
export function replaceCard(world: World, customer: Customer, card: TestCard): void {
  const method = createMethod(world, card, customer);
  attach(world, method, customer);
  world.change(customer, "customer.updated", (one) => {
    one.invoice_settings.default_payment_method = method.id;
  });
  for (const subscription of world.state.subscriptions.values()) {
    if (subscription.customer !== customer.id || !subscription.default_payment_method) continue;
    if (subscription.status === "canceled" || subscription.status === "incomplete_expired") continue;
    world.change(subscription, "customer.subscription.updated", (one) => {
      one.default_payment_method = method.id;
    });
  }
}

const cardParams = z.strictObject({
  token: text().optional(),
  number: text(19).optional(),
  exp_month: whole(1, 12).optional(),
  exp_year: whole(2000, 2100).optional(),
  cvc: text(4).optional(),
});
const createParams = params({ type: z.literal("card"), card: cardParams, metadata: metadata.optional() });
const list = listParams({ customer: text().optional(), type: text().optional() });
const find = (world: World, id: string) => get(world.state.paymentMethods, "PaymentMethod", id);

export const paymentMethodRoutes: Route[] = [
  route("POST", "/v1/payment_methods", createParams, ({ world, params: { card, metadata: entries } }) => {
    const ready = readyMade[aliases[card.token ?? card.number ?? ""] ?? ""];
    if (!ready) throw invalid("The local Stripe takes Stripe's test cards only.", "card[number]");
    const method = createMethod(world, ready.card, {}, ready);
    method.metadata = mergeMetadata({}, entries);
    return method;
  }),
  route("GET", "/v1/payment_methods", list, ({ world, params: query }) => {
    const found = [...world.state.paymentMethods.values()].filter(
      (one) =>
        (query.customer ? one.customer === query.customer : true) && (!query.type || one.type === query.type),
    );
    return paginate(found, query, "/v1/payment_methods");
  }),
  route("GET", "/v1/customers/:id/payment_methods", list, ({ world, id, params: query }) => {
    get(world.state.customers, "customer", id);
    const found = [...world.state.paymentMethods.values()].filter((one) => one.customer === id);
    return paginate(found, query, `/v1/customers/${id}/payment_methods`);
  }),
  route("GET", "/v1/payment_methods/:id", params({}), ({ world, id }) => find(world, id)),
  route(
    "POST",
    "/v1/payment_methods/:id/attach",
    params({ customer: text() }),
    ({ world, id, params: given }) => {
      const customer = get(world.state.customers, "customer", given.customer, "customer");
      const method = methodFor(world, id, "id");
      world.at({ clock: customer.test_clock ?? null }, () => attach(world, method, customer));
      return method;
    },
  ),
  route("POST", "/v1/payment_methods/:id/detach", params({}), ({ world, id }) =>
    detach(world, find(world, id)),
  ),
];
