import type Stripe from "stripe";

/**
 * A Stripe object as it is kept and as it travels: fields that can be expanded are ids, decimals are strings.
 * Everything that the library's type requires is required here, so an answer that lacks a field does not compile.
 */
export type Wire<T> = { [K in keyof T]: Field<T[K]> };

type Field<V> = Stripe.Decimal extends V
  ? string | Extract<V, null | undefined>
  : string extends V
    ? Exclude<V, object>
    : V;

export type List<T> = { object: "list"; data: T[]; has_more: boolean; url: string };

export type Product = Wire<Stripe.Product>;
export type Price = Wire<Stripe.Price>;
export type Plan = Wire<Stripe.Plan>;
export type Customer = Wire<Stripe.Customer>;
export type PaymentMethod = Wire<Stripe.PaymentMethod>;
export type PaymentIntent = Wire<Stripe.PaymentIntent>;
export type SetupIntent = Wire<Stripe.SetupIntent>;
export type Charge = Wire<Stripe.Charge>;
export type Refund = Wire<Stripe.Refund>;
export type Dispute = Wire<Stripe.Dispute>;
export type BalanceTransaction = Wire<Stripe.BalanceTransaction>;
export type InvoicePayment = Wire<Stripe.InvoicePayment>;
export type TestClock = Wire<Stripe.TestHelpers.TestClock>;
export type WebhookEndpoint = Wire<Stripe.WebhookEndpoint>;
export type PortalSession = Wire<Stripe.BillingPortal.Session>;
export type PortalConfiguration = Wire<Stripe.BillingPortal.Configuration>;
export type SubscriptionItem = Omit<Wire<Stripe.SubscriptionItem>, "price" | "plan"> & {
  price: Price;
  plan: Plan;
};
export type Subscription = Omit<Wire<Stripe.Subscription>, "items"> & { items: List<SubscriptionItem> };
export type InvoiceLine = Omit<Wire<Stripe.InvoiceLineItem>, "pricing"> & { pricing: Pricing | null };
export type Invoice = Omit<Wire<Stripe.Invoice>, "lines" | "payments"> & { lines: List<InvoiceLine> };
export type InvoiceItem = Omit<Wire<Stripe.InvoiceItem>, "pricing"> & { pricing: Pricing | null };
export type LineItem = Omit<Wire<Stripe.LineItem>, "price"> & { price: Price };
export type CheckoutSession = Omit<Wire<Stripe.Checkout.Session>, "line_items">;

export type Pricing = {
  type: "price_details";
  price_details: { price: string; product: string };
  unit_amount_decimal: string;
};

/** A snapshot event. */
export type Event = {
  id: string;
  object: "event";
  api_version: string;
  created: number;
  data: { object: Record<string, unknown>; previous_attributes?: Record<string, unknown> };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
};

/** A v2 event notification: it names the object and carries none of it. */
export type ThinEvent = {
  id: string;
  object: "v2.core.event";
  type: string;
  livemode: false;
  created: string;
  context: null;
  related_object: { id: string; type: string; url: string };
  reason: null;
};

export type Deleted = { id: string; object: string; deleted: true };

/** The id in a field that the library's types call an id or an object. */
export function idOf(field: string | { id?: string } | null | undefined): string {
  return (typeof field === "string" ? field : field?.id) ?? "";
}
