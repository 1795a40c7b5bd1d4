import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { LRUCache } from "lru-cache";
import type { Caller } from "../auth/caller.ts";
import { env } from "../env.ts";
import type { Database } from "./database.types.ts";
import { askFresh } from "./fetch.ts";

/** A Supabase client that acts as somebody. Whoever holds one can do what that somebody can, no more. */
export type Db = SupabaseClient<Database>;

/** During an outage whoever asks can try again; retries of ours would only keep them waiting for 7 s. */
export const patience = { db: { retry: false }, global: { fetch: askFresh } } as const;

let anonymous: Db | undefined;
let service: Db | undefined;

// A client costs more to build than a request to make, and it is stateless with `accessToken`: keep one per token.
const byToken = new LRUCache<string, Db>({ max: 500, ttl: 60 * 60 * 1000 });

/** The client of somebody who has not signed in: Postgres role `anon`. */
export function asAnonymous(): Db {
  anonymous ??= createClient<Database>(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    accessToken: async () => null,
    ...patience,
  });
  return anonymous;
}

/** The client that acts as the caller: row-level security decides what it reads and writes. */
export function asCaller(caller: Caller): Db {
  return caller.kind === "user" ? asToken(caller.accessToken) : asAnonymous();
}

/** The client of the person whom a verified access token names. */
export function asToken(accessToken: string): Db {
  const known = byToken.get(accessToken);
  if (known) return known;
  const client = createClient<Database>(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    accessToken: async () => accessToken,
    ...patience,
  });
  byToken.set(accessToken, client);
  return client;
}

/**
 * The client with the secret key, which row-level security does not bind. For the admin APIs of Auth and
 * Storage only; document 1 and tests/unit/architecture.test.ts name the folders that may call it.
 */
export function asService(): Db {
  service ??= createClient<Database>(env().SUPABASE_URL, env().SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    ...patience,
  });
  return service;
}
