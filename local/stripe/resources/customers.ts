import { createHash } from "node:crypto";
import { z } from "zod";
import { cancelNow } from "../billing/cancellation.ts";
import { paginate } from "../http/list.ts";
import {
  clearable,
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
import type { Customer } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { attach, methodFor } from "./payment-methods.ts";

const address = z
  .strictObject({
    city: clearable(text()),
    country: clearable(text(2)),
    line1: clearable(text()),
    line2: clearable(text()),
    postal_code: clearable(text()),
    state: clearable(text()),
  })
  .partial();

const shape = {
  address: clearable(address).optional(),
  balance: whole(-99_999_999, 99_999_999).optional(),
  description: clearable(text()).optional(),
  email: clearable(text(512)).optional(),
  invoice_settings: z.strictObject({ default_payment_method: clearable(text()).optional() }).optional(),
  metadata: metadata.optional(),
  name: clearable(text(256)).optional(),
  phone: clearable(text(20)).optional(),
  preferred_locales: listOfParam(text()).optional(),
};
const createParams = params({ ...shape, payment_method: text().optional(), test_clock: text().optional() });
const updateParams = params(shape);
const list = listParams({
  created: range.optional(),
  email: text(512).optional(),
  test_clock: text().optional(),
});

type Input = Omit<z.output<typeof createParams>, "expand">;

const fullAddress = (given: z.output<typeof address> | null | undefined) =>
  given
    ? {
        city: null,
        country: null,
        line1: null,
        line2: null,
        postal_code: null,
        state: null,
        ...given,
      }
    : null;

/** @throws {StripeError} 400 for an unknown payment method or test clock */
export function createCustomer(world: World, given: Input): Customer {
  const clock = given.test_clock
    ? get(world.state.testClocks, "test clock", given.test_clock, "test_clock").id
    : null;
  return world.at({ clock }, () => {
    const customer = newCustomer(world, given, clock);
    world.state.customers.set(customer.id, customer);
    world.emit("customer.created", customer);
    const method = given.payment_method ?? given.invoice_settings?.default_payment_method;
    if (given.payment_method)
      attach(world, methodFor(world, given.payment_method, "payment_method"), customer);
    if (method && given.invoice_settings) setDefaultMethod(world, customer, method);
    return customer;
  });
}

function newCustomer(world: World, given: Input, clock: string | null): Customer {
  const id = world.id("cus");
  return {
    id,
    object: "customer",
    address: fullAddress(given.address),
    balance: given.balance ?? 0,
    created: world.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: given.description ?? null,
    discount: null,
    email: given.email ?? null,
    invoice_prefix: createHash("sha256").update(id).digest("hex").slice(0, 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: mergeMetadata({}, given.metadata),
    name: given.name ?? null,
    next_invoice_sequence: 1,
    phone: given.phone ?? null,
    preferred_locales: given.preferred_locales ?? [],
    shipping: null,
    tax_exempt: "none",
    test_clock: clock,
  };
}

/** Makes a payment method the customer's default, and attaches it when it is nobody's. */
export function setDefaultMethod(world: World, customer: Customer, id: string): void {
  const method = methodFor(world, id, "invoice_settings[default_payment_method]");
  attach(world, method, customer);
  world.change(customer, "customer.updated", (one) => {
    one.invoice_settings = { ...one.invoice_settings, default_payment_method: method.id };
  });
}

function updateCustomer(world: World, customer: Customer, given: z.output<typeof updateParams>): Customer {
  const { expand: _, metadata: entries, address: place, invoice_settings, ...fields } = given;
  const chosen = invoice_settings?.default_payment_method;
  const method = chosen ? methodFor(world, chosen, "invoice_settings[default_payment_method]") : null;
  return world.at({ clock: customer.test_clock ?? null }, () => {
    if (method) attach(world, method, customer);
    world.change(customer, "customer.updated", (one) => {
      Object.assign(one, fields);
      if (place !== undefined) one.address = fullAddress(place);
      if (chosen !== undefined) one.invoice_settings.default_payment_method = method?.id ?? null;
      one.metadata = mergeMetadata(one.metadata, entries);
    });
    return customer;
  });
}

/** Ends the customer's subscriptions at once, then forgets the customer. */
export function deleteCustomer(world: World, customer: Customer): object {
  return world.at({ clock: customer.test_clock ?? null }, () => {
    for (const subscription of world.state.subscriptions.values()) {
      if (subscription.customer === customer.id) cancelNow(world, subscription, {});
    }
    for (const session of world.state.checkoutSessions.values()) {
      if (session.customer === customer.id && session.status === "open") session.status = "expired";
    }
    world.state.customers.delete(customer.id);
    const gone = { id: customer.id, object: "customer", deleted: true } as const;
    world.state.deleted.set(customer.id, gone);
    world.emit("customer.deleted", customer);
    return gone;
  });
}

const all = (world: World) => [...world.state.customers.values()];
const find = (world: World, id: string) => get(world.state.customers, "customer", id);

export const customerRoutes: Route[] = [
  route("GET", "/v1/customers/search", searchParams, ({ world, params: query }) =>
    search(all(world), query, "/v1/customers/search"),
  ),
  route("POST", "/v1/customers", createParams, ({ world, params: given }) => createCustomer(world, given)),
  route("GET", "/v1/customers", list, ({ world, params: query }) => {
    const found = all(world).filter(
      (one) =>
        (!query.email || one.email === query.email) &&
        (query.test_clock ? one.test_clock === query.test_clock : true) &&
        isWithin(one.created, query.created),
    );
    return paginate(found, query, "/v1/customers");
  }),
  route(
    "GET",
    "/v1/customers/:id",
    params({}),
    ({ world, id }) => world.state.deleted.get(id) ?? find(world, id),
  ),
  route("POST", "/v1/customers/:id", updateParams, ({ world, id, params: given }) =>
    updateCustomer(world, find(world, id), given),
  ),
  route("DELETE", "/v1/customers/:id", params({}), ({ world, id }) => deleteCustomer(world, find(world, id))),
];
