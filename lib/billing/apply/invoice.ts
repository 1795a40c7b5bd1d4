import type Stripe from "stripe";
import type { Transaction } from "../../db/transaction.ts";
import { announce } from "../../jobs/announce.ts";
import { findObject, idOf, stripe } from "../stripe.ts";
import { ownerOf } from "./customer.ts";
import { isNews } from "./news.ts";

/** The subscription that an invoice is for. */
export const subscriptionOf = (invoice: Stripe.Invoice): string | null =>
  idOf(invoice.parent?.subscription_details?.subscription);

/** Writes to the customer about an invoice: a receipt when it is paid, a warning when it could not be collected. */
export async function announceInvoice(tx: Transaction, invoiceId: string): Promise<void> {
  const invoice = await findObject(stripe().invoices.retrieve(invoiceId));
  if (invoice === null) return;
  const { id, status, currency, number, hosted_invoice_url: url } = invoice;
  const metadata = invoice.parent?.subscription_details?.metadata ?? null;
  const owner = () => ownerOf(tx, { subject: "invoice", id: invoiceId }, metadata, idOf(invoice.customer));
  if (status === "paid" && invoice.amount_paid > 0 && isNews(invoice.status_transitions.paid_at)) {
    const data = { amount: invoice.amount_paid, currency, what: "your membership", number, url: url ?? null };
    await announce(tx, { template: "receipt", cause: `receipt:${id}`, userId: await owner(), data });
  }
  const isOwed = status === "open" && invoice.attempted && invoice.amount_remaining > 0;
  if (isOwed && isNews(invoice.status_transitions.finalized_at)) {
    const data = { amount: invoice.amount_remaining, currency, url: url ?? null };
    await announce(tx, {
      template: "payment_failed",
      cause: `payment_failed:${id}`,
      userId: await owner(),
      data,
    });
  }
}
