import { deleteComment, updateComment } from "#lib/comments/queries.ts";
import { commentView, commentParams as params, updateCommentInput } from "#lib/comments/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Changes the text of one's own comment, for 15 minutes. */
export const PATCH = route(
  {
    auth: "user",
    scope: "comments:write",
    limit: "write",
    conditional: true,
    idempotent: true,
    changes: "posts",
    params,
    body: updateCommentInput,
    response: commentView,
    summary: "Change a comment",
    errors: ["forbidden", "precondition_failed"],
  },
  ({ db, params, body, ifMatch }) => updateComment(db, params.id, body, ifMatch),
);

export const DELETE = route(
  {
    ...{ auth: "user", scope: "comments:write", limit: "write", changes: "posts" },
    conditional: true,
    idempotent: true,
    params,
    errors: ["forbidden", "precondition_failed"],
    summary: "Delete a comment",
  },
  ({ db, params, ifMatch }) => deleteComment(db, params.id, ifMatch),
);

export const { GET, HEAD, POST, PUT, OPTIONS } = otherMethods({ PATCH, DELETE });
