import type Stripe from "stripe";
import type { Transaction } from "../../db/transaction.ts";
import { findObject, idOf, stripe } from "../stripe.ts";
import { applyPrice, applyProduct } from "./catalogue.ts";
import { applyCustomer } from "./customer.ts";
import type { Subject } from "./handled.ts";
import { announceInvoice, subscriptionOf } from "./invoice.ts";
import { applyOrder } from "./order.ts";
import type { About } from "./said.ts";
import { applySubscription } from "./subscription.ts";

/** Something to fetch and to write under the lock of its object. */
export type Step = { lock: string; apply: (tx: Transaction) => Promise<void> };

type Apply = (tx: Transaction, id: string) => Promise<void>;

const step = (kind: string, id: string | null | undefined, apply: Apply): Step[] =>
  id ? [{ lock: `${kind}:${id}`, apply: (tx) => apply(tx, id) }] : [];

const subscriptionStep = (id: string | null | undefined) => step("subscription", id, applySubscription);

/** What has to be made true with an object. */
export const stepsFor = async ({ subject, id, said = {} }: About): Promise<Step[]> => find[subject](id, said);

type Said = NonNullable<About["said"]>;

const find: Record<Subject, (id: string, said: Said) => Promise<Step[]>> = {
  product: async (id) => step("product", id, applyProduct),
  price: async (id) => step("price", id, applyPrice),
  customer: async (id) => step("customer", id, applyCustomer),
  subscription: async (id) => subscriptionStep(id),
  checkout_session: (id, said) =>
    said.mode === "payment" ? orderStep(id) : stepsOfSession(stripe().checkout.sessions.retrieve(id)),
  invoice: async (id, said) =>
    said.parent === undefined
      ? stepsOfInvoice(stripe().invoices.retrieve(id))
      : invoiceSteps(id, idOf(said.parent?.subscription_details?.subscription)),
  payment_intent: (id) => stepsOfPayment(id),
  charge: (id) => stepsOfPart(stripe().charges.retrieve(id)),
  dispute: (id) => stepsOfPart(stripe().disputes.retrieve(id)),
  refund: (id) => stepsOfPart(stripe().refunds.retrieve(id)),
};

const orderStep = async (id: string) => step("order", id, applyOrder);

async function stepsOfSession(call: Promise<Stripe.Checkout.Session>): Promise<Step[]> {
  const session = await findObject(call);
  if (session?.mode === "payment") return orderStep(session.id);
  return subscriptionStep(idOf(session?.subscription));
}

const invoiceSteps = (id: string, subscription: string | null): Step[] => [
  ...step("invoice", id, announceInvoice),
  ...subscriptionStep(subscription),
];

async function stepsOfInvoice(call: Promise<Stripe.Invoice>): Promise<Step[]> {
  const invoice = await findObject(call);
  return invoice?.id ? invoiceSteps(invoice.id, subscriptionOf(invoice)) : [];
}

type Part = { payment_intent: string | { id: string } | null };

/** What follows from a part of a payment that does not say of which. */
async function stepsOfPart(call: Promise<Part>): Promise<Step[]> {
  return stepsOfPayment(idOf((await findObject(call))?.payment_intent));
}

/** A payment is of an order or of an invoice; the API version has put neither on it, so both are asked. */
async function stepsOfPayment(id: string | null): Promise<Step[]> {
  if (id === null) return [];
  const sessions = await stripe().checkout.sessions.list({ payment_intent: id, limit: 1 });
  const [session] = sessions.data;
  if (session) return stepsOfSession(Promise.resolve(session));
  const payment = { type: "payment_intent", payment_intent: id } as const;
  const [paid] = (await stripe().invoicePayments.list({ payment, limit: 1 })).data;
  const invoice = idOf(paid?.invoice);
  return invoice === null ? [] : stepsOfInvoice(stripe().invoices.retrieve(invoice));
}
