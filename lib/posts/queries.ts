import { announced } from "../audit/announce.ts";
import type { Trail } from "../audit/record.ts";
import type { UserCaller } from "../auth/caller.ts";
import { AppError, forbidden, notFound } from "../errors.ts";
import type { Db } from "../supabase/clients.ts";
import { dataOf } from "../supabase/errors.ts";
import { requireVersion, whereVersion } from "../supabase/versions.ts";
import { isUuid } from "../text.ts";
import type { CreatePostInput, PostView, UpdatePostInput } from "./schema.ts";
import { postColumns, postViewOf, postWithContentColumns } from "./view.ts";

export { listPosts } from "./list.ts";

const slugTaken = () =>
  new AppError("conflict", { issues: [{ path: "slug", code: "taken", message: "This address is taken" }] });
const constraints = { posts_slug_key: slugTaken };

/** Finds a post that the caller can see. The text is left out when it is not for the caller. */
export async function findPost(db: Db, idOrSlug: string): Promise<PostView | null> {
  const select = db.from("posts").select(postWithContentColumns);
  const column = isUuid(idOrSlug) ? "id" : "slug";
  const row = dataOf(await select.eq(column, idOrSlug).maybeSingle(), "post");
  return row && postViewOf(row);
}

/**
 * One post by id or slug.
 * @throws {AppError} not_found, also for a draft that the caller may not see
 */
export async function getPost(db: Db, idOrSlug: string): Promise<PostView> {
  const post = await findPost(db, idOrSlug);
  if (post === null) throw notFound("post");
  return post;
}

/**
 * The id of a post that the caller can see.
 * @throws {AppError} not_found
 */
export async function getPostId(db: Db, idOrSlug: string): Promise<string> {
  const column = isUuid(idOrSlug) ? "id" : "slug";
  const result = await db.from("posts").select("id").eq(column, idOrSlug).maybeSingle();
  const row = dataOf(result, "post");
  if (row === null) throw notFound("post");
  return row.id;
}

/**
 * Writes a post and its text in the caller's name, both or neither.
 * @throws {AppError} conflict (the slug is taken)
 */
export async function createPost(db: Db, _caller: UserCaller, input: CreatePostInput): Promise<PostView> {
  const result = await db.rpc("create_post", input).select(postColumns);
  // The statement that ran the function cannot see the text that the function wrote; we know it anyway.
  return postViewOf({ ...dataOf(result, "post", constraints), text: { content: input.content } });
}

/**
 * Changes what `input` names, the post and its text together. Authors and editors may.
 * @param versions only if `updatedAt` is one of these; undefined, whatever it is
 * @throws {AppError} not_found, forbidden, precondition_failed, conflict (the slug is taken)
 */
export async function updatePost(
  db: Db,
  idOrSlug: string,
  input: UpdatePostInput,
  versions?: readonly string[],
): Promise<PostView> {
  const id = isUuid(idOrSlug) ? idOrSlug : await getPostId(db, idOrSlug);
  const { slug, ...rest } = input;
  // An empty slug in a form means "as it is", not "make a new one": the old address may be in use.
  const change = slug ? { ...rest, slug } : rest;
  const only = versions && { if_updated_at: [...versions] };
  const result = await db.rpc("update_post", { id, ...change, ...only }).maybeSingle();
  const changed = dataOf(result, "post", constraints);
  const post = await getPost(db, id);
  if (changed !== null) return post;
  requireVersion(post, versions);
  throw forbidden("Only its author and editors can change a post.");
}

/**
 * Deletes a post with its text, comments and reactions. The author and admins may; what an admin deletes is recorded.
 * @param versions only if `updatedAt` is one of these; undefined, whatever it is
 * @throws {AppError} not_found, forbidden, precondition_failed
 */
export async function deletePost(
  db: Db,
  caller: UserCaller,
  idOrSlug: string,
  trail: Trail,
  versions?: readonly string[],
): Promise<void> {
  const id = await getPostId(db, idOrSlug);
  const remove = async () => {
    const query = whereVersion(db.from("posts").delete().eq("id", id), versions);
    if (dataOf(await query.select("id"), "post").length > 0) return;
    requireVersion(await getPost(db, id), versions); // not_found: somebody else was faster
    throw forbidden("Only its author and admins can delete a post.");
  };
  if (!(await caller.roles()).includes("admin")) return remove();
  await announced(trail, { action: "post.deleted", targetId: id }, remove);
}
