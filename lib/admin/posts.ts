import { z } from "zod";
import { cursorPage, decodeCursor, type Page, timestampText } from "../pagination.ts";
import type { PostView } from "../posts/schema.ts";
import { postColumns, postViewOf } from "../posts/view.ts";
import type { Db } from "../supabase/clients.ts";
import { dataOf } from "../supabase/errors.ts";
import { afterPosition } from "../supabase/filters.ts";
import type { ListAllPostsQuery } from "./schema.ts";

const place = z.object({ at: timestampText, id: z.guid() });

/**
 * Posts of every status by when they were begun, the newest first. Row-level security shows drafts to editors.
 * @throws {AppError} validation_failed (a cursor of another list)
 */
export async function listAllPosts(db: Db, query: ListAllPostsQuery): Promise<Page<PostView>> {
  const { limit, cursor, status, visibility, author } = query;
  let select = db.from("posts").select(postColumns);
  if (status !== undefined) select = select.eq("status", status);
  if (visibility !== undefined) select = select.eq("visibility", visibility);
  if (author !== undefined) select = select.eq("author_id", author);
  if (cursor !== undefined) {
    select = afterPosition(select, "created_at", decodeCursor(cursor, place), "newest");
  }
  const newest = select.order("created_at", { ascending: false }).order("id", { ascending: false });
  const rows = dataOf(await newest.limit(limit + 1), "post");
  return cursorPage(rows, limit, postViewOf, (row) => ({ at: row.created_at, id: row.id }));
}
