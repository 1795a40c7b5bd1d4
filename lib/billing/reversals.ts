import { pool } from "../db/pool.ts";
import { applyObject } from "./apply/apply-event.ts";
import { idOf, stripe } from "./stripe.ts";

/** Longer than Stripe keeps events, and than a dispute usually takes. */
const days = 90;

/**
 * Holds the refunds and disputes of the last 90 days against what is known here. A payment that is taken back changes
 * neither its checkout nor its subscription at Stripe, so comparing those does not find it.
 */
export async function reconcileReversals(): Promise<void> {
  const created = { gte: Math.floor(Date.now() / 1000) - days * 24 * 60 * 60 };
  const orders = await findOrders();
  for (const { payment, id, amount } of await paidBack(created)) {
    const isKnown = orders.get(payment)?.amount_refunded === amount;
    if (!isKnown) await applyObject({ subject: "refund", id });
  }
  for await (const dispute of stripe().disputes.list({ created, limit: 100 })) {
    const order = orders.get(idOf(dispute.payment_intent) ?? "");
    const isKnown = dispute.status !== "won" && order?.status === "disputed";
    if (!isKnown) await applyObject({ subject: "dispute", id: dispute.id });
  }
}

type PaidBack = { payment: string; id: string; amount: number };

/** What was paid back of each payment, in one or several refunds, of which it names one. */
async function paidBack(created: { gte: number }): Promise<Iterable<PaidBack>> {
  const byPayment = new Map<string, PaidBack>();
  for await (const { id, amount, status, payment_intent } of stripe().refunds.list({ created, limit: 100 })) {
    const payment = idOf(payment_intent);
    if (status !== "succeeded" || payment === null) continue;
    const before = byPayment.get(payment)?.amount ?? 0;
    byPayment.set(payment, { payment, id, amount: before + amount });
  }
  return byPayment.values();
}

type Known = { payment: string; amount_refunded: number; status: string };

/** What is known of the orders that were paid, by their payments. */
async function findOrders(): Promise<Map<string, Known>> {
  const { rows } = await pool().query<Known>(
    `select stripe_payment_intent_id as payment, amount_refunded, status from public.orders
      where stripe_payment_intent_id is not null`,
  );
  return new Map(rows.map((row) => [row.payment, row]));
}
