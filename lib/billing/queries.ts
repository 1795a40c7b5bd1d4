import { z } from "zod";
import type { UserCaller } from "../auth/caller.ts";
import { pool } from "../db/pool.ts";
import { cursorPage, decodeCursor, type Page, timestampText } from "../pagination.ts";
import type { Db } from "../supabase/clients.ts";
import { dataOf } from "../supabase/errors.ts";
import { afterPosition } from "../supabase/filters.ts";
import { findPurchased } from "./purchased.ts";
import {
  type CataloguePrice,
  type CatalogueProduct,
  type ListOrdersQuery,
  type OrderView,
  type SubscriptionView,
  stripeId,
} from "./schema.ts";

const priceColumns = "id, product_id, lookup_key, currency, unit_amount, type, interval, interval_count";

/** What is for sale, products by name, prices by amount. Prices without a fixed amount are left out. */
export async function listCatalogue(db: Db): Promise<CatalogueProduct[]> {
  const [products, prices] = await Promise.all([
    db.from("products").select("id, name, description").eq("active", true).order("name").order("id"),
    db.from("prices").select(priceColumns).eq("active", true).order("unit_amount").order("id"),
  ]);
  const byProduct = Map.groupBy(dataOf(prices, "price"), (price) => price.product_id);
  return dataOf(products, "product")
    .map((product) => ({ ...product, prices: (byProduct.get(product.id) ?? []).flatMap(priceViewOf) }))
    .filter((product) => product.prices.length > 0);
}

type PriceRow = {
  id: string;
  lookup_key: string | null;
  currency: string;
  unit_amount: number | null;
  type: CataloguePrice["type"];
  interval: CataloguePrice["interval"];
  interval_count: number | null;
};

function priceViewOf({ unit_amount, lookup_key, interval_count, ...row }: PriceRow): CataloguePrice[] {
  const { id, currency, type, interval } = row;
  if (unit_amount === null) return [];
  const names = { lookupKey: lookup_key, intervalCount: interval_count };
  return [{ id, currency, unitAmount: unit_amount, type, interval, ...names }];
}

const subscriptionColumns =
  `id, status, price_id, current_period_end, cancel_at_period_end, cancel_at, trial_end,
  past_due_since, grace_ends_at, paused, access_revoked_at, created_at` as const;
const over = new Set<SubscriptionView["status"]>(["canceled", "incomplete_expired"]);

/** The caller's subscription: the newest that still runs, else the newest that did. */
export async function findSubscription(db: Db, caller: UserCaller): Promise<SubscriptionView | null> {
  const [result, member] = await Promise.all([
    db
      .from("subscriptions")
      .select(subscriptionColumns)
      .eq("user_id", caller.id)
      .order("created_at", { ascending: false })
      .order("id", { ascending: false }),
    db.rpc("is_member"),
  ]);
  const rows = dataOf(result, "subscription");
  const row = rows.find(({ status }) => !over.has(status)) ?? rows[0];
  if (row === undefined) return null;
  const prices = await findPurchased([row.price_id]);
  return {
    ...{ id: row.id, status: row.status, priceId: row.price_id },
    price: prices.get(row.price_id ?? "") ?? null,
    currentPeriodEnd: row.current_period_end,
    cancelAtPeriodEnd: row.cancel_at_period_end,
    cancelAt: row.cancel_at,
    trialEnd: row.trial_end,
    pastDueSince: row.past_due_since,
    graceEndsAt: row.grace_ends_at,
    paymentsPaused: row.paused,
    revokedAt: row.access_revoked_at,
    isMember: dataOf(member, "membership"),
  };
}

const orderColumns =
  "id, price_id, quantity, amount, amount_refunded, currency, status, paid_at, created_at" as const;
const place = z.object({ at: timestampText, id: stripeId });

/**
 * What the caller bought once, newest first.
 * @throws {AppError} validation_failed (a cursor of another list)
 */
export async function listOrders(
  db: Db,
  caller: UserCaller,
  { limit, cursor }: ListOrdersQuery,
): Promise<Page<OrderView>> {
  let select = db.from("orders").select(orderColumns).eq("user_id", caller.id);
  if (cursor !== undefined) {
    select = afterPosition(select, "created_at", decodeCursor(cursor, place), "newest");
  }
  const newest = select.order("created_at", { ascending: false }).order("id", { ascending: false });
  const rows = dataOf(await newest.limit(limit + 1), "order");
  const prices = await findPurchased(rows.map(({ price_id }) => price_id));
  const viewOf = (row: (typeof rows)[number]): OrderView => ({
    ...{ id: row.id, priceId: row.price_id, name: prices.get(row.price_id ?? "")?.name ?? null },
    ...{ quantity: row.quantity, amount: row.amount },
    ...{ amountRefunded: row.amount_refunded, currency: row.currency, status: row.status },
    ...{ paidAt: row.paid_at, createdAt: row.created_at },
  });
  return cursorPage(rows, limit, viewOf, (row) => ({ at: row.created_at, id: row.id }));
}

/** Which customer of Stripe's somebody is. */
export async function findCustomerId(userId: string): Promise<string | null> {
  const { rows } = await pool().query(
    "select stripe_customer_id as id from public.customers where user_id = $1",
    [userId],
  );
  return rows[0]?.id ?? null;
}
