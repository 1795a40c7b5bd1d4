import { z } from "zod";
import { notFound } from "../errors.ts";
import { cursorPage, decodeCursor, type Page, timestampText } from "../pagination.ts";
import type { Db } from "../supabase/clients.ts";
import { dataOf } from "../supabase/errors.ts";
import { afterPosition } from "../supabase/filters.ts";
import type { ApiKeyView, ListApiKeysQuery } from "./schema.ts";
import type { Scope } from "./scopes.ts";

const columns = "id, name, prefix, scopes, expires_at, last_used_at, created_at";

type Row = {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  expires_at: string | null;
  last_used_at: string | null;
  created_at: string;
};

const viewOf = (row: Row): ApiKeyView => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes as Scope[], // by the table's constraint
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
  createdAt: row.created_at,
});

const place = z.object({ at: timestampText, id: z.guid() });

/**
 * The caller's keys, newest first. Expired ones are among them.
 * @throws {AppError} validation_failed (a cursor of another list)
 */
export async function listApiKeys(db: Db, query: ListApiKeysQuery): Promise<Page<ApiKeyView>> {
  let select = db.from("api_keys").select(columns);
  if (query.cursor !== undefined) {
    select = afterPosition(select, "created_at", decodeCursor(query.cursor, place), "newest");
  }
  const newest = select.order("created_at", { ascending: false }).order("id", { ascending: false });
  const rows = dataOf(await newest.limit(query.limit + 1), "API key");
  return cursorPage(rows, query.limit, viewOf, (row) => ({ at: row.created_at, id: row.id }));
}

/**
 * One of the caller's keys.
 * @throws {AppError} not_found
 */
export async function getApiKey(db: Db, id: string): Promise<ApiKeyView> {
  const row = dataOf(await db.from("api_keys").select(columns).eq("id", id).maybeSingle(), "API key");
  if (row === null) throw notFound("API key");
  return viewOf(row);
}
