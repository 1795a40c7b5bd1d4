import { z } from "zod";
import { setTotals } from "../billing/invoicing.ts";
import { blankItem } from "../billing/proration.ts";
import { invalid } from "../http/errors.ts";
import { paginate } from "../http/list.ts";
import {
  flag,
  isWithin,
  listParams,
  mergeMetadata,
  metadata,
  params,
  range,
  text,
  whole,
} from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import type { InvoiceItem } from "../world/wire.ts";
import type { World } from "../world/world.ts";

const createParams = params({
  customer: text(),
  amount: whole(-99_999_999, 99_999_999),
  currency: text(3),
  description: text().optional(),
  metadata: metadata.optional(),
});
const list = listParams({ customer: text().optional(), pending: flag.optional(), created: range.optional() });
const paymentList = listParams({
  invoice: text().optional(),
  payment: z.strictObject({ type: text(), payment_intent: text().optional() }).optional(),
  status: z.enum(["open", "paid", "canceled"]).optional(),
  created: range.optional(),
});

function create(world: World, given: z.output<typeof createParams>): InvoiceItem {
  const customer = get(world.state.customers, "customer", given.customer, "customer");
  return world.at({ clock: customer.test_clock ?? null }, () => {
    const item = {
      ...blankItem(world, customer.id, given.currency.toLowerCase(), given.amount),
      description: given.description ?? null,
      metadata: mergeMetadata({}, given.metadata),
      test_clock: customer.test_clock ?? null,
    };
    world.state.invoiceItems.set(item.id, item);
    world.emit("invoiceitem.created", item);
    return item;
  });
}

function remove(world: World, item: InvoiceItem): object {
  const invoice = world.state.invoices.get(item.invoice ?? "");
  if (invoice && invoice.status !== "draft") throw invalid("The item is on a finalized invoice.", "id");
  if (invoice) {
    invoice.lines.data = invoice.lines.data.filter(
      (line) => line.parent?.invoice_item_details?.invoice_item !== item.id,
    );
    setTotals(invoice, invoice.starting_balance);
  }
  world.state.invoiceItems.delete(item.id);
  world.emit("invoiceitem.deleted", item);
  return { id: item.id, object: "invoiceitem", deleted: true };
}

export const invoiceItemRoutes: Route[] = [
  route("POST", "/v1/invoiceitems", createParams, ({ world, params: given }) => create(world, given)),
  route("GET", "/v1/invoiceitems", list, ({ world, params: query }) => {
    const found = [...world.state.invoiceItems.values()].filter(
      (one) =>
        (!query.customer || one.customer === query.customer) &&
        (query.pending === undefined || (one.invoice === null) === query.pending) &&
        isWithin(one.date, query.created),
    );
    return paginate(found, query, "/v1/invoiceitems");
  }),
  route("GET", "/v1/invoiceitems/:id", params({}), ({ world, id }) =>
    get(world.state.invoiceItems, "invoiceitem", id),
  ),
  route("DELETE", "/v1/invoiceitems/:id", params({}), ({ world, id }) =>
    remove(world, get(world.state.invoiceItems, "invoiceitem", id)),
  ),
  route("GET", "/v1/invoice_payments", paymentList, ({ world, params: query }) => {
    const found = [...world.state.invoicePayments.values()].filter(
      (one) =>
        (!query.invoice || one.invoice === query.invoice) &&
        (!query.payment?.payment_intent || one.payment.payment_intent === query.payment.payment_intent) &&
        (!query.status || one.status === query.status) &&
        isWithin(one.created, query.created),
    );
    return paginate(found, query, "/v1/invoice_payments");
  }),
  route("GET", "/v1/invoice_payments/:id", params({}), ({ world, id }) =>
    get(world.state.invoicePayments, "invoice_payment", id),
  ),
];
