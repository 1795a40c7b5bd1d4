import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { LRUCache } from "lru-cache";
import type { Caller } from "../auth/caller.ts";
import { env } from "../env.ts";
import type { Database } from "./database.types.ts";

/** A Supabase client that acts as somebody. Whoever holds one can do what that somebody can, no more. */
export type Db = SupabaseClient<Database>;

/**
 * Answers of the API must be as fresh as the database: Next.js patches `fetch` with a cache of its own, and a
 * page that shows one person's row to another is worse than a slow one.
 */
const freshFetch: typeof fetch = (input, init) => fetch(input, { ...init, cache: "no-store" });

let anonymous: Db | undefined;
let service: Db | undefined;

// A client costs more to build than a request to make, and it is stateless with `accessToken`: keep one per token.
const byToken = new LRUCache<string, Db>({ max: 500, ttl: 60 * 60 * 1000 });

/** The client of somebody who has not signed in: Postgres role `anon`. */
export function asAnonymous(): Db {
  anonymous ??= createClient<Database>(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    accessToken: async () => null,
    global: { fetch: freshFetch },
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
    global: { fetch: freshFetch },
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
    global: { fetch: freshFetch },
  });
  return service;
}
