import type Stripe from "stripe";
import type { UserCaller } from "../auth/caller.ts";
import { findCustomerId } from "./queries.ts";
import type { InvoiceView } from "./schema.ts";
import { askStripe, idOf, stripe } from "./stripe.ts";

/** How many are shown. Stripe's own page has all of them. */
const limit = 24;

/**
 * The caller's last invoices, newest first, as Stripe has them. What was paid back stands on the charge and not on the
 * invoice, so both are asked for.
 * @throws {AppError} unavailable
 */
export async function listInvoices(caller: UserCaller): Promise<InvoiceView[]> {
  const customer = await findCustomerId(caller.id);
  if (customer === null) return [];
  const [invoices, charges] = await askStripe(
    Promise.all([
      stripe().invoices.list({ customer, limit, expand: ["data.payments"] }),
      stripe().charges.list({ customer, limit: 100 }),
    ]),
  );
  const byPayment = Map.groupBy(charges.data, (charge) => idOf(charge.payment_intent));
  return invoices.data
    .filter(({ status }) => status !== "draft")
    .map((invoice) =>
      viewOf(
        invoice,
        paymentsOf(invoice).flatMap((id) => byPayment.get(id) ?? []),
      ),
    );
}

const paymentsOf = ({ payments }: Stripe.Invoice): string[] =>
  (payments?.data ?? []).flatMap(({ payment }) => idOf(payment.payment_intent) ?? []);

function viewOf(invoice: Stripe.Invoice, charges: Stripe.Charge[]): InvoiceView {
  const { id, number, status, total, currency, created, hosted_invoice_url } = invoice;
  return {
    ...{ id: id ?? "", number, total, currency, url: hosted_invoice_url ?? null },
    status: status as InvoiceView["status"],
    amountRefunded: charges.reduce((sum, charge) => sum + charge.amount_refunded, 0),
    isDisputed: charges.some(({ disputed }) => disputed),
    createdAt: new Date(created * 1000).toISOString(),
  };
}
