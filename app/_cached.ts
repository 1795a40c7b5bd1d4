import type { Caller } from "#lib/auth/caller.ts";
import { hearChanges } from "#lib/cache/forget.ts";
import { Memory } from "#lib/cache/memory.ts";
import { notFound } from "#lib/errors.ts";
import { Rendered, type Rendering, render } from "#lib/http/rendered.ts";
import type { Page } from "#lib/pagination.ts";
import { findPublicPost, listPublicPosts } from "#lib/posts/public.ts";
import { getPost } from "#lib/posts/queries.ts";
import type { ListPostsQuery, PostView } from "#lib/posts/schema.ts";
import { oncePerProcess } from "#lib/process-state.ts";
import type { Db } from "#lib/supabase/clients.ts";

/** Changes are heard of; the age is for when they are not, because the database does not answer. */
const memory = oncePerProcess(
  "posts.rendered",
  () =>
    new Memory<Rendering | null>({
      tags: ["posts"],
      maxBytes: 50 * 1024 * 1024,
      maxAgeSeconds: 60,
      // What nobody may read is looked for anew each time, so that guesses do not fill the memory.
      sizeOf: (rendering) => rendering?.json.length ?? null,
    }),
);

/**
 * Published posts, the same for everybody; where a list begins, from memory. What lies further down is read by few.
 * @throws {AppError} validation_failed, unavailable
 */
export async function publicPosts(query: ListPostsQuery): Promise<Rendered> {
  const make = async () => render(await listPublicPosts(query));
  const isBeginning = query.cursor === undefined && query.page === undefined;
  return new Rendered(await (isBeginning ? remembered(`list ${JSON.stringify(query)}`, make) : make()));
}

/** A post as somebody sees it who has not signed in, from memory. Null when there is none for them. */
async function publicPost(idOrSlug: string): Promise<Rendered | null> {
  const rendering = await remembered(`post ${idOrSlug}`, async () => {
    const post = await findPublicPost(idOrSlug);
    return post && render(post);
  });
  return rendering && new Rendered(rendering);
}

/**
 * A post as this caller sees it: from memory what everybody sees.
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

/** A dev server keeps nothing: what is changed in the database by hand is seen at once. */
async function remembered<T extends Rendering | null>(key: string, make: () => Promise<T>): Promise<T> {
  if (process.env.NODE_ENV === "development" || !(await hearsChanges())) return make();
  return memory.get(key, make) as Promise<T>; // what is made under a key is always of one kind
}

/** Nothing may be kept of which nobody would be told that it has changed. */
const hearsChanges = () =>
  hearChanges().then(
    () => true,
    () => false,
  );
