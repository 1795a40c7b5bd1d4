import { z } from "zod";
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
  whole,
} from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import { search, searchParams } from "../http/search.ts";
import type { Plan, Price } from "../world/wire.ts";
import { recurrence, type World } from "../world/world.ts";

const currency = z
  .string()
  .regex(/^[a-zA-Z]{3}$/, "must be a three-letter currency")
  .transform((value) => value.toLowerCase());
const taxBehavior = z.enum(["exclusive", "inclusive", "unspecified"]);
const recurring = z.strictObject({
  interval: z.enum(["day", "week", "month", "year"]),
  interval_count: whole(1, 1095).optional(),
  usage_type: z.literal("licensed").optional(),
  trial_period_days: whole(1, 730).optional(),
});

export const priceData = z.strictObject({
  currency,
  unit_amount: whole(0, 99_999_999),
  recurring: recurring.optional(),
  tax_behavior: taxBehavior.optional(),
});

const shape = {
  active: flag.optional(),
  lookup_key: clearable(text(200)).optional(),
  metadata: metadata.optional(),
  nickname: clearable(text()).optional(),
  tax_behavior: taxBehavior.optional(),
  transfer_lookup_key: flag.optional(),
};
const createParams = params({
  ...shape,
  ...priceData.shape,
  product: text().optional(),
  product_data: z
    .strictObject({ name: text(250), metadata: metadata.optional(), id: text(40).optional() })
    .optional(),
  billing_scheme: z.literal("per_unit").optional(),
});
const list = listParams({
  active: flag.optional(),
  created: range.optional(),
  currency: currency.optional(),
  lookup_keys: listOfParam(text(200), 10).optional(),
  product: text().optional(),
  recurring: z.strictObject({ interval: text(), usage_type: text() }).partial().optional(),
  type: z.enum(["one_time", "recurring"]).optional(),
});

export type PriceInput = Omit<z.output<typeof createParams>, "expand" | "product_data"> & { product: string };

/** @throws {StripeError} 400 for an unknown product, or a lookup key that another active price has */
export function createPrice(world: World, given: PriceInput): Price {
  get(world.state.products, "product", given.product, "product");
  claimLookupKey(world, given.lookup_key, given.transfer_lookup_key);
  const price: Price = {
    id: world.id("price"),
    object: "price",
    active: given.active ?? true,
    billing_scheme: "per_unit",
    created: world.now(),
    currency: given.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: given.lookup_key ?? null,
    metadata: mergeMetadata({}, given.metadata),
    nickname: given.nickname ?? null,
    product: given.product,
    recurring: given.recurring
      ? {
          interval: given.recurring.interval,
          interval_count: given.recurring.interval_count ?? 1,
          meter: null,
          trial_period_days: given.recurring.trial_period_days ?? null,
          usage_type: "licensed",
        }
      : null,
    tax_behavior: given.tax_behavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: given.recurring ? "recurring" : "one_time",
    unit_amount: given.unit_amount,
    unit_amount_decimal: String(given.unit_amount),
  };
  world.state.prices.set(price.id, price);
  world.emit("price.created", price);
  return price;
}

function claimLookupKey(world: World, key: string | null | undefined, transfer: boolean | undefined): void {
  if (!key) return;
  const holder = [...world.state.prices.values()].find((price) => price.lookup_key === key);
  if (!holder) return;
  if (!transfer) {
    throw invalid(`A price (\`${holder.id}\`) already uses that lookup key.`, "lookup_key");
  }
  world.change(holder, "price.updated", (price) => {
    price.lookup_key = null;
  });
}

/** The plan that subscription items still carry beside the price. */
export function planOf(price: Price): Plan {
  return {
    id: price.id,
    object: "plan",
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: "per_unit",
    created: price.created,
    currency: price.currency,
    interval: recurrence(price)?.interval ?? "month",
    interval_count: recurrence(price)?.count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: "licensed",
  };
}

function createFromParams(world: World, given: z.output<typeof createParams>): Price {
  const { product, product_data, ...rest } = given;
  if (product) return createPrice(world, { ...rest, product });
  if (!product_data) throw invalid("Missing required param: product.", "product", "parameter_missing");
  throw invalid("Create the product first; the local Stripe takes no product_data.", "product_data");
}

const all = (world: World) => [...world.state.prices.values()];

export const priceRoutes: Route[] = [
  route("GET", "/v1/prices/search", searchParams, ({ world, params: query }) =>
    search(all(world), query, "/v1/prices/search"),
  ),
  route("POST", "/v1/prices", createParams, ({ world, params: given }) => createFromParams(world, given)),
  route("GET", "/v1/prices", list, ({ world, params: query }) => {
    const found = all(world).filter(
      (one) =>
        (query.active === undefined || one.active === query.active) &&
        (!query.currency || one.currency === query.currency) &&
        (!query.lookup_keys || (one.lookup_key !== null && query.lookup_keys.includes(one.lookup_key))) &&
        (!query.product || one.product === query.product) &&
        (!query.type || one.type === query.type) &&
        (!query.recurring?.interval || one.recurring?.interval === query.recurring.interval) &&
        isWithin(one.created, query.created),
    );
    return paginate(found, query, "/v1/prices");
  }),
  route("GET", "/v1/prices/:id", params({}), ({ world, id }) => get(world.state.prices, "price", id)),
  route("POST", "/v1/prices/:id", params(shape), ({ world, id, params: given }) => {
    const { expand: _, metadata: entries, transfer_lookup_key, ...fields } = given;
    const price = get(world.state.prices, "price", id);
    if (fields.lookup_key !== price.lookup_key) claimLookupKey(world, fields.lookup_key, transfer_lookup_key);
    world.change(price, "price.updated", (one) => {
      Object.assign(one, fields);
      one.metadata = mergeMetadata(one.metadata, entries);
    });
    return price;
  }),
];
