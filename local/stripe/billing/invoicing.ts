import { createHash } from "node:crypto";
import { blankInvoice } from "../world/blank-invoice.ts";
import { hour } from "../world/time.ts";
import type {
  Customer,
  Invoice,
  InvoiceItem,
  InvoiceLine,
  Subscription,
  SubscriptionItem,
} from "../world/wire.ts";
import { listOf, type World } from "../world/world.ts";

export type Reason =
  | "subscription_create"
  | "subscription_cycle"
  | "subscription_update"
  | "upcoming"
  | "manual";

type Charged = { start: number; end: number; amount: number; description: string };

const draftFor = hour;

/** A line that charges a subscription item for a period. */
export function itemLine(world: World, item: SubscriptionItem, charged: Charged): InvoiceLine {
  return line(world, {
    ...charged,
    currency: item.price.currency,
    quantity: item.quantity ?? 1,
    subscription: item.subscription,
    price: item.price,
    metadata: {},
    parent: {
      type: "subscription_item_details",
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: null,
        subscription: item.subscription,
        subscription_item: item.id,
      },
    },
  });
}

/** A line that charges a pending invoice item: a proration, or something added by hand. */
function pendingLine(world: World, item: InvoiceItem): InvoiceLine {
  const details = item.parent?.subscription_details;
  const price = item.pricing?.price_details;
  return line(world, {
    start: item.period.start,
    end: item.period.end,
    amount: item.amount,
    description: item.description ?? "",
    currency: item.currency,
    quantity: item.quantity,
    subscription: details?.subscription ?? null,
    price: price ? { id: price.price, product: price.product, unit_amount: null } : null,
    metadata: item.metadata ?? {},
    parent: {
      type: "invoice_item_details",
      subscription_item_details: null,
      invoice_item_details: {
        invoice_item: item.id,
        proration: item.proration,
        proration_details: item.proration ? { credited_items: null } : null,
        subscription: details?.subscription ?? null,
      },
    },
  });
}

type LineInput = Charged & {
  currency: string;
  quantity: number;
  subscription: string | null;
  price: { id: string; product: string; unit_amount: number | null } | null;
  metadata: Record<string, string>;
  parent: InvoiceLine["parent"];
};

function line(world: World, given: LineInput): InvoiceLine {
  const unit = given.price?.unit_amount ?? Math.round(given.amount / Math.max(1, given.quantity));
  return {
    id: world.id("il"),
    object: "line_item",
    amount: given.amount,
    currency: given.currency,
    description: given.description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: given.metadata,
    parent: given.parent,
    period: { start: given.start, end: given.end },
    pretax_credit_amounts: [],
    pricing: given.price
      ? {
          type: "price_details",
          price_details: { price: given.price.id, product: given.price.product },
          unit_amount_decimal: String(unit),
        }
      : null,
    quantity: given.quantity,
    quantity_decimal: String(given.quantity),
    subscription: given.subscription,
    subtotal: given.amount,
    taxes: [],
  };
}

/** What waits for the customer's next invoice, or for the next one of this subscription. */
function pendingItems(world: World, customer: string, subscription: string | null): InvoiceItem[] {
  return [...world.state.invoiceItems.values()].filter((item) => {
    const belongs = item.parent?.subscription_details?.subscription ?? null;
    return (
      item.customer === customer && item.invoice === null && (belongs === null || belongs === subscription)
    );
  });
}

type DraftInput = {
  customer: Customer;
  subscription: Subscription | null;
  reason: Reason;
  lines: InvoiceLine[];
  period: { start: number; end: number };
  currency: string;
  /** finalised by itself after an hour; otherwise by whoever made it */
  waits: boolean;
  metadata?: Record<string, string>;
  description?: string | null;
};

/** Makes a draft with these lines and what was pending. Whoever calls tells of it. */
export function draftInvoice(world: World, given: DraftInput): Invoice {
  const invoice = previewInvoice(world, given, world.id("in"));
  for (const item of pendingItems(world, given.customer.id, given.subscription?.id ?? null)) {
    item.invoice = invoice.id;
  }
  world.state.invoices.set(invoice.id, invoice);
  given.customer.currency ??= given.currency;
  return invoice;
}

/** The draft as it would be. Nothing is kept. */
export function previewInvoice(world: World, given: DraftInput, id: string): Invoice {
  const pending = pendingItems(world, given.customer.id, given.subscription?.id ?? null);
  const lines = [...pending.map((item) => pendingLine(world, item)), ...given.lines];
  const at = world.now();
  const invoice: Invoice = {
    ...structuredClone(blankInvoice),
    id,
    customer: given.customer.id,
    customer_address: given.customer.address ?? null,
    customer_email: given.customer.email,
    customer_name: given.customer.name ?? null,
    customer_phone: given.customer.phone ?? null,
    automatically_finalizes_at: given.waits ? at + draftFor : null,
    auto_advance: given.waits,
    billing_reason: given.reason,
    created: at,
    currency: given.currency,
    description: given.description ?? null,
    lines: listOf(
      lines.map((one) => ({ ...one, invoice: id })),
      `/v1/invoices/${id}/lines`,
    ),
    metadata: given.metadata ?? {},
    parent: given.subscription ? parentOf(given.subscription) : null,
    period_start: given.period.start,
    period_end: given.period.end,
    default_payment_method: null,
    test_clock: given.customer.test_clock ?? null,
  };
  setTotals(invoice, given.customer.balance);
  return invoice;
}

const parentOf = (subscription: Subscription): Invoice["parent"] => ({
  type: "subscription_details",
  quote_details: null,
  subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
});

/** What is due after the customer's balance: credit is negative, debt positive. */
export function setTotals(invoice: Invoice, balance: number): void {
  const total = invoice.lines.data.reduce((sum, one) => sum + one.amount, 0);
  invoice.subtotal = invoice.total = total;
  invoice.subtotal_excluding_tax = invoice.total_excluding_tax = total;
  invoice.starting_balance = balance;
  invoice.amount_due = Math.max(0, total + balance);
  invoice.amount_remaining = invoice.amount_due;
}

/** Names whose invoice it is, and where it can be seen. Its address is as hard to guess as Stripe's. */
export function publish(world: World, invoice: Invoice, customer: Customer | undefined): void {
  const sequence = customer?.next_invoice_sequence ?? 1;
  if (customer) customer.next_invoice_sequence = sequence + 1;
  const secret = createHash("sha256").update(`${invoice.id}/hosted`).digest("base64url").slice(0, 16);
  invoice.number = `${customer?.invoice_prefix ?? "LOCAL"}-${String(sequence).padStart(4, "0")}`;
  invoice.hosted_invoice_url = `${world.settings.publicUrl}/invoice/${invoice.id}?s=${secret}`;
  invoice.invoice_pdf = `${world.settings.publicUrl}/invoice/${invoice.id}?s=${secret}&print=1`;
}
