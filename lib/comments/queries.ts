import { z } from "zod";
import type { UserCaller } from "../auth/caller.ts";
import { type AppError, forbidden, invalidField, notFound } from "../errors.ts";
import {
  cursorPage,
  decodeCursor,
  numberedPage,
  numberedRange,
  type Page,
  timestampText,
} from "../pagination.ts";
import { getPostId } from "../posts/queries.ts";
import type { Db } from "../supabase/clients.ts";
import { dataOf } from "../supabase/errors.ts";
import { afterPosition } from "../supabase/filters.ts";
import { requireVersion, whereVersion } from "../supabase/versions.ts";
import { isUuid } from "../text.ts";
import { type AuthorRow, authorColumns, authorOf } from "../users/queries.ts";
import type { CommentView, CreateCommentInput, ListCommentsQuery, UpdateCommentInput } from "./schema.ts";

const columns =
  `id, post_id, parent_id, body, created_at, updated_at, author:profiles!comments_author_id_fkey(${authorColumns})` as const;

type Row = {
  id: string;
  post_id: string;
  parent_id: string | null;
  body: string;
  created_at: string;
  updated_at: string;
  author: AuthorRow;
};

const viewOf = (row: Row): CommentView => ({
  id: row.id,
  postId: row.post_id,
  parentId: row.parent_id,
  body: row.body,
  author: authorOf(row.author),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const place = z.object({ at: timestampText, id: z.guid() });
const inComments = { referencedTable: "comments" } as const;

/**
 * The comments on a post, oldest first, read through the post in one request: no post, no comments.
 * @throws {AppError} not_found, validation_failed (a cursor of another list)
 */
export async function listComments(
  db: Db,
  idOrSlug: string,
  query: ListCommentsQuery,
): Promise<Page<CommentView>> {
  const range = numberedRange(query);
  let select = db
    .from("posts")
    .select(`comment_count, comments(${columns})`)
    .eq(isUuid(idOrSlug) ? "id" : "slug", idOrSlug);
  if (query.cursor !== undefined) {
    select = afterPosition(select, "created_at", decodeCursor(query.cursor, place), "oldest", "comments");
  }
  select = select.order("created_at", inComments).order("id", inComments);
  select = range ? select.range(range.from, range.to, inComments) : select.limit(query.limit + 1, inComments);
  const post = dataOf(await select.maybeSingle(), "post");
  if (post === null) throw notFound("post");
  if (query.page !== undefined) {
    return numberedPage(post.comments.map(viewOf), query.limit, query.page, post.comment_count);
  }
  return cursorPage(post.comments, query.limit, viewOf, (row) => ({ at: row.created_at, id: row.id }));
}

const parentMissing = () => invalidField("parentId", "not_found", "There is no such comment on this post");

/**
 * Comments on a post whose text the caller can read.
 * @throws {AppError} not_found, forbidden (the text is not for the caller), validation_failed (parentId)
 */
export async function createComment(
  db: Db,
  _caller: UserCaller,
  idOrSlug: string,
  { body, parentId }: CreateCommentInput,
): Promise<CommentView> {
  const post_id = await getPostId(db, idOrSlug);
  const row = { post_id, body, ...(parentId && { parent_id: parentId }) };
  const result = await db.from("comments").insert(row).select(columns).single();
  if (result.error?.code === "42501") throw forbidden("Only those who can read a post can comment on it.");
  return viewOf(dataOf(result, "post", { comments_parent_id_fkey: parentMissing }));
}

/**
 * Changes the text of a comment, for 15 minutes after it was written.
 * @param versions only if `updatedAt` is one of these; undefined, whatever it is
 * @throws {AppError} not_found, forbidden (somebody else's, or too late), precondition_failed
 */
export async function updateComment(
  db: Db,
  id: string,
  input: UpdateCommentInput,
  versions?: readonly string[],
): Promise<CommentView> {
  const update = whereVersion(db.from("comments").update(input).eq("id", id), versions);
  const row = dataOf(await update.select(columns).maybeSingle(), "comment");
  if (row !== null) return viewOf(row);
  throw await refusal(db, id, versions, "A comment can be changed by its author, for 15 minutes.");
}

/**
 * Deletes a comment. Its author, the author of the post and admins may.
 * @param versions only if `updatedAt` is one of these; undefined, whatever it is
 * @throws {AppError} not_found, forbidden, precondition_failed
 */
export async function deleteComment(db: Db, id: string, versions?: readonly string[]): Promise<void> {
  const remove = whereVersion(db.from("comments").delete().eq("id", id), versions);
  if (dataOf(await remove.select("id"), "comment").length > 0) return;
  throw await refusal(
    db,
    id,
    versions,
    "A comment can be deleted by its author, the post's author and admins.",
  );
}

/** A write that touched nothing: there is no such comment, it is another version, or it is not the caller's to write. */
async function refusal(
  db: Db,
  id: string,
  versions: readonly string[] | undefined,
  detail: string,
): Promise<AppError> {
  const row = dataOf(await db.from("comments").select("updated_at").eq("id", id).maybeSingle(), "comment");
  if (row === null) return notFound("comment");
  requireVersion({ updatedAt: row.updated_at }, versions);
  return forbidden(detail);
}
