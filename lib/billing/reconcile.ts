import type Stripe from "stripe";
import { pool } from "../db/pool.ts";
import { env } from "../env.ts";
import { applySteps } from "./apply/apply-event.ts";
import { stepsFor } from "./apply/steps.ts";
import { record } from "./ledger.ts";
import { moment, stripe } from "./stripe.ts";
import { entryOf, stripeEvent } from "./webhook/event.ts";

/**
 * Finds what Stripe says happened and never arrived. Events that the ledger misses are written into it, as if they
 * had been delivered. The catalogue and the subscriptions are compared as well: Stripe forgets events after 30 days.
 */
export async function reconcile({ days }: { days: number }): Promise<void> {
  if (env().STRIPE_SECRET_KEY === undefined) return;
  const since = Math.floor(Date.now() / 1000) - days * 24 * 60 * 60;
  for await (const event of stripe().events.list({ created: { gte: since }, limit: 100 })) {
    await record(entryOf(stripeEvent.parse(event)), event);
  }
  await reconcileCatalogue();
  await reconcileSubscriptions();
}

async function reconcileCatalogue(): Promise<void> {
  const { rows } = await pool().query<{ kind: "product" | "price"; id: string }>(
    "select 'product' as kind, id from public.products union all select 'price', id from public.prices",
  );
  const known = { product: new Set<string>(), price: new Set<string>() };
  for (const { kind, id } of rows) known[kind].add(id);
  for await (const { id } of stripe().products.list({ limit: 100 })) known.product.add(id);
  for await (const { id } of stripe().prices.list({ limit: 100 })) known.price.add(id);
  for (const id of known.product) await applySteps(await stepsFor("product", id));
  for (const id of known.price) await applySteps(await stepsFor("price", id));
}

async function reconcileSubscriptions(): Promise<void> {
  for await (const subscription of stripe().subscriptions.list({ status: "all", limit: 100 })) {
    if (!(await isKnown(subscription))) await applySteps(await stepsFor("subscription", subscription.id));
  }
}

/** Whether what can be seen of a subscription in a list is what we have. */
async function isKnown(subscription: Stripe.Subscription): Promise<boolean> {
  const [item] = subscription.items.data;
  const { rowCount } = await pool().query(
    `select from public.subscriptions
      where id = $1 and status = $2 and price_id is not distinct from $3
        and current_period_end is not distinct from $4::timestamptz
        and cancel_at is not distinct from $5::timestamptz and cancel_at_period_end = $6`,
    [
      ...[subscription.id, subscription.status, item?.price.id ?? null],
      ...[
        moment(item?.current_period_end),
        moment(subscription.cancel_at),
        subscription.cancel_at_period_end,
      ],
    ],
  );
  return rowCount === 1;
}
