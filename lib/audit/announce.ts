import { pool } from "../db/pool.ts";
import type { Transaction } from "../db/transaction.ts";
import { AppError } from "../errors.ts";
import { type Trail, trailJson } from "./record.ts";
import type { AuditAction } from "./schema.ts";

type Announcement = { action: AuditAction; targetId: string; metadata?: Record<string, unknown> };

/**
 * Does something that a trigger records in the transaction in which it happens, be it Auth's, REST's or ours, and tells
 * the trigger beforehand who does it. So nothing that happens is left out: not when we are killed in between, not when
 * Auth's answer is lost, and not what somebody does past this app, which has an entry without a request then.
 * @param on our own transaction, if the work is one
 */
export async function announced<T>(
  trail: Trail,
  { action, targetId, metadata }: Announcement,
  work: () => Promise<T>,
  on: Transaction = pool(),
): Promise<T> {
  const { rows } = await on.query<{ id: string }>(
    "insert into private.announcements (action, target_id, trail) values ($1, $2, $3) returning id",
    [action, targetId, trailJson(trail, metadata)],
  );
  const withdraw = () => on.query("delete from private.announcements where id = $1", [rows[0]?.id]);
  let result: T;
  try {
    result = await work();
  } catch (error) {
    // Who was refused did nothing. Whoever got no answer may have done it: the trigger looks for another minute.
    if (error instanceof AppError && error.status < 500) await withdraw();
    throw error;
  }
  await withdraw(); // it is there still when there was nothing to do
  return result;
}
