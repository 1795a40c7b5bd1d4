import { cacheLife, cacheTag } from "next/cache";
import { hearChanges } from "#lib/cache/forget.ts";
import type { CacheTag } from "#lib/cache/tags.ts";
import { Rendered, type Rendering, render } from "#lib/http/rendered.ts";
import type { Page } from "#lib/pagination.ts";
import { findPublicPost, listPublicPosts } from "#lib/posts/public.ts";
import type { ListPostsQuery, PostView } from "#lib/posts/schema.ts";

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
export async function publicPost(idOrSlug: string): Promise<Rendered | null> {
  const rendering = await fromCache(renderPost, idOrSlug, async () => {
    const post = await findPublicPost(idOrSlug);
    return post && render(post);
  });
  return rendering && new Rendered(rendering);
}

export const pageOf = ({ rendering }: Rendered): Page<PostView> => JSON.parse(rendering.json);
export const postOf = ({ rendering }: Rendered): PostView => JSON.parse(rendering.json);

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
