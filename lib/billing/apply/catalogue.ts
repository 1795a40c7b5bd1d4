import type { Transaction } from "../../db/transaction.ts";
import { findObject, idOf, stripe } from "../stripe.ts";

/** Writes a product as Stripe has it; one that Stripe deleted is deleted. */
export async function applyProduct(tx: Transaction, id: string): Promise<void> {
  const product = await findObject(stripe().products.retrieve(id));
  if (product === null) {
    await tx.query("delete from public.products where id = $1", [id]);
    return;
  }
  const { name, description, active, metadata } = product;
  await tx.query(
    `insert into public.products (id, name, description, active, metadata) values ($1, $2, $3, $4, $5)
      on conflict (id) do update set name = excluded.name, description = excluded.description,
        active = excluded.active, metadata = excluded.metadata`,
    [id, name, description, active, metadata],
  );
}

/** Writes a price as Stripe has it; one that Stripe deleted is deleted. */
export async function applyPrice(tx: Transaction, id: string): Promise<void> {
  const price = await findObject(stripe().prices.retrieve(id));
  if (price === null) {
    await tx.query("delete from public.prices where id = $1", [id]);
    return;
  }
  const { active, currency, unit_amount, type, recurring, lookup_key, metadata } = price;
  await tx.query(
    `insert into public.prices
        (id, product_id, active, currency, unit_amount, type, interval, interval_count, lookup_key, metadata)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      on conflict (id) do update set product_id = excluded.product_id, active = excluded.active,
        currency = excluded.currency, unit_amount = excluded.unit_amount, type = excluded.type,
        interval = excluded.interval, interval_count = excluded.interval_count,
        lookup_key = excluded.lookup_key, metadata = excluded.metadata`,
    [
      ...[id, idOf(price.product), active, currency, unit_amount, type],
      ...[recurring?.interval ?? null, recurring?.interval_count ?? null, lookup_key, metadata],
    ],
  );
}
