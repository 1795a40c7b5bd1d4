import type Stripe from "stripe";
import type { Transaction } from "../../db/transaction.ts";
import { announce } from "../../jobs/announce.ts";
import { findObject, idOf, moment, stripe } from "../stripe.ts";
import { ownerOf } from "./customer.ts";
import { isNews } from "./news.ts";
import { chargeOf, findReversal, type Reversal } from "./payment.ts";

/** Writes what became of a Checkout session that sells something once. */
export async function applyOrder(tx: Transaction, sessionId: string): Promise<void> {
  const expand = ["line_items", "payment_intent.latest_charge"];
  const session = await findObject(stripe().checkout.sessions.retrieve(sessionId, { expand }));
  if (session === null) return;
  const charge = chargeOf(session.payment_intent);
  const status = statusOf(session, await findReversal(charge));
  const userId = await ownerOf(
    tx,
    { subject: "checkout_session", id: sessionId },
    session.metadata,
    idOf(session.customer),
  );
  await write(tx, session, { userId, status, charge });
  // Also for what was taken back since: in whichever order we hear of it, the same letters are written.
  if (charge?.paid && isNews(charge.created)) await announceReceipt(tx, session, userId);
}

type Outcome = { userId: string | null; status: string; charge: Stripe.Charge | null };

function statusOf(session: Stripe.Checkout.Session, reversal: Reversal | null): string {
  if (reversal !== null) return reversal.kind;
  if (session.payment_status !== "unpaid") return "paid";
  if (session.status === "expired") return "expired";
  const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
  const hasFailed = intent?.status === "requires_payment_method" || intent?.status === "canceled";
  return session.status === "complete" && hasFailed ? "failed" : "pending";
}

async function write(tx: Transaction, session: Stripe.Checkout.Session, outcome: Outcome): Promise<void> {
  const { userId, status, charge } = outcome;
  const [line] = session.line_items?.data ?? [];
  await tx.query(
    `insert into public.orders (id, user_id, stripe_customer_id, stripe_payment_intent_id, price_id, quantity,
        amount, amount_refunded, currency, status, paid_at, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      on conflict (id) do update set user_id = coalesce(excluded.user_id, orders.user_id),
        stripe_customer_id = excluded.stripe_customer_id,
        stripe_payment_intent_id = excluded.stripe_payment_intent_id, price_id = excluded.price_id,
        quantity = excluded.quantity, amount = excluded.amount, amount_refunded = excluded.amount_refunded,
        currency = excluded.currency, status = excluded.status, paid_at = excluded.paid_at`,
    [
      ...[session.id, userId, idOf(session.customer), idOf(session.payment_intent), idOf(line?.price)],
      ...[line?.quantity ?? 1, session.amount_total ?? 0, charge?.amount_refunded ?? 0, session.currency],
      ...[status, moment(charge?.paid ? charge.created : null), moment(session.created)],
    ],
  );
}

async function announceReceipt(tx: Transaction, session: Stripe.Checkout.Session, userId: string | null) {
  const { id, amount_total, currency, line_items } = session;
  const what = line_items?.data[0]?.description ?? "your order";
  const data = { amount: amount_total ?? 0, currency: currency ?? "eur", what, number: null, url: null };
  await announce(tx, { template: "receipt", cause: `receipt:${id}`, userId, data });
}
