import { z } from "zod";
import { changeSubscription, type ItemChange } from "../billing/changes.ts";
import { missing } from "../http/errors.ts";
import { paginate } from "../http/list.ts";
import { flag, listParams, mergeMetadata, metadata, params, text, timestamp, whole } from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import type { Subscription, SubscriptionItem } from "../world/wire.ts";
import type { World } from "../world/world.ts";

const proration = {
  proration_behavior: z.enum(["create_prorations", "always_invoice", "none"]).optional(),
  proration_date: timestamp.optional(),
};
const shape = { metadata: metadata.optional(), quantity: whole(0, 1_000_000).optional(), ...proration };
const createParams = params({ ...shape, subscription: text(), price: text() });
const updateParams = params({ ...shape, price: text().optional() });
const deleteParams = params({ ...proration, clear_usage: flag.optional() });

function find(world: World, id: string): { subscription: Subscription; item: SubscriptionItem } {
  for (const subscription of world.state.subscriptions.values()) {
    const item = subscription.items.data.find((one) => one.id === id);
    if (item) return { subscription, item };
  }
  throw missing("subscription_item", id);
}

type Prorated = {
  proration_behavior?: "create_prorations" | "always_invoice" | "none";
  proration_date?: number;
};

function apply(world: World, subscription: Subscription, item: ItemChange, given: Prorated): void {
  world.at({ clock: subscription.test_clock }, () =>
    changeSubscription(world, subscription, {
      items: [item],
      proration: given.proration_behavior ?? "create_prorations",
      prorationDate: given.proration_date,
      set: () => {},
    }),
  );
}

function create(world: World, given: z.output<typeof createParams>): SubscriptionItem {
  const subscription = get(world.state.subscriptions, "subscription", given.subscription, "subscription");
  const price = get(world.state.prices, "price", given.price, "price");
  const change = { price, quantity: given.quantity ?? 1, metadata: mergeMetadata({}, given.metadata) };
  apply(world, subscription, change, given);
  const made = subscription.items.data.at(-1);
  if (!made) throw missing("subscription_item", "");
  return made;
}

export const subscriptionItemRoutes: Route[] = [
  route("POST", "/v1/subscription_items", createParams, ({ world, params: given }) => create(world, given)),
  route("GET", "/v1/subscription_items", listParams({ subscription: text() }), ({ world, params: query }) => {
    const { items } = get(world.state.subscriptions, "subscription", query.subscription, "subscription");
    return paginate(items.data, query, "/v1/subscription_items");
  }),
  route("GET", "/v1/subscription_items/:id", params({}), ({ world, id }) => find(world, id).item),
  route("POST", "/v1/subscription_items/:id", updateParams, ({ world, id, params: given }) => {
    const { subscription, item } = find(world, id);
    const price = given.price ? get(world.state.prices, "price", given.price, "price") : undefined;
    const entries = given.metadata === undefined ? undefined : mergeMetadata(item.metadata, given.metadata);
    apply(world, subscription, { id, price, quantity: given.quantity, metadata: entries }, given);
    return find(world, id).item;
  }),
  route("DELETE", "/v1/subscription_items/:id", deleteParams, ({ world, id, params: given }) => {
    const { subscription } = find(world, id);
    apply(world, subscription, { id, deleted: true }, given);
    return { id, object: "subscription_item", deleted: true };
  }),
];
