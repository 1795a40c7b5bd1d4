import type { Transaction } from "../../db/transaction.ts";

/**
 * A look at objects: its number, which of them were looked at, and written, since events were heard, and the smallest
 * number of those looks.
 */
type Look = { now: string; answered: string[]; oldest: string | null };

/**
 * Takes the number of a look. Whoever fetches afterwards sees what every event with a smaller number tells of.
 * @param heard the last event that the look is for; null for none
 */
export async function beginLook(
  db: Pick<Transaction, "query">,
  objects: string[],
  heard: string | null,
): Promise<Look> {
  const { rows } = await db.query<Look>(
    `select nextval('private.stripe_order') as now, coalesce(array_agg(object), '{}') as answered,
        min(asked) as oldest
      from private.stripe_looks where object = any($1) and asked > $2`,
    [objects, heard],
  );
  return rows[0] ?? { now: "0", answered: [], oldest: null };
}

/** Notes that objects were looked at, and what was seen is written with this transaction. */
export async function noteLooks(tx: Transaction, looks: Map<string, string>): Promise<void> {
  if (looks.size === 0) return;
  await tx.query(
    `insert into private.stripe_looks (object, asked) select * from unnest($1::text[], $2::bigint[])
      on conflict (object) do update
        set asked = greatest(stripe_looks.asked, excluded.asked), asked_at = excluded.asked_at`,
    [[...looks.keys()], [...looks.values()]],
  );
}
