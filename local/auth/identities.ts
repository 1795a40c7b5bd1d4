import type { Sql } from "./database.ts";
import { type Metadata, mergeMetadata } from "./users.ts";

/** One way of signing in, as auth.identities has it. */
export type Identity = {
  id: string;
  provider_id: string;
  user_id: string;
  identity_data: Metadata;
  provider: string;
  last_sign_in_at: string | null;
  created_at: string;
  updated_at: string;
  email: string | null;
};

/** What an email identity says of its user; the user's own metadata never overrides it. */
export function emailIdentityData(userId: string, email: string, extra: Metadata = {}): Metadata {
  return { ...extra, sub: userId, email, email_verified: false, phone_verified: false };
}

/** Gives a user the identity of signing in by email. */
export async function insertEmailIdentity(tx: Sql, userId: string, data: Metadata): Promise<void> {
  await tx.query(
    `insert into auth.identities
       (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
     values ($1::text, $2::uuid, $3, 'email', now(), now(), now())`,
    [userId, userId, JSON.stringify(data)],
  );
}

/** Merges `updates` into the data of the user's email identity; makes the identity if there is none. */
export async function updateEmailIdentity(tx: Sql, userId: string, updates: Metadata): Promise<void> {
  const [found] = await tx.query<{ id: string; identity_data: Metadata }>(
    "select id, identity_data from auth.identities where provider_id = $1 and provider = 'email' for update",
    [userId],
  );
  if (!found) {
    const data = { ...emailIdentityData(userId, String(updates.email)), ...updates };
    return insertEmailIdentity(tx, userId, data);
  }
  await tx.query("update auth.identities set identity_data = $2, updated_at = now() where id = $1", [
    found.id,
    JSON.stringify(mergeMetadata(found.identity_data, updates)),
  ]);
}

/** The providers of a user's identities, the oldest first: what `app_metadata` tells of them. */
export async function providersOf(tx: Sql, userId: string): Promise<string[]> {
  const rows = await tx.query<{ provider: string }>(
    "select provider from auth.identities where user_id = $1 order by created_at, id",
    [userId],
  );
  return [...new Set(rows.map((row) => row.provider))];
}
