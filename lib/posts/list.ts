import { z } from "zod";
import { invalidField } from "../errors.ts";
import {
  cursorPage,
  decodeCursor,
  numberedPage,
  numberedRange,
  type Page,
  timestampText,
} from "../pagination.ts";
import type { Db } from "../supabase/clients.ts";
import { dataOf, rowsOf } from "../supabase/errors.ts";
import { afterPosition } from "../supabase/filters.ts";
import { isUuid } from "../text.ts";
import type { ListPostsQuery, PostView } from "./schema.ts";
import { type PostRow, postColumns, postViewOf } from "./view.ts";

/**
 * Published posts, newest first, or the drafts that the caller can see by their age. With `q`, what matches
 * best comes first.
 * @throws {AppError} validation_failed for a cursor of another list
 */
export async function listPosts(db: Db, query: ListPostsQuery): Promise<Page<PostView>> {
  return query.q ? searchPosts(db, query, query.q) : newestPosts(db, query);
}

/** A draft has no date of publication: drafts are ordered by when they were begun. */
const orderOf = (status: ListPostsQuery["status"]) => (status === "draft" ? "created_at" : "published_at");

const nobody = "00000000-0000-0000-0000-000000000000";

const placeBy = <By extends string>(by: By) =>
  z.object({ by: z.literal(by), at: timestampText, id: z.guid() });
const places = { created_at: placeBy("created_at"), published_at: placeBy("published_at") };

async function newestPosts(db: Db, query: ListPostsQuery): Promise<Page<PostView>> {
  const range = numberedRange(query);
  const by = orderOf(query.status);
  const author = await authorIdOf(db, query.author);
  let select = db
    .from("posts")
    .select(postColumns, range ? { count: "exact" } : {})
    .eq("status", query.status);
  // Nobody's id when there is no such author: the list is empty then, and still counted and paged as one.
  if (author !== undefined) select = select.eq("author_id", author ?? nobody);
  if (query.visibility !== undefined) select = select.eq("visibility", query.visibility);
  if (query.cursor !== undefined) {
    select = afterPosition(select, by, decodeCursor(query.cursor, places[by]), "newest");
  }
  select = select.order(by, { ascending: false }).order("id", { ascending: false });
  if (range && query.page !== undefined) {
    const { rows, total } = rowsOf(await select.range(range.from, range.to), "post");
    return numberedPage(rows.map(postViewOf), query.limit, query.page, total);
  }
  const rows: PostRow[] = dataOf(await select.limit(query.limit + 1), "post");
  return cursorPage(rows, query.limit, postViewOf, (row) => ({ by, at: row[by], id: row.id }));
}

const placeByRank = z.object({ rank: z.number(), id: z.guid() });

async function searchPosts(db: Db, query: ListPostsQuery, q: string): Promise<Page<PostView>> {
  if (query.page !== undefined) throw invalidField("page", "conflict", "A search goes on with cursor");
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, placeByRank);
  const author = await authorIdOf(db, query.author);
  if (author === null)
    return cursorPage(
      [],
      query.limit,
      (row: never) => row,
      () => null,
    );
  const found = await db.rpc("search_posts", {
    q,
    in_status: query.status,
    max_rows: query.limit + 1,
    ...(author !== undefined && { by_author: author }),
    ...(query.visibility !== undefined && { in_visibility: query.visibility }),
    ...(after && { after_rank: after.rank, after_id: after.id }),
  });
  const rows = dataOf(found, "post").map((row) => ({
    ...row,
    author: {
      id: row.author_id,
      username: row.author_username,
      name: row.author_name,
      avatar_media_id: row.author_avatar_media_id,
    },
  }));
  return cursorPage(
    rows,
    query.limit,
    (row) => ({ ...postViewOf(row), highlight: { title: row.marked_title, snippet: row.snippet } }),
    ({ rank, id }) => ({ rank, id }),
  );
}

/** @returns undefined when no author is asked for, null when there is no such author */
async function authorIdOf(db: Db, author: string | undefined): Promise<string | null | undefined> {
  if (author === undefined || isUuid(author)) return author;
  const found = dataOf(await db.from("profiles").select("id").eq("username", author).maybeSingle(), "user");
  return found?.id ?? null;
}
