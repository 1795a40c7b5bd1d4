import { pool } from "../db/pool.ts";
import type { Reading } from "../observability/meters.ts";
import { hub } from "./hub.ts";

/**
 * For how long the oldest event that this process has not delivered has been waiting: because it has not been read, or
 * because an older transaction still runs. Nobody who listens, nothing that waits.
 */
export async function figures(): Promise<Reading[]> {
  const { position } = hub();
  const { rows } = await pool().query<{ lag: number }>(
    `select coalesce(extract(epoch from now() - min(created_at)), 0)::float as lag from public.events
      where (txid, id) > (coalesce($1::xid8, pg_snapshot_xmin(pg_current_snapshot())), $2::bigint)`,
    [position === null ? null : String(position.txid), position === null ? "-1" : String(position.id)],
  );
  const help = "For how long the oldest event that was not delivered has waited.";
  return [{ name: "plinth_outbox_lag_seconds", help, value: rows[0]?.lag ?? 0 }];
}
