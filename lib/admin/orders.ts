import { z } from "zod";
import { findPurchased } from "../billing/purchased.ts";
import { stripeId } from "../billing/schema.ts";
import { cursorPage, decodeCursor, type Page, timestampText } from "../pagination.ts";
import type { Db } from "../supabase/clients.ts";
import { dataOf } from "../supabase/errors.ts";
import { afterPosition } from "../supabase/filters.ts";
import { authorColumns, authorOf } from "../users/queries.ts";
import type { ListAllOrdersQuery, SoldOrderView } from "./schema.ts";

const columns =
  `id, price_id, quantity, amount, amount_refunded, currency, status, paid_at, created_at, stripe_customer_id,
  stripe_payment_intent_id, user:profiles!orders_user_id_fkey(${authorColumns})` as const;

const place = z.object({ at: timestampText, id: stripeId });

/**
 * What everybody bought once, newest first. Row-level security shows it to admins.
 * @throws {AppError} validation_failed (a cursor of another list)
 */
export async function listAllOrders(db: Db, query: ListAllOrdersQuery): Promise<Page<SoldOrderView>> {
  const { limit, cursor, status, user } = query;
  let select = db.from("orders").select(columns);
  if (status !== undefined) select = select.eq("status", status);
  if (user !== undefined) select = select.eq("user_id", user);
  if (cursor !== undefined) {
    select = afterPosition(select, "created_at", decodeCursor(cursor, place), "newest");
  }
  const newest = select.order("created_at", { ascending: false }).order("id", { ascending: false });
  const rows = dataOf(await newest.limit(limit + 1), "order");
  const prices = await findPurchased(rows.map(({ price_id }) => price_id));
  const viewOf = (row: (typeof rows)[number]): SoldOrderView => ({
    ...{ id: row.id, priceId: row.price_id, name: prices.get(row.price_id ?? "")?.name ?? null },
    ...{ quantity: row.quantity, amount: row.amount },
    ...{ amountRefunded: row.amount_refunded, currency: row.currency, status: row.status },
    ...{ paidAt: row.paid_at, createdAt: row.created_at, user: row.user && authorOf(row.user) },
    stripeCustomerId: row.stripe_customer_id,
    stripePaymentIntentId: row.stripe_payment_intent_id,
  });
  return cursorPage(rows, limit, viewOf, (row) => ({ at: row.created_at, id: row.id }));
}
