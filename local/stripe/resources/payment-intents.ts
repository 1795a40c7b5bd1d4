import { z } from "zod";
import { type Attempt, attemptPayment, cancelIntent } from "../billing/charging.ts";
import { settlePaid } from "../billing/collection.ts";
import { createIntent } from "../billing/intents.ts";
import { declined, invalid } from "../http/errors.ts";
import { paginate } from "../http/list.ts";
import {
  flag,
  isWithin,
  listOfParam,
  listParams,
  mergeMetadata,
  metadata,
  params,
  range,
  text,
  whole,
} from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import { search, searchParams } from "../http/search.ts";
import type { PaymentIntent } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { attach, methodFor } from "./payment-methods.ts";

const createParams = params({
  amount: whole(1, 99_999_999),
  currency: text(3),
  customer: text().optional(),
  description: text(1000).optional(),
  metadata: metadata.optional(),
  payment_method: text().optional(),
  payment_method_types: listOfParam(text()).optional(),
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
  receipt_email: text(512).optional(),
  setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
  confirm: flag.optional(),
  off_session: flag.optional(),
  return_url: text().optional(),
});
const confirmParams = params({
  payment_method: text().optional(),
  off_session: flag.optional(),
  return_url: text().optional(),
});
const updateParams = params({
  amount: whole(1, 99_999_999).optional(),
  description: text(1000).optional(),
  metadata: metadata.optional(),
  receipt_email: text(512).optional(),
});
const list = listParams({ customer: text().optional(), created: range.optional() });

function create(world: World, given: z.output<typeof createParams>): PaymentIntent {
  const customer = given.customer ? get(world.state.customers, "customer", given.customer, "customer") : null;
  if (given.confirm && !given.payment_method) {
    throw invalid(
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      "payment_method",
    );
  }
  return world.at({ clock: customer?.test_clock ?? null }, () => {
    const intent = createIntent(world, {
      amount: given.amount,
      currency: given.currency.toLowerCase(),
      customer: customer?.id ?? null,
      metadata: mergeMetadata({}, given.metadata),
      description: given.description,
      receiptEmail: given.receipt_email,
    });
    if (given.payment_method) choose(world, intent, given.payment_method);
    return given.confirm ? confirm(world, intent, { off_session: given.off_session }) : intent;
  });
}

function choose(world: World, intent: PaymentIntent, id: string): void {
  intent.payment_method = methodFor(world, id, "payment_method").id;
  intent.status = "requires_confirmation";
}

/** @throws {StripeError} 400 in the wrong state; 402 when the card says no */
function confirm(world: World, intent: PaymentIntent, given: z.output<typeof confirmParams>): PaymentIntent {
  if (["succeeded", "canceled", "processing"].includes(intent.status)) {
    throw invalid(
      `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`,
      "id",
      "payment_intent_unexpected_state",
    );
  }
  if (given.payment_method) choose(world, intent, given.payment_method);
  const method = world.state.paymentMethods.get(intent.payment_method ?? "");
  if (!method) throw invalid("The PaymentIntent is missing a payment method.", "payment_method");
  const customer = world.state.customers.get(intent.customer ?? "");
  if (customer && intent.setup_future_usage) attach(world, method, customer);
  const attempt: Attempt = { present: !given.off_session };
  const outcome = attemptPayment(world, intent, method, attempt);
  if (outcome === "failed") {
    const error = intent.last_payment_error;
    throw declined(
      {
        code: error?.code ?? "card_declined",
        decline_code: error?.decline_code,
        message: error?.message ?? "Your card was declined.",
      },
      { charge: error?.charge, payment_intent: intent },
    );
  }
  if (outcome === "succeeded") settleInvoice(world, intent);
  return intent;
}

/** An intent that belongs to an invoice pays it. */
function settleInvoice(world: World, intent: PaymentIntent): void {
  const payment = [...world.state.invoicePayments.values()].find(
    (one) => one.payment.payment_intent === intent.id,
  );
  const invoice = payment && world.state.invoices.get(payment.invoice);
  if (invoice?.status === "open") settlePaid(world, invoice);
}

const all = (world: World) => [...world.state.paymentIntents.values()];
const find = (world: World, id: string) => get(world.state.paymentIntents, "payment_intent", id);
const clockOf = (world: World, intent: PaymentIntent) => ({
  clock: world.state.customers.get(intent.customer ?? "")?.test_clock ?? null,
});

export const paymentIntentRoutes: Route[] = [
  route("GET", "/v1/payment_intents/search", searchParams, ({ world, params: query }) =>
    search(all(world), query, "/v1/payment_intents/search"),
  ),
  route("POST", "/v1/payment_intents", createParams, ({ world, params: given }) => create(world, given)),
  route("GET", "/v1/payment_intents", list, ({ world, params: query }) => {
    const found = all(world).filter(
      (one) => (!query.customer || one.customer === query.customer) && isWithin(one.created, query.created),
    );
    return paginate(found, query, "/v1/payment_intents");
  }),
  route("GET", "/v1/payment_intents/:id", params({}), ({ world, id }) => find(world, id)),
  route("POST", "/v1/payment_intents/:id", updateParams, ({ world, id, params: given }) => {
    const { expand: _, metadata: entries, ...fields } = given;
    const intent = find(world, id);
    Object.assign(intent, fields, { metadata: mergeMetadata(intent.metadata, entries) });
    return intent;
  }),
  route("POST", "/v1/payment_intents/:id/confirm", confirmParams, ({ world, id, params: given }) => {
    const intent = find(world, id);
    return world.at(clockOf(world, intent), () => confirm(world, intent, given));
  }),
  route("POST", "/v1/payment_intents/:id/cancel", params({}), ({ world, id }) => {
    const intent = find(world, id);
    if (intent.status === "succeeded" || intent.status === "canceled") {
      const message = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`;
      throw invalid(message, "id", "payment_intent_unexpected_state");
    }
    if ([...world.state.invoicePayments.values()].some((one) => one.payment.payment_intent === id)) {
      throw invalid("The PaymentIntent belongs to an invoice: void the invoice instead.", "id");
    }
    world.at(clockOf(world, intent), () => cancelIntent(world, intent, null));
    return intent;
  }),
];
