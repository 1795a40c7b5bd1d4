import type Stripe from "stripe";
import type { Transaction } from "../../db/transaction.ts";
import { findObject, idOf, stripe } from "../stripe.ts";
import { applyPrice, applyProduct } from "./catalogue.ts";
import { applyCustomer } from "./customer.ts";
import type { Subject } from "./handled.ts";
import { announceInvoice, subscriptionOf } from "./invoice.ts";
import { applyOrder } from "./order.ts";
import { applySubscription } from "./subscription.ts";

/** Something to fetch and to write under the lock of its object. */
export type Step = { lock: string; apply: (tx: Transaction) => Promise<void> };

type Apply = (tx: Transaction, id: string) => Promise<void>;

const step = (kind: string, id: string | null | undefined, apply: Apply): Step[] =>
  id ? [{ lock: `${kind}:${id}`, apply: (tx) => apply(tx, id) }] : [];

const subscriptionStep = (id: string | null | undefined) => step("subscription", id, applySubscription);

/** What has to be made true for an event about this object. What belongs to what never changes at Stripe. */
export async function stepsFor(subject: Subject, id: string): Promise<Step[]> {
  return find[subject](id);
}

const find: Record<Subject, (id: string) => Promise<Step[]>> = {
  product: async (id) => step("product", id, applyProduct),
  price: async (id) => step("price", id, applyPrice),
  customer: async (id) => step("customer", id, applyCustomer),
  subscription: async (id) => subscriptionStep(id),
  checkout_session: async (id) => stepsOfSession(await findObject(stripe().checkout.sessions.retrieve(id))),
  invoice: async (id) => stepsOfInvoice(await findObject(stripe().invoices.retrieve(id))),
  payment_intent: (id) => stepsOfPayment(id),
  charge: async (id) => stepsOfPayment(idOf((await stripe().charges.retrieve(id)).payment_intent)),
  dispute: async (id) => stepsOfPayment(idOf((await stripe().disputes.retrieve(id)).payment_intent)),
  refund: async (id) => stepsOfPayment(idOf((await stripe().refunds.retrieve(id)).payment_intent)),
};

function stepsOfSession(session: Stripe.Checkout.Session | null): Step[] {
  if (session?.mode === "payment") return step("order", session.id, applyOrder);
  return subscriptionStep(idOf(session?.subscription));
}

function stepsOfInvoice(invoice: Stripe.Invoice | null): Step[] {
  if (invoice === null) return [];
  const announced: Step = { lock: `invoice:${invoice.id}`, apply: (tx) => announceInvoice(tx, invoice) };
  return [announced, ...subscriptionStep(subscriptionOf(invoice))];
}

/** A payment is of an order or of an invoice; the API version has put neither on it, so both are asked. */
async function stepsOfPayment(id: string | null): Promise<Step[]> {
  if (id === null) return [];
  const sessions = await stripe().checkout.sessions.list({ payment_intent: id, limit: 1 });
  const [session] = sessions.data;
  if (session) return stepsOfSession(session);
  const payment = { type: "payment_intent", payment_intent: id } as const;
  const [paid] = (await stripe().invoicePayments.list({ payment, limit: 1 })).data;
  const invoice = idOf(paid?.invoice);
  return invoice === null ? [] : stepsOfInvoice(await findObject(stripe().invoices.retrieve(invoice)));
}
