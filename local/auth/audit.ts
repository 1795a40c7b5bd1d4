import { randomUUID } from "node:crypto";
import type { Sql } from "./database.ts";

const logTypes = {
  login: "account",
  logout: "account",
  token_refreshed: "token",
  token_revoked: "token",
  user_confirmation_requested: "user",
  user_deleted: "team",
  user_invited: "team",
  user_modified: "user",
  user_reauthenticate_requested: "user",
  user_recovery_requested: "user",
  user_repeated_signup: "user",
  user_signedup: "team",
  user_updated_password: "user",
} as const;

export type AuditAction = keyof typeof logTypes;

/** Who did it: a user, or an administrator's key, which has a role for a name. */
export type Actor = { id: string; name: string; viaSso: boolean };

/** Writes one line of the audit log, in the shape that GoTrue gives it. */
export async function writeAudit(
  tx: Sql,
  action: AuditAction,
  actor: Actor,
  traits?: Record<string, unknown>,
): Promise<void> {
  const payload = {
    action,
    actor_id: actor.id,
    actor_username: actor.name,
    actor_via_sso: actor.viaSso,
    log_type: logTypes[action],
    ...(traits ? { traits } : {}),
  };
  await tx.query(
    `insert into auth.audit_log_entries (instance_id, id, payload, created_at, ip_address)
     values ('00000000-0000-0000-0000-000000000000', $1, $2, now(), '')`,
    [randomUUID(), JSON.stringify(payload)],
  );
}
