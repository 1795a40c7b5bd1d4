import { createComment, listComments } from "#lib/comments/queries.ts";
import { commentPage, commentView, createCommentInput, listCommentsQuery } from "#lib/comments/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { postParams as params } from "#lib/posts/schema.ts";

const read = { auth: "public", scope: "comments:read", limit: "read", conditional: true, params } as const;
const write = { auth: "user", scope: "comments:write", limit: "write", conditional: true, params } as const;
const list = { query: listCommentsQuery, response: commentPage, ndjson: true } as const;

/** The comments on a post, oldest first. */
export const GET = route(
  { ...read, ...list, summary: "List the comments on a post" },
  ({ db, params, query }) => listComments(db, params.id, query),
);

export const POST = route(
  {
    ...write,
    idempotent: true,
    changes: "posts",
    body: createCommentInput,
    response: commentView,
    status: 201,
    summary: "Comment on a post",
    errors: ["forbidden"],
  },
  ({ db, caller, params, body }) => createComment(db, caller, params.id, body),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
