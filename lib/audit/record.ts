import { isIP } from "node:net";
import { pool } from "../db/pool.ts";
import type { Transaction } from "../db/transaction.ts";
import type { AuditAction, AuditTarget } from "./schema.ts";

/** Who does something, and where the call comes from: what every entry says of its cause. */
export type Trail = {
  /** null while nobody is signed in */
  actorId: string | null;
  via: "cookie" | "bearer" | "api_key";
  /** as far as it can be believed */
  address: string;
  requestId: string;
};

/** What was done. The metadata holds no secret, no token and no address of somebody's; 4 KB of JSON at the most. */
export type AuditEntry = {
  action: AuditAction;
  target: { type: AuditTarget; id: string };
  metadata?: Record<string, unknown>;
};

/** A trail as the database's functions read it. */
export const trailJson = (trail: Trail, metadata: Record<string, unknown> = {}): string => {
  const { actorId, via, address, requestId } = trail;
  return JSON.stringify({ actorId, via, ip: isIP(address) === 0 ? null : address, requestId, metadata });
};

/**
 * Appends an entry to the audit log.
 *
 * Where the action is a transaction of ours, pass it as `on`: then both are there or neither is. Where the action is
 * done already and elsewhere, call this before it is acknowledged: when it throws, so must the action. What a trigger
 * sees (roles, bans, accounts, posts) is not recorded here but by lib/audit/announce.ts.
 */
export async function recordAudit(
  trail: Trail,
  { action, target, metadata }: AuditEntry,
  on: Transaction = pool(),
): Promise<void> {
  await on.query("select private.record_audit($1, $2, $3, $4, '{}')", [
    trailJson(trail, metadata),
    action,
    target.type,
    target.id,
  ]);
}
