import { pool } from "../../db/pool.ts";
import type { Transaction } from "../../db/transaction.ts";

/** The number of this moment in the order in which events are heard and objects are looked at. */
export async function nextLook(): Promise<string> {
  const { rows } = await pool().query<{ now: string }>("select nextval('private.stripe_order') as now");
  return rows[0]?.now ?? "0";
}

/** Whether an object was looked at, and what follows from it was written, since events were heard. */
export async function isAnswered(object: string, heard: string): Promise<boolean> {
  const { rowCount } = await pool().query(
    "select from private.stripe_looks where object = $1 and asked > $2",
    [object, heard],
  );
  return rowCount === 1;
}

/** Under the locks of some objects: the number of this look, and which of them were looked at since `heard`. */
export async function beginLook(
  tx: Transaction,
  objects: string[],
  heard: string | null,
): Promise<{ now: string; answered: string[] }> {
  const { rows } = await tx.query<{ now: string; answered: string[] }>(
    `select nextval('private.stripe_order') as now,
      array(select object from private.stripe_looks where object = any($1) and asked > $2) as answered`,
    [objects, heard],
  );
  return rows[0] ?? { now: "0", answered: [] };
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
