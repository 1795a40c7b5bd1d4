import { createHash, randomInt, randomUUID } from "node:crypto";
import type { Sql } from "./database.ts";

export type TokenType =
  | "confirmation_token"
  | "recovery_token"
  | "reauthentication_token"
  | "email_change_token_new"
  | "email_change_token_current";

/** Tokens of a PKCE flow carry this mark, so that following their link answers with a code. */
export const pkcePrefix = "pkce_";

/** What a mail carries (`otp`) and what the database keeps of it (`hash`, which the link carries). */
export type OneTimeToken = { otp: string; hash: string };

/** Makes a code of `length` digits for an address. */
export function createOneTimeToken(email: string, length: number, isPkce: boolean): OneTimeToken {
  const otp = Array.from({ length }, () => randomInt(10)).join("");
  return { otp, hash: `${isPkce ? pkcePrefix : ""}${hashToken(email, otp)}` };
}

/** GoTrue's hash of a code: SHA-224 of address and code. */
export function hashToken(email: string, otp: string): string {
  return createHash("sha224").update(`${email}${otp}`).digest("hex");
}

/** Keeps a token's hash; the one that the user had for the same purpose is worthless from then on. */
export async function storeToken(
  tx: Sql,
  token: { userId: string; type: TokenType; hash: string; relatesTo: string },
): Promise<void> {
  await clearTokens(tx, token.userId, token.type);
  await tx.query(
    `insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to)
     values ($1, $2, $3, $4, lower($5))`,
    [randomUUID(), token.userId, token.type, token.hash, token.relatesTo],
  );
}

export type FoundToken = { userId: string; type: TokenType; hash: string; relatesTo: string };

/**
 * Finds the token with one of the given hashes and locks its user, so that of two requests with the same token
 * the second sees what the first made of it: nothing is found any more.
 */
export async function takeToken(tx: Sql, hashes: string[], types: TokenType[]): Promise<FoundToken | null> {
  const [candidate] = await find(tx, hashes, types);
  if (!candidate) return null;
  await tx.query("select from auth.users where id = $1 for update", [candidate.userId]);
  const [still] = await find(tx, hashes, types);
  return still ?? null;
}

function find(tx: Sql, hashes: string[], types: TokenType[]): Promise<FoundToken[]> {
  return tx.query<FoundToken>(
    `select user_id as "userId", token_type as type, token_hash as hash, relates_to as "relatesTo"
     from auth.one_time_tokens where token_hash = any ($1) and token_type::text = any ($2) limit 1`,
    [hashes, types],
  );
}

/** Forgets a user's tokens, all of them or those of one purpose. */
export async function clearTokens(tx: Sql, userId: string, type?: TokenType): Promise<void> {
  await tx.query(
    "delete from auth.one_time_tokens where user_id = $1 and ($2::text is null or token_type::text = $2)",
    [userId, type ?? null],
  );
}
