import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { deletePost, updatePost } from "#lib/posts/queries.ts";
import * as posts from "#lib/posts/schema.ts";
import { postFor } from "../../../_cached.ts";

const about = { conditional: true, params: posts.postParams } as const;
const read = { ...about, auth: "public", scope: "posts:read", limit: "read" } as const;
const write = { ...about, auth: "user", scope: "posts:write", limit: "write", changes: "posts" } as const;
const change = { ...write, response: posts.postView } as const;
const errors = ["forbidden", "precondition_failed"] as const;

/** One post, by id or slug. */
export const GET = route(
  { ...read, response: posts.postView, summary: "Read a post" },
  ({ db, caller, params }) => postFor(caller, db, params.id),
);

export const PUT = route(
  { ...change, body: posts.replacePostInput, errors: [...errors, "conflict"], summary: "Replace a post" },
  ({ db, params, body, ifMatch }) => updatePost(db, params.id, body, ifMatch),
);

const patch = { ...change, idempotent: true, body: posts.updatePostInput } as const;
export const PATCH = route(
  { ...patch, errors: [...errors, "conflict"], summary: "Change a post" },
  ({ db, params, body, ifMatch }) => updatePost(db, params.id, body, ifMatch),
);

export const DELETE = route(
  { ...write, idempotent: true, errors, summary: "Delete a post" },
  ({ db, caller, params, ifMatch, trail }) => deletePost(db, caller, params.id, trail, ifMatch),
);

export const { POST, OPTIONS } = otherMethods({ GET, PUT, PATCH, DELETE });
