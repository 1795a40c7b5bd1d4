import { recordAudit, type Trail } from "../audit/record.ts";
import type { UserCaller } from "../auth/caller.ts";
import type { Later } from "../auth/even-answer.ts";
import { pool } from "../db/pool.ts";
import { inTransaction, type Transaction } from "../db/transaction.ts";
import { AppError, forbidden, notFound, unauthenticated } from "../errors.ts";
import type { Db } from "../supabase/clients.ts";
import { hashOf, makeKey } from "./format.ts";
import { getApiKey } from "./queries.ts";
import { type CreateApiKeyInput, type CreatedApiKeyView, maxKeys } from "./schema.ts";
import { endUnusedSession } from "./sessions.ts";

/**
 * Of `users`, those for whom a key may act. A session is made by way of the address: one that nobody has proved must
 * not count as proved by that, and an account of single sign-on is not found by it.
 */
export const mayAct = `users.email_confirmed_at is not null and users.email <> '' and not users.is_sso_user
  and users.deleted_at is null and (users.banned_until is null or users.banned_until <= now())`;

/**
 * Makes a key in the caller's name. It is in this answer and nowhere else: only its hash is kept.
 * @throws {AppError} too_many_api_keys, forbidden (no confirmed address, or suspended), unauthenticated (gone meanwhile)
 */
export async function createApiKey(
  db: Db,
  caller: UserCaller,
  input: CreateApiKeyInput,
  trail: Trail,
): Promise<CreatedApiKeyView> {
  const { key, prefix } = makeKey();
  const id = await inTransaction(async (tx) => {
    await requireRoom(tx, caller.id);
    const { rows } = await tx.query<{ id: string }>(
      `insert into public.api_keys (user_id, name, prefix, secret_hash, scopes, expires_at)
        values ($1, $2, $3, $4, $5, $6) returning id`,
      [caller.id, input.name, prefix, hashOf(key), input.scopes, input.expiresAt],
    );
    const made = rows[0]?.id ?? "";
    const metadata = { prefix, scopes: input.scopes, expiresAt: input.expiresAt };
    await recordAudit(
      trail,
      { action: "api_key.created", target: { type: "api_key", id: made }, metadata },
      tx,
    );
    return made;
  });
  return { ...(await getApiKey(db, id)), key };
}

/** The lock on the owner's profile makes two keys that are made at once count each other. */
async function requireRoom(tx: Transaction, userId: string): Promise<void> {
  const owner = await tx.query("select from public.profiles where id = $1 for no key update", [userId]);
  if (owner.rowCount === 0) throw unauthenticated();
  const { rows } = await tx.query<{ keys: number; able: boolean }>(
    `select (select count(*)::int from public.api_keys where user_id = $1) as keys,
        exists (select from auth.users where users.id = $1 and ${mayAct}) as able`,
    [userId],
  );
  if (!rows[0]?.able) {
    throw forbidden("API keys are for accounts with a confirmed email address that are not suspended.");
  }
  if (rows[0].keys < maxKeys) return;
  throw new AppError("too_many_api_keys", {
    detail: `One account has at most ${maxKeys}. Revoke a key that you no longer need.`,
  });
}

/**
 * Revokes one of the caller's keys, for every request from now on.
 * @throws {AppError} not_found
 */
export async function revokeApiKey(
  caller: UserCaller,
  id: string,
  trail: Trail,
  later: Later,
): Promise<void> {
  await inTransaction(async (tx) => {
    const sql = "delete from public.api_keys where id = $1 and user_id = $2 returning prefix";
    const { rows } = await tx.query<{ prefix: string }>(sql, [id, caller.id]);
    if (rows[0] === undefined) throw notFound("API key");
    const target = { type: "api_key", id } as const;
    await recordAudit(trail, { action: "api_key.revoked", target, metadata: rows[0] }, tx);
  });
  later(() => endUnusedSession(caller.id));
}

/** Which of these keys still hold, for what goes on longer than a request. */
export async function keysThatHold(ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await pool().query<{ id: string }>(
    `select keys.id from public.api_keys as keys join auth.users on users.id = keys.user_id
      where keys.id = any ($1) and (keys.expires_at is null or keys.expires_at > now()) and ${mayAct}`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}
