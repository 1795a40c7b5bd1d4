import { z } from "zod";
import {
  collect,
  customerOf,
  finalise,
  intentOf,
  markUncollectible,
  methodOf,
  settlePaid,
  voidInvoice,
} from "../billing/collection.ts";
import { upcomingInvoice } from "../billing/cycle.ts";
import { draftInvoice } from "../billing/invoicing.ts";
import { declined, invalid } from "../http/errors.ts";
import { paginate } from "../http/list.ts";
import { flag, isWithin, listParams, mergeMetadata, metadata, params, range, text } from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import { search, searchParams } from "../http/search.ts";
import type { Invoice } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { attach, methodFor } from "./payment-methods.ts";

const createParams = params({
  customer: text(),
  auto_advance: flag.optional(),
  collection_method: z.literal("charge_automatically").optional(),
  currency: text(3).optional(),
  description: text().optional(),
  metadata: metadata.optional(),
  pending_invoice_items_behavior: z.enum(["include", "exclude"]).optional(),
});
const updateParams = params({
  auto_advance: flag.optional(),
  description: text().optional(),
  metadata: metadata.optional(),
});
const payParams = params({
  payment_method: text().optional(),
  off_session: flag.optional(),
  paid_out_of_band: flag.optional(),
});
const list = listParams({
  customer: text().optional(),
  subscription: text().optional(),
  status: z.enum(["draft", "open", "paid", "uncollectible", "void"]).optional(),
  created: range.optional(),
  collection_method: text().optional(),
});
const previewParams = params({ customer: text().optional(), subscription: text() });

function create(world: World, given: z.output<typeof createParams>): Invoice {
  const customer = get(world.state.customers, "customer", given.customer, "customer");
  return world.at({ clock: customer.test_clock ?? null }, () => {
    const at = world.now();
    const invoice = draftInvoice(world, {
      customer,
      subscription: null,
      reason: "manual",
      lines: [],
      period: { start: at, end: at },
      currency: given.currency ?? customer.currency ?? "eur",
      waits: given.auto_advance ?? false,
      metadata: mergeMetadata({}, given.metadata),
      description: given.description,
    });
    world.emit("invoice.created", invoice);
    return invoice;
  });
}

/** @throws {StripeError} 400 unless it can be paid; 402 when the card says no */
function pay(world: World, invoice: Invoice, given: z.output<typeof payParams>): Invoice {
  if (invoice.status === "paid") throw invalid("Invoice is already paid", "id", "invoice_already_paid");
  if (invoice.status === "draft") finalise(world, invoice);
  if (invoice.status !== "open" && invoice.status !== "uncollectible") {
    if (invoice.amount_due === 0) return invoice;
    throw invalid(`The invoice is ${invoice.status} and cannot be paid.`, "id");
  }
  if (given.paid_out_of_band) {
    settlePaid(world, invoice);
    return invoice;
  }
  const method = given.payment_method
    ? methodFor(world, given.payment_method, "payment_method")
    : methodOf(world, invoice);
  if (!method) {
    throw invalid(
      "There is no default payment method to pay this invoice with.",
      undefined,
      "resource_missing",
    );
  }
  const customer = customerOf(world, invoice);
  if (given.payment_method && customer) attach(world, method, customer);
  const outcome = collect(world, invoice, { present: given.off_session !== true }, method);
  if (outcome === "succeeded" || outcome === "processing") return invoice;
  const intent = intentOf(world, invoice);
  const error = intent?.last_payment_error;
  throw declined(
    {
      code: error?.code ?? "invoice_payment_intent_requires_action",
      decline_code: error?.decline_code,
      message: error?.message ?? "This payment requires additional action before it can be completed.",
    },
    { payment_intent: intent },
  );
}

const all = (world: World) => [...world.state.invoices.values()];
const find = (world: World, id: string) => get(world.state.invoices, "invoice", id);

/** Runs a change of an invoice by its own clock, and answers with the invoice. */
const changing = (world: World, id: string, work: (invoice: Invoice) => void): Invoice => {
  const invoice = find(world, id);
  world.at({ clock: typeof invoice.test_clock === "string" ? invoice.test_clock : null }, () =>
    work(invoice),
  );
  return invoice;
};

export const invoiceRoutes: Route[] = [
  route("GET", "/v1/invoices/search", searchParams, ({ world, params: query }) =>
    search(all(world), query, "/v1/invoices/search"),
  ),
  route("POST", "/v1/invoices/create_preview", previewParams, ({ world, params: given }) => {
    const subscription = get(world.state.subscriptions, "subscription", given.subscription, "subscription");
    const customer = get(world.state.customers, "customer", subscription.customer, "customer");
    return world.at({ clock: subscription.test_clock }, () => upcomingInvoice(world, subscription, customer));
  }),
  route("POST", "/v1/invoices", createParams, ({ world, params: given }) => create(world, given)),
  route("GET", "/v1/invoices", list, ({ world, params: query }) => {
    const found = all(world).filter(
      (one) =>
        (!query.customer || one.customer === query.customer) &&
        (!query.subscription || one.parent?.subscription_details?.subscription === query.subscription) &&
        (!query.status || one.status === query.status) &&
        isWithin(one.created, query.created),
    );
    return paginate(found, query, "/v1/invoices");
  }),
  route("GET", "/v1/invoices/:id", params({}), ({ world, id }) => find(world, id)),
  route("GET", "/v1/invoices/:id/lines", listParams({}), ({ world, id, params: query }) =>
    paginate(find(world, id).lines.data.toReversed(), query, `/v1/invoices/${id}/lines`),
  ),
  route("POST", "/v1/invoices/:id", updateParams, ({ world, id, params: given }) =>
    changing(world, id, (invoice) => {
      const { expand: _, metadata: entries, ...fields } = given;
      world.change(invoice, "invoice.updated", (one) => {
        Object.assign(one, fields);
        one.metadata = mergeMetadata(one.metadata ?? {}, entries);
      });
    }),
  ),
  route("DELETE", "/v1/invoices/:id", params({}), ({ world, id }) => {
    const invoice = find(world, id);
    if (invoice.status !== "draft") throw invalid("You can only delete draft invoices.", "id");
    world.state.invoices.delete(id);
    const gone = { id, object: "invoice", deleted: true } as const;
    world.state.deleted.set(id, gone);
    world.emit("invoice.deleted", invoice);
    return gone;
  }),
  route("POST", "/v1/invoices/:id/finalize", params({ auto_advance: flag.optional() }), ({ world, id }) =>
    changing(world, id, (invoice) => finalise(world, invoice)),
  ),
  route("POST", "/v1/invoices/:id/pay", payParams, ({ world, id, params: given }) =>
    changing(world, id, (invoice) => void pay(world, invoice, given)),
  ),
  route("POST", "/v1/invoices/:id/void", params({}), ({ world, id }) =>
    changing(world, id, (invoice) => voidInvoice(world, invoice)),
  ),
  route("POST", "/v1/invoices/:id/mark_uncollectible", params({}), ({ world, id }) =>
    changing(world, id, (invoice) => markUncollectible(world, invoice)),
  ),
];
