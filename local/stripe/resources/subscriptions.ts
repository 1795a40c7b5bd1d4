import { z } from "zod";
import { cancelNow, isOver } from "../billing/cancellation.ts";
import { billFinal, changeSubscription, creditRest } from "../billing/changes.ts";
import { customerOf } from "../billing/collection.ts";
import { currentPeriod, renew } from "../billing/cycle.ts";
import { startSubscription } from "../billing/starting.ts";
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
import { search, searchParams } from "../http/search.ts";
import { day } from "../world/time.ts";
import type { Subscription } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { attach, methodFor } from "./payment-methods.ts";

const item = z.strictObject({
  id: text().optional(),
  price: text().optional(),
  quantity: whole(0, 1_000_000).optional(),
  deleted: flag.optional(),
  metadata: metadata.optional(),
});
const proration = z.enum(["create_prorations", "always_invoice", "none"]).optional();
const trialSettings = z.strictObject({
  end_behavior: z.strictObject({ missing_payment_method: z.enum(["cancel", "create_invoice", "pause"]) }),
});
const cancelAt = z.union([z.enum(["min_period_end", "max_period_end"]), timestamp]);
const cancellationDetails = z
  .strictObject({ comment: clearable(text()), feedback: clearable(text()) })
  .partial();
const pause = z.strictObject({
  behavior: z.enum(["keep_as_draft", "mark_uncollectible", "void"]),
  resumes_at: timestamp.optional(),
});

const shape = {
  cancel_at: clearable(cancelAt).optional(),
  cancel_at_period_end: flag.optional(),
  default_payment_method: clearable(text()).optional(),
  description: clearable(text(500)).optional(),
  metadata: metadata.optional(),
  payment_behavior: z
    .enum(["allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"])
    .optional(),
  payment_settings: z
    .strictObject({
      save_default_payment_method: z.enum(["off", "on_subscription"]).optional(),
      payment_method_types: listOfParam(text()).optional(),
    })
    .optional(),
  proration_behavior: proration,
  trial_settings: trialSettings.optional(),
  off_session: flag.optional(),
  automatic_tax: z.strictObject({ enabled: z.literal("false") }).optional(),
};
const createParams = params({
  ...shape,
  customer: text(),
  items: listOfParam(item.omit({ id: true, deleted: true }), 20),
  trial_end: z.union([z.literal("now"), timestamp]).optional(),
  trial_period_days: whole(1, 730).optional(),
  collection_method: z.literal("charge_automatically").optional(),
});
const updateParams = params({
  ...shape,
  items: listOfParam(item, 20).optional(),
  pause_collection: clearable(pause).optional(),
  trial_end: z.union([z.literal("now"), timestamp]).optional(),
  proration_date: timestamp.optional(),
  billing_cycle_anchor: z.enum(["now", "unchanged"]).optional(),
  cancellation_details: cancellationDetails.optional(),
});
const cancelParams = params({
  invoice_now: flag.optional(),
  prorate: flag.optional(),
  cancellation_details: cancellationDetails.optional(),
});
const list = listParams({
  customer: text().optional(),
  price: text().optional(),
  status: text().optional(),
  created: range.optional(),
  test_clock: text().optional(),
  collection_method: text().optional(),
});

type UpdateParams = z.output<typeof updateParams>;

function create(world: World, given: z.output<typeof createParams>): Subscription {
  const customer = get(world.state.customers, "customer", given.customer, "customer");
  return world.at({ clock: customer.test_clock ?? null }, () => {
    const items = given.items.map((one, at) => ({
      price: get(world.state.prices, "price", one.price ?? "", `items[${at}][price]`),
      quantity: one.quantity ?? 1,
      metadata: mergeMetadata({}, one.metadata),
    }));
    const chosen = given.default_payment_method;
    const method = chosen ? methodFor(world, chosen, "default_payment_method") : null;
    if (method) attach(world, method, customer);
    const subscription = startSubscription(world, {
      customer,
      items,
      trialEnd: trialEndOf(world, given),
      metadata: mergeMetadata({}, given.metadata),
      description: given.description,
      method,
      missingMethod: given.trial_settings?.end_behavior.missing_payment_method,
      behavior: given.payment_behavior ?? "allow_incomplete",
      attempt: { present: !given.off_session },
    });
    if (given.cancel_at_period_end || given.cancel_at) {
      changeSubscription(world, subscription, {
        proration: "none",
        set: (one) => setCancellation(world, one, given),
      });
    }
    return subscription;
  });
}

function trialEndOf(world: World, given: z.output<typeof createParams>): number | null {
  if (given.trial_period_days) return world.now() + given.trial_period_days * day;
  if (given.trial_end === undefined || given.trial_end === "now") return null;
  if (given.trial_end <= world.now()) throw invalid("trial_end must be in the future.", "trial_end");
  return given.trial_end;
}

type Cancelling = Pick<UpdateParams, "cancel_at" | "cancel_at_period_end" | "cancellation_details">;

/** Plans the end of a subscription, or takes the plan back. */
export function setCancellation(world: World, one: Subscription, given: Cancelling): void {
  const { end } = currentPeriod(one);
  const before = one.cancel_at;
  if (given.cancel_at_period_end !== undefined) {
    one.cancel_at = given.cancel_at_period_end ? end : null;
    one.cancel_at_period_end = given.cancel_at_period_end;
  }
  if (given.cancel_at !== undefined) {
    const at = typeof given.cancel_at === "string" ? end : given.cancel_at;
    one.cancel_at = at;
    one.cancel_at_period_end = false;
  }
  if (one.cancel_at !== before) one.canceled_at = one.cancel_at === null ? null : world.now();
  const details = one.cancellation_details;
  one.cancellation_details = {
    comment: given.cancellation_details?.comment ?? details?.comment ?? null,
    feedback: given.cancellation_details?.feedback ?? details?.feedback ?? null,
    feedback_option: null,
    reason: one.cancel_at === null && !isOver(one) ? null : (details?.reason ?? "cancellation_requested"),
  };
}

function update(world: World, subscription: Subscription, given: UpdateParams): Subscription {
  const items = given.items?.map((one, at) => ({
    id: one.id,
    quantity: one.quantity,
    deleted: one.deleted,
    metadata: one.metadata === undefined ? undefined : mergeMetadata({}, one.metadata),
    price: one.price ? get(world.state.prices, "price", one.price, `items[${at}][price]`) : undefined,
  }));
  return world.at({ clock: subscription.test_clock }, () => {
    if (typeof given.cancel_at === "number" && given.cancel_at <= world.now()) {
      throw invalid("cancel_at must be in the future.", "cancel_at");
    }
    const chosen = given.default_payment_method;
    const method = chosen ? methodFor(world, chosen, "default_payment_method") : null;
    const customer = customerOf(world, subscription);
    if (method && customer) attach(world, method, customer);
    changeSubscription(world, subscription, {
      items,
      proration: given.proration_behavior ?? "create_prorations",
      prorationDate: given.proration_date,
      trialEnd: given.trial_end,
      anchorNow: given.billing_cycle_anchor === "now",
      set: (one) => {
        setFields(one, given);
        if (chosen !== undefined) one.default_payment_method = method?.id ?? null;
        if (!isOver(one)) setCancellation(world, one, given);
      },
    });
    return subscription;
  });
}

function setFields(one: Subscription, given: UpdateParams): void {
  one.metadata = mergeMetadata(one.metadata, given.metadata);
  if (given.description !== undefined) one.description = given.description;
  if (given.trial_settings) {
    one.trial_settings = {
      end_behavior: { billing_cycle_anchor: null, ...given.trial_settings.end_behavior },
    };
  }
  if (given.pause_collection !== undefined) {
    one.pause_collection = given.pause_collection && {
      behavior: given.pause_collection.behavior,
      resumes_at: given.pause_collection.resumes_at ?? null,
    };
  }
}

function cancel(
  world: World,
  subscription: Subscription,
  given: z.output<typeof cancelParams>,
): Subscription {
  if (isOver(subscription))
    throw invalid(`No such subscription: '${subscription.id}'`, "id", "resource_missing");
  return world.at({ clock: subscription.test_clock }, () => {
    if (given.prorate) creditRest(world, subscription);
    if (given.invoice_now) billFinal(world, subscription);
    cancelNow(world, subscription, { reason: "cancellation_requested", ...given.cancellation_details });
    return subscription;
  });
}

/** Takes a subscription up again that a trial without a payment method had paused. */
function resume(world: World, subscription: Subscription): Subscription {
  if (subscription.status !== "paused") throw invalid("Only a paused subscription can be resumed.");
  return world.at({ clock: subscription.test_clock }, () => {
    subscription.status = "active";
    world.emit("customer.subscription.resumed", subscription);
    subscription.billing_cycle_anchor = world.now();
    for (const one of subscription.items.data) one.current_period_end = world.now();
    renew(world, subscription);
    return subscription;
  });
}

const all = (world: World) => [...world.state.subscriptions.values()];
const find = (world: World, id: string) => get(world.state.subscriptions, "subscription", id);

/** Without a status: all but those that are over. */
function hasStatus(one: Subscription, status: string | undefined): boolean {
  if (status === "all") return true;
  if (status === "ended") return isOver(one);
  return status === undefined ? one.status !== "canceled" : one.status === status;
}

export const subscriptionRoutes: Route[] = [
  route("GET", "/v1/subscriptions/search", searchParams, ({ world, params: query }) =>
    search(all(world), query, "/v1/subscriptions/search"),
  ),
  route("POST", "/v1/subscriptions", createParams, ({ world, params: given }) => create(world, given)),
  route("GET", "/v1/subscriptions", list, ({ world, params: query }) => {
    const found = all(world).filter(
      (one) =>
        hasStatus(one, query.status) &&
        (!query.customer || one.customer === query.customer) &&
        (!query.price || one.items.data.some((part) => part.price.id === query.price)) &&
        (!query.test_clock || one.test_clock === query.test_clock) &&
        isWithin(one.created, query.created),
    );
    return paginate(found, query, "/v1/subscriptions");
  }),
  route("GET", "/v1/subscriptions/:id", params({}), ({ world, id }) => find(world, id)),
  route("POST", "/v1/subscriptions/:id", updateParams, ({ world, id, params: given }) =>
    update(world, find(world, id), given),
  ),
  route("DELETE", "/v1/subscriptions/:id", cancelParams, ({ world, id, params: given }) =>
    cancel(world, find(world, id), given),
  ),
  route("POST", "/v1/subscriptions/:id/resume", params({ proration_behavior: proration }), ({ world, id }) =>
    resume(world, find(world, id)),
  ),
];
