import { z } from "zod";
import { recordAudit, type Trail } from "../audit/record.ts";
import { pool } from "../db/pool.ts";
import { inTransaction } from "../db/transaction.ts";
import { notFound } from "../errors.ts";
import { cursorPage, decodeCursor, type Page, timestampText } from "../pagination.ts";
import { replay } from "./ledger.ts";
import {
  type ListStripeEventsQuery,
  type StripeEventState,
  type StripeEventView,
  stripeId,
} from "./schema.ts";

type Row = {
  id: string;
  type: string;
  object_id: string | null;
  state: StripeEventState;
  attempts: number;
  last_error: string | null;
  created: string;
  received_at: string;
  processed_at: string | null;
};

const place = z.object({ at: timestampText, id: stripeId });

/**
 * What Stripe has sent, newest first. The caller must have been found to be an admin.
 * @throws {AppError} validation_failed (a cursor of another list)
 */
export async function listStripeEvents(query: ListStripeEventsQuery): Promise<Page<StripeEventView>> {
  const { limit, state = null, cursor } = query;
  const after = cursor === undefined ? null : decodeCursor(cursor, place);
  // As JSON, moments keep their microseconds: a cursor needs them.
  const { rows } = await pool().query<{ row: Row }>(
    `select json_build_object('id', id, 'type', type, 'object_id', object_id, 'state', state,
        'attempts', attempts, 'last_error', last_error, 'created', created, 'received_at', received_at,
        'processed_at', processed_at) as row
      from private.stripe_events
      where ($1::text is null or state = $1::private.stripe_event_state)
        and ($2::timestamptz is null or (received_at, id) < ($2, $3::text))
      order by received_at desc, id desc limit $4`,
    [state, after?.at ?? null, after?.id ?? null, limit + 1],
  );
  const found = rows.map(({ row }) => row);
  return cursorPage(found, limit, viewOf, (row) => ({ at: row.received_at, id: row.id }));
}

const viewOf = (row: Row): StripeEventView => ({
  id: row.id,
  type: row.type,
  objectId: row.object_id,
  state: row.state,
  attempts: row.attempts,
  lastError: row.last_error,
  created: row.created,
  receivedAt: row.received_at,
  processedAt: row.processed_at,
});

/**
 * Has an event worked on again. One that was applied already changes nothing. The caller must be an admin.
 * @throws {AppError} not_found, also for an event from which nothing follows
 */
export async function replayStripeEvent(id: string, trail: Trail): Promise<void> {
  await inTransaction(async (tx) => {
    if (!(await replay(id, tx))) throw notFound("event that can be replayed");
    await recordAudit(trail, { action: "stripe_event.replayed", target: { type: "stripe_event", id } }, tx);
  });
}
