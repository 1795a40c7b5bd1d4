import { pool } from "../db/pool.ts";
import type { PurchasedPrice } from "./schema.ts";

type Row = {
  id: string;
  name: string;
  currency: string;
  unit_amount: number | null;
  interval: PurchasedPrice["interval"];
  interval_count: number | null;
};

/**
 * What somebody has bought, by the ids of its prices. The catalogue shows people only what is for sale; what they
 * have has its name and price all the same, so the ids must come from rows that the caller may see.
 */
export async function findPurchased(
  priceIds: readonly (string | null)[],
): Promise<ReadonlyMap<string, PurchasedPrice>> {
  const ids = [...new Set(priceIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const { rows } = await pool().query<Row>(
    `select price.id, product.name, price.currency, price.unit_amount, price.interval, price.interval_count
      from public.prices as price join public.products as product on product.id = price.product_id
      where price.id = any($1)`,
    [ids],
  );
  return new Map(
    rows.map(({ id, name, currency, unit_amount, interval, interval_count }) => [
      id,
      { name, currency, unitAmount: unit_amount, interval, intervalCount: interval_count },
    ]),
  );
}
