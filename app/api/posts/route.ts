import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { isPublicList } from "#lib/posts/public.ts";
import { createPost, listPosts } from "#lib/posts/queries.ts";
import { createPostInput, listPostsQuery, postPage, postView } from "#lib/posts/schema.ts";
import { publicPosts } from "../../_cached.ts";

const read = { auth: "public", scope: "posts:read", limit: "read", conditional: true, ndjson: true } as const;
const write = {
  auth: "user",
  scope: "posts:write",
  limit: "write",
  conditional: true,
  changes: "posts",
} as const;

/** Lists published posts, newest first, or the drafts that the caller can see; `q` searches. */
export const GET = route(
  { ...read, query: listPostsQuery, response: postPage, summary: "List posts" },
  ({ db, query }) => (isPublicList(query) ? publicPosts(query) : listPosts(db, query)),
);

/** Creates a draft or a published post in the caller's name. */
export const POST = route(
  {
    ...write,
    idempotent: true,
    body: createPostInput,
    response: postView,
    status: 201,
    summary: "Write a post",
    errors: ["conflict"],
  },
  ({ db, caller, body }) => createPost(db, caller, body),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
