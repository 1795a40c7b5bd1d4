import { cacheLife, cacheTag } from "next/cache";
import type { Caller } from "#lib/auth/caller.ts";
import { hearChanges } from "#lib/cache/forget.ts";
import type { CacheTag } from "#lib/cache/tags.ts";
import { notFound } from "#lib/errors.ts";
import { Rendered, type Rendering, render } from "#lib/http/rendered.ts";
import type { Page } from "#lib/pagination.ts";
import { findPublicPost, listPublicPosts } from "#lib/posts/public.ts";
import { getPost } from "#lib/posts/queries.ts";
import type { ListPostsQuery, PostView } from "#lib/posts/schema.ts";
import type { Db } from "#lib/supabase/clients.ts";

const posts: CacheTag = "posts";

/** In seconds. Changes are heard of; this is for when they are not, because the database does not answer. */
const kept = { stale: 0, revalidate: 60, expire: 300 };
const notKept = { stale: 0, revalidate: 0, expire: 0 };

async function renderPosts(query: ListPostsQuery): Promise<Rendering> {
  "use cache";
  cacheTag(posts);
  cacheLife(kept);
  return render(await listPublicPosts(query));
}

/** What nobody may read is looked for anew each time, so that guesses do not fill the cache. */
async function renderPost(idOrSlug: string): Promise<Rendering | null> {
  "use cache";
  const post = await findPublicPost(idOrSlug);
  cacheTag(posts);
  cacheLife(post === null ? notKept : kept);
  return post && render(post);
}

/**
 * Published posts, the same for everybody; where a list begins, from the cache. What lies further down is read by few.
 * @throws {AppError} validation_failed, unavailable
 */
export async function publicPosts(query: ListPostsQuery): Promise<Rendered> {
  const fresh = async () => render(await listPublicPosts(query));
  const isBeginning = query.cursor === undefined && query.page === undefined;
  return new Rendered(await (isBeginning ? fromCache(renderPosts, query, fresh) : fresh()));
}

/** A post as somebody sees it who has not signed in, from the cache. Null when there is none for them. */
async function publicPost(idOrSlug: string): Promise<Rendered | null> {
  const rendering = await fromCache(renderPost, idOrSlug, async () => {
    const post = await findPublicPost(idOrSlug);
    return post && render(post);
  });
  return rendering && new Rendered(rendering);
}

/**
 * A post as this caller sees it: from the cache what everybody sees.
 * @throws {AppError} not_found
 */
export async function postFor(caller: Caller, db: Db, idOrSlug: string): Promise<PostView | Rendered> {
  if (caller.kind === "user") return getPost(db, idOrSlug);
  const post = await publicPost(idOrSlug);
  if (post === null) throw notFound("post");
  return post;
}

export const pageOf = ({ rendering }: Rendered): Page<PostView> => JSON.parse(rendering.json);
export const postOf = (post: PostView | Rendered): PostView =>
  post instanceof Rendered ? JSON.parse(post.rendering.json) : post;

/**
 * A dev server keeps nothing: what is changed in the database by hand is seen at once. What fails within `use cache`
 * comes out of it without its name, so it is done again outside, where it fails for all to see.
 */
async function fromCache<A, T>(
  cached: (about: A) => Promise<T>,
  about: A,
  fresh: () => Promise<T>,
): Promise<T> {
  if (process.env.NODE_ENV === "development") return fresh();
  try {
    await hearChanges();
    return await cached(about);
  } catch {
    return fresh();
  }
}
