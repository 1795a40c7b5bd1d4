import { createComment, listComments } from "#lib/comments/queries.ts";
import { commentPage, commentView, createCommentInput, listCommentsQuery } from "#lib/comments/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { postParams as params } from "#lib/posts/schema.ts";

/** The comments on a post, oldest first. */
export const GET = route(
  {
    auth: "public",
    scope: "comments:read",
    limit: "read",
    conditional: true,
    ndjson: true,
    params,
    query: listCommentsQuery,
    response: commentPage,
    summary: "List the comments on a post",
  },
  ({ db, params, query }) => listComments(db, params.id, query),
);

export const POST = route(
  {
    auth: "user",
    scope: "comments:write",
    limit: "write",
    conditional: true,
    idempotent: true,
    changes: "posts",
    params,
    body: createCommentInput,
    response: commentView,
    status: 201,
    summary: "Comment on a post",
    errors: ["forbidden"],
  },
  ({ db, caller, params, body }) => createComment(db, caller, params.id, body),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
