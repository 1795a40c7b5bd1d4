import { listAllPosts } from "#lib/admin/posts.ts";
import { listAllPostsQuery } from "#lib/admin/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { postPage } from "#lib/posts/schema.ts";

/** Posts of everybody, drafts too, by when they were begun. For editors as well: row-level security shows them drafts. */
export const GET = route(
  {
    auth: "user",
    roles: ["admin", "editor"],
    limit: "read",
    ndjson: true,
    query: listAllPostsQuery,
    response: postPage,
    summary: "List everybody's posts and drafts",
  },
  ({ db, query }) => listAllPosts(db, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
