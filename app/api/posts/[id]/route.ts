import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { deletePost, getPost, updatePost } from "#lib/posts/queries.ts";
import { postParams, postView, replacePostInput, updatePostInput } from "#lib/posts/schema.ts";

const params = postParams;
const response = postView;

/** One post, by id or slug. */
export const GET = route(
  { auth: "public", limit: "read", params, response, summary: "Read a post" },
  ({ db, params }) => getPost(db, params.id),
);

const change = { auth: "user", limit: "write", params, response, errors: ["forbidden", "conflict"] } as const;

export const PUT = route(
  { ...change, body: replacePostInput, summary: "Replace a post" },
  ({ db, params, body }) => updatePost(db, params.id, body),
);

export const PATCH = route(
  { ...change, idempotent: true, body: updatePostInput, summary: "Change a post" },
  ({ db, params, body }) => updatePost(db, params.id, body),
);

export const DELETE = route(
  { auth: "user", limit: "write", idempotent: true, params, errors: ["forbidden"], summary: "Delete a post" },
  ({ db, params }) => deletePost(db, params.id),
);

export const { POST, OPTIONS } = otherMethods({ GET, PUT, PATCH, DELETE });
