import { deleteComment, updateComment } from "#lib/comments/queries.ts";
import { commentView, commentParams as params, updateCommentInput } from "#lib/comments/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Changes the text of one's own comment, for 15 minutes. */
export const PATCH = route(
  {
    auth: "user",
    limit: "write",
    idempotent: true,
    params,
    body: updateCommentInput,
    response: commentView,
    summary: "Change a comment",
    errors: ["forbidden"],
  },
  ({ db, params, body }) => updateComment(db, params.id, body),
);

export const DELETE = route(
  {
    auth: "user",
    limit: "write",
    idempotent: true,
    params,
    errors: ["forbidden"],
    summary: "Delete a comment",
  },
  ({ db, params }) => deleteComment(db, params.id),
);

export const { GET, HEAD, POST, PUT, OPTIONS } = otherMethods({ PATCH, DELETE });
