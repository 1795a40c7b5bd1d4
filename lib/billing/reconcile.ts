import type Stripe from "stripe";
import { pool } from "../db/pool.ts";
import { env } from "../env.ts";
import { applyObject } from "./apply/apply-event.ts";
import { record } from "./ledger.ts";
import { reconcileReversals } from "./reversals.ts";
import { idOf, moment, stripe } from "./stripe.ts";
import { entryOf, stripeEvent } from "./webhook/event.ts";

/**
 * Finds what Stripe says happened and never arrived. Events that the ledger misses are written into it, as if they
 * had been delivered. What is sold, who buys and what they bought are compared as well, at a request for every hundred
 * of them: Stripe forgets events after 30 days.
 */
export async function reconcile({ days }: { days: number }): Promise<void> {
  if (env().STRIPE_SECRET_KEY === undefined) return;
  const since = Math.floor(Date.now() / 1000) - days * 24 * 60 * 60;
  for await (const event of stripe().events.list({ created: { gte: since }, limit: 100 })) {
    await record(entryOf(stripeEvent.parse(event)), JSON.stringify(event));
  }
  await reconcileCatalogue();
  await reconcileCustomers();
  await reconcileSubscriptions();
  await reconcileOrders();
  await reconcileReversals();
}

async function reconcileCatalogue(): Promise<void> {
  const { rows } = await pool().query<{ kind: "product" | "price"; id: string }>(
    "select 'product' as kind, id from public.products union all select 'price', id from public.prices",
  );
  const known = { product: new Set<string>(), price: new Set<string>() };
  for (const { kind, id } of rows) known[kind].add(id);
  for await (const { id } of stripe().products.list({ limit: 100 })) known.product.add(id);
  for await (const { id } of stripe().prices.list({ limit: 100 })) known.price.add(id);
  for (const id of known.product) await applyObject({ subject: "product", id });
  for (const id of known.price) await applyObject({ subject: "price", id });
}

/** Whoever is somebody else here than at Stripe, and whoever is gone there. */
async function reconcileCustomers(): Promise<void> {
  const { rows } = await pool().query<{ id: string; user_id: string }>(
    "select id, user_id from private.stripe_customers where not deleted",
  );
  const known = new Map(rows.map(({ id, user_id }) => [id, user_id]));
  for await (const { id, metadata } of stripe().customers.list({ limit: 100 })) {
    if (known.get(id) !== metadata.user_id) await applyObject({ subject: "customer", id });
    known.delete(id);
  }
  for (const id of known.keys()) await applyObject({ subject: "customer", id });
}

async function reconcileSubscriptions(): Promise<void> {
  for await (const subscription of stripe().subscriptions.list({ status: "all", limit: 100 })) {
    if (!(await isKnown(subscription))) await applyObject({ subject: "subscription", id: subscription.id });
  }
}

/** Whether what can be seen of a subscription in a list is what we have. */
async function isKnown(subscription: Stripe.Subscription): Promise<boolean> {
  const [item] = subscription.items.data;
  const { rowCount } = await pool().query(
    `select from public.subscriptions
      where id = $1 and status = $2 and price_id is not distinct from $3
        and current_period_end is not distinct from $4::timestamptz
        and cancel_at is not distinct from $5::timestamptz and cancel_at_period_end = $6
        and quantity = $7 and paused = $8`,
    [
      ...[subscription.id, subscription.status, idOf(item?.price), moment(item?.current_period_end)],
      ...[moment(subscription.cancel_at), subscription.cancel_at_period_end],
      ...[item?.quantity ?? 1, subscription.pause_collection !== null],
    ],
  );
  return rowCount === 1;
}

/** Purchases that are not known, or that were still open when they were last heard of. */
async function reconcileOrders(): Promise<void> {
  const { rows } = await pool().query("select id from public.orders where status <> 'pending'");
  const settled = new Set(rows.map(({ id }) => id));
  for await (const { id, mode } of stripe().checkout.sessions.list({ limit: 100 })) {
    if (mode === "payment" && !settled.has(id)) await applyObject({ subject: "checkout_session", id });
  }
}
