import type { UserCaller } from "../auth/caller.ts";
import { getPostId } from "../posts/queries.ts";
import type { Db } from "../supabase/clients.ts";
import { dataOf } from "../supabase/errors.ts";
import type { ReactionsView, SetReactionInput } from "./schema.ts";

/**
 * How often each kind was given to a post, and which one is the caller's.
 * @throws {AppError} not_found
 */
export async function listReactions(db: Db, idOrSlug: string): Promise<ReactionsView> {
  return reactionsOf(db, await getPostId(db, idOrSlug));
}

/**
 * Gives the caller's reaction to a post, in place of the one given before.
 * @throws {AppError} not_found
 */
export async function setReaction(
  db: Db,
  _caller: UserCaller,
  idOrSlug: string,
  { kind }: SetReactionInput,
): Promise<ReactionsView> {
  const post_id = await getPostId(db, idOrSlug);
  const result = await db.from("reactions").upsert({ post_id, kind }, { onConflict: "post_id,user_id" });
  dataOf(result, "post");
  return reactionsOf(db, post_id);
}

/**
 * Takes the caller's reaction back. Without one it changes nothing.
 * @throws {AppError} not_found
 */
export async function removeReaction(db: Db, caller: UserCaller, idOrSlug: string): Promise<void> {
  const post_id = await getPostId(db, idOrSlug);
  const result = await db.from("reactions").delete().eq("post_id", post_id).eq("user_id", caller.id);
  dataOf(result, "reaction");
}

async function reactionsOf(db: Db, post_id: string): Promise<ReactionsView> {
  const rows = dataOf(await db.rpc("reaction_counts", { post_id }), "post");
  const counts = { like: 0, love: 0, insightful: 0, funny: 0 };
  for (const { kind, count } of rows) counts[kind] = count;
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  return { counts, total, mine: rows.find(({ mine }) => mine)?.kind ?? null };
}
