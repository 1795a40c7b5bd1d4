import { z } from "zod";
import { expireCheckout } from "../billing/checkout.ts";
import { invalid } from "../http/errors.ts";
import { paginate } from "../http/list.ts";
import {
  clearable,
  flag,
  isWithin,
  listOfParam,
  listParams,
  mergeMetadata,
  metadata,
  params,
  range,
  text,
  timestamp,
  whole,
} from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import { blankSession } from "../world/blank-session.ts";
import { day, minute } from "../world/time.ts";
import type { CheckoutSession, LineItem, Price } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { createPrice, priceData } from "./prices.ts";
import { createProduct } from "./products.ts";

const webAddress = z
  .string()
  .max(5000)
  .refine((value) => /^https?:\/\/[^\s]+$/.test(value), "Not a valid URL");
const lineItem = z.strictObject({
  price: text().optional(),
  quantity: whole(1, 999_999).optional(),
  price_data: priceData.extend({ product_data: z.strictObject({ name: text(250) }) }).optional(),
  adjustable_quantity: z.strictObject({ enabled: z.literal("false") }).optional(),
});
const trialSettings = z.strictObject({
  end_behavior: z.strictObject({ missing_payment_method: z.enum(["cancel", "create_invoice", "pause"]) }),
});
const enabled = z.strictObject({ enabled: flag });
const auto = z.enum(["auto", "required"]);

const createParams = params({
  mode: z.enum(["payment", "subscription"]),
  line_items: listOfParam(lineItem, 20),
  success_url: webAddress,
  cancel_url: webAddress.optional(),
  customer: text().optional(),
  customer_email: text(800).optional(),
  customer_creation: z.enum(["always", "if_required"]).optional(),
  customer_update: z.strictObject({ address: text(), name: text(), shipping: text() }).partial().optional(),
  client_reference_id: text(200).optional(),
  metadata: metadata.optional(),
  expires_at: timestamp.optional(),
  subscription_data: z
    .strictObject({
      trial_period_days: whole(1, 730),
      trial_end: timestamp,
      metadata,
      description: text(500),
      trial_settings: trialSettings,
    })
    .partial()
    .optional(),
  payment_intent_data: z
    .strictObject({
      metadata,
      description: text(1000),
      receipt_email: text(512),
      setup_future_usage: z.enum(["off_session", "on_session"]),
    })
    .partial()
    .optional(),
  allow_promotion_codes: flag.optional(),
  automatic_tax: enabled.optional(),
  tax_id_collection: enabled.optional(),
  phone_number_collection: enabled.optional(),
  billing_address_collection: auto.optional(),
  locale: text(10).optional(),
  payment_method_types: listOfParam(text()).optional(),
  payment_method_collection: z.enum(["always", "if_required"]).optional(),
  submit_type: z.enum(["auto", "book", "donate", "pay", "subscribe"]).optional(),
  ui_mode: z.literal("hosted_page").optional(),
});
const list = listParams({
  customer: text().optional(),
  payment_intent: text().optional(),
  subscription: text().optional(),
  status: z.enum(["open", "complete", "expired"]).optional(),
  created: range.optional(),
});

type Input = z.output<typeof createParams>;

/** @throws {StripeError} 400 unless the prices fit the mode and share a currency */
function linesOf(world: World, given: Input): LineItem[] {
  const lines = given.line_items.map((line, at) => {
    const price = priceOf(world, line, at);
    const quantity = line.quantity ?? 1;
    return newLine(world, price, quantity);
  });
  if (lines.length === 0)
    throw invalid("Missing required param: line_items.", "line_items", "parameter_missing");
  const recurring = lines.filter((line) => line.price.recurring).length;
  if (given.mode === "payment" && recurring > 0) {
    throw invalid("You specified `payment` mode but passed a recurring price.", "line_items");
  }
  if (given.mode === "subscription" && recurring < lines.length) {
    throw invalid("You must provide recurring prices only in `subscription` mode.", "line_items");
  }
  if (new Set(lines.map((line) => line.currency)).size > 1) {
    throw invalid("All prices must have the same currency.", "line_items");
  }
  return lines;
}

function priceOf(world: World, line: z.output<typeof lineItem>, at: number): Price {
  const param = `line_items[${at}][price]`;
  if (line.price) {
    const price = get(world.state.prices, "price", line.price, param);
    if (!price.active)
      throw invalid(`The price specified is inactive. This field only accepts active prices.`, param);
    return price;
  }
  if (!line.price_data) throw invalid(`Missing required param: ${param}.`, param, "parameter_missing");
  const { product_data, ...price } = line.price_data;
  return createPrice(world, { ...price, product: createProduct(world, product_data).id });
}

function newLine(world: World, price: Price, quantity: number): LineItem {
  const amount = (price.unit_amount ?? 0) * quantity;
  return {
    id: world.id("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: world.state.products.get(price.product)?.name ?? null,
    metadata: null,
    price: structuredClone(price),
    quantity,
  };
}

/** @throws {StripeError} 400 for parameters that do not go together */
export function createCheckout(world: World, given: Input): CheckoutSession {
  const customer = given.customer ? get(world.state.customers, "customer", given.customer, "customer") : null;
  if (customer && given.customer_email) {
    throw invalid(
      "You may only specify one of these parameters: customer, customer_email.",
      "customer_email",
    );
  }
  if (given.mode === "payment" && given.subscription_data) {
    throw invalid("You can not pass `subscription_data` in `payment` mode.", "subscription_data");
  }
  if (given.mode === "subscription" && given.payment_intent_data) {
    throw invalid("You can not pass `payment_intent_data` in `subscription` mode.", "payment_intent_data");
  }
  return world.at({ clock: customer?.test_clock ?? null }, () => {
    const expiresAt = given.expires_at ?? world.now() + day;
    if (expiresAt < world.now() + 30 * minute - 60 || expiresAt > world.now() + day + 60) {
      throw invalid("expires_at must be between 30 minutes and 24 hours from now.", "expires_at");
    }
    const lines = linesOf(world, given);
    const session = newSession(world, given, lines, expiresAt);
    world.state.checkoutSessions.set(session.id, session);
    keepPlan(world, session, given, lines);
    return session;
  });
}

function keepPlan(world: World, session: CheckoutSession, given: Input, lines: LineItem[]): void {
  const { subscription_data: subscription, payment_intent_data: intent } = given;
  world.state.checkoutPlans.set(session.id, {
    lines,
    trialDays: subscription?.trial_period_days ?? null,
    trialEnd: subscription?.trial_end ?? null,
    missingMethod: subscription?.trial_settings?.end_behavior.missing_payment_method ?? null,
    subscriptionMetadata: mergeMetadata({}, subscription?.metadata),
    intentMetadata: mergeMetadata({}, intent?.metadata),
    description: subscription?.description ?? intent?.description ?? null,
    createCustomer: given.mode === "subscription" || given.customer_creation === "always",
    saveCard: intent?.setup_future_usage === "off_session",
    intent: null,
  });
}

const noTax = { enabled: false, liability: null, provider: null, status: null };

function newSession(world: World, given: Input, lines: LineItem[], expiresAt: number): CheckoutSession {
  const id = world.id("cs_test");
  const trial = given.subscription_data?.trial_period_days ?? given.subscription_data?.trial_end;
  const total = trial ? 0 : lines.reduce((sum, line) => sum + line.amount_total, 0);
  return {
    ...structuredClone(blankSession),
    id,
    created: world.now(),
    allow_promotion_codes: given.allow_promotion_codes ?? null,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { ...noTax, enabled: given.automatic_tax?.enabled ?? false },
    billing_address_collection: given.billing_address_collection ?? null,
    cancel_url: given.cancel_url ?? null,
    client_reference_id: given.client_reference_id ?? null,
    currency: lines[0]?.currency ?? null,
    customer: given.customer ?? null,
    customer_creation: given.customer
      ? null
      : given.mode === "subscription"
        ? "always"
        : (given.customer_creation ?? "if_required"),
    customer_email: given.customer_email ?? null,
    expires_at: expiresAt,
    locale: (given.locale ?? null) as CheckoutSession["locale"],
    metadata: mergeMetadata({}, given.metadata),
    mode: given.mode,
    payment_method_collection:
      given.mode === "subscription" ? (given.payment_method_collection ?? "always") : "if_required",
    payment_method_types: given.payment_method_types ?? ["card"],
    phone_number_collection: { enabled: given.phone_number_collection?.enabled ?? false },
    submit_type: given.submit_type ?? null,
    success_url: given.success_url,
    url: `${world.settings.publicUrl}/pay/${id}`,
  };
}

const find = (world: World, id: string) => get(world.state.checkoutSessions, "checkout session", id);

export const checkoutRoutes: Route[] = [
  route("POST", "/v1/checkout/sessions", createParams, ({ world, params: given }) =>
    createCheckout(world, given),
  ),
  route("GET", "/v1/checkout/sessions", list, ({ world, params: query }) => {
    const found = [...world.state.checkoutSessions.values()].filter(
      (one) =>
        (!query.customer || one.customer === query.customer) &&
        (!query.payment_intent || one.payment_intent === query.payment_intent) &&
        (!query.subscription || one.subscription === query.subscription) &&
        (!query.status || one.status === query.status) &&
        isWithin(one.created, query.created),
    );
    return paginate(found, query, "/v1/checkout/sessions");
  }),
  route("GET", "/v1/checkout/sessions/:id", params({}), ({ world, id }) => find(world, id)),
  route("GET", "/v1/checkout/sessions/:id/line_items", listParams({}), ({ world, id, params: query }) => {
    find(world, id);
    const lines = world.state.checkoutPlans.get(id)?.lines ?? [];
    return paginate(lines.toReversed(), query, `/v1/checkout/sessions/${id}/line_items`);
  }),
  route(
    "POST",
    "/v1/checkout/sessions/:id",
    params({ metadata: clearable(metadata).optional() }),
    ({ world, id, params: given }) => {
      const session = find(world, id);
      session.metadata = mergeMetadata(session.metadata ?? {}, given.metadata);
      return session;
    },
  ),
  route("POST", "/v1/checkout/sessions/:id/expire", params({}), ({ world, id }) => {
    const session = find(world, id);
    if (session.status !== "open") {
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
      );
    }
    expireCheckout(world, session);
    return session;
  }),
];
