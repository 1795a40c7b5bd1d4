import { pool } from "../db/pool.ts";
import { isAfter, type Position } from "./position.ts";

/** An event as the outbox holds it; the payload is JSON. */
export type OutboxEvent = { position: Position; topic: string; type: string; payload: string };

/** Events in their order. Up to `until`, they are everything that there will ever be. */
export type Batch = { events: OutboxEvent[]; until: Position; horizon: Position; isFull: boolean };

/** So many events are read at once. */
export const batchSize = 500;

// A transaction that still runs may yet add events, and so may any that began after it. What lies below the oldest of
// them is final: reading it again finds the same. A long transaction makes events late, never lost.
const isFinal = "txid < pg_snapshot_xmin(pg_current_snapshot())";

type Row = { txid: string; id: string; topic: string; type: string; payload: string };

const eventOf = ({ txid, id, topic, type, payload }: Row): OutboxEvent => ({
  position: { txid: BigInt(txid), id: BigInt(id) },
  topic,
  type,
  payload,
});

const place = ({ txid, id }: { txid: string; id: string }): Position => ({
  txid: BigInt(txid),
  id: BigInt(id),
});

/** The place up to which nothing can appear any more. What is committed later comes after it. */
export async function readHorizon(): Promise<Position> {
  const { rows } = await pool().query<{ horizon: string }>(
    "select pg_snapshot_xmin(pg_current_snapshot())::text as horizon",
  );
  return place({ txid: rows[0]?.horizon ?? "0", id: "0" });
}

/** What happened after a place, on all topics. The horizon and the events are of one snapshot. */
export async function readAfter(after: Position): Promise<Batch> {
  const { rows } = await pool().query<{ horizon: string } & (Row | { txid: null })>(
    `select horizon, found.txid::text, found.id::text, topic, type, payload
      from (select pg_snapshot_xmin(pg_current_snapshot())::text as horizon) as now left join lateral (
        select txid, id, topic, type, payload::text from public.events
        where (txid, id) > ($1::xid8, $2) and ${isFinal} order by txid, id limit ${batchSize}
      ) as found on true
      order by found.txid, found.id`,
    [String(after.txid), String(after.id)],
  );
  const events = rows.flatMap((row) => (row.txid === null ? [] : [eventOf(row)]));
  const isFull = events.length === batchSize;
  const horizon = place({ txid: rows[0]?.horizon ?? "0", id: "0" });
  const last = events.at(-1)?.position ?? after;
  return { events, until: isFull || isAfter(last, horizon) ? last : horizon, horizon, isFull };
}

/** What happened on some topics after one place and up to another, which must not lie beyond the horizon. */
export async function readTopics(
  topics: readonly string[],
  after: Position,
  until: Position,
): Promise<OutboxEvent[]> {
  const { rows } = await pool().query<Row>(
    `select txid::text, id::text, topic, type, payload::text from public.events
      where topic = any($1) and (txid, id) > ($2::xid8, $3) and (txid, id) <= ($4::xid8, $5) and ${isFinal}
      order by events.txid, events.id limit ${batchSize}`,
    [topics, String(after.txid), String(after.id), String(until.txid), String(until.id)],
  );
  return rows.map(eventOf);
}

/** The newest events on some topics, in their order. */
export async function readNewest(topics: readonly string[], limit: number): Promise<OutboxEvent[]> {
  const { rows } = await pool().query<Row>(
    `select txid::text, id::text, topic, type, payload::text from public.events
      where topic = any($1) and ${isFinal} order by events.txid desc, events.id desc limit $2`,
    [topics, limit],
  );
  return rows.map(eventOf).toReversed();
}

/** Whether events after a place may be missing because they are no longer kept. */
export async function isForgotten(after: Position): Promise<boolean> {
  const { rows } = await pool().query<{ forgotten: boolean }>(
    "select (txid, id) > ($1::xid8, $2) as forgotten from private.events_dropped",
    [String(after.txid), String(after.id)],
  );
  return rows[0]?.forgotten ?? false;
}
