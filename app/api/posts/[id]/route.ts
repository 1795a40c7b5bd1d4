import { notFound } from "#lib/errors.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { deletePost, getPost, updatePost } from "#lib/posts/queries.ts";
import {
  postParams as params,
  replacePostInput,
  postView as response,
  updatePostInput,
} from "#lib/posts/schema.ts";
import { publicPost } from "../../../_cached.ts";

const read = { auth: "public", scope: "posts:read", limit: "read", conditional: true } as const;

/** One post, by id or slug. */
export const GET = route(
  { ...read, params, response, summary: "Read a post" },
  async ({ db, caller, params }) => {
    if (caller.kind === "user") return getPost(db, params.id);
    const post = await publicPost(params.id);
    if (post === null) throw notFound("post");
    return post;
  },
);

const write = {
  ...{ auth: "user", scope: "posts:write", limit: "write", conditional: true, changes: "posts" },
  params,
} as const;
const errors = ["forbidden", "conflict", "precondition_failed"] as const;
const change = { ...write, response, errors } as const;

export const PUT = route(
  { ...change, body: replacePostInput, summary: "Replace a post" },
  ({ db, params, body, ifMatch }) => updatePost(db, params.id, body, ifMatch),
);

export const PATCH = route(
  { ...change, idempotent: true, body: updatePostInput, summary: "Change a post" },
  ({ db, params, body, ifMatch }) => updatePost(db, params.id, body, ifMatch),
);

export const DELETE = route(
  { ...write, idempotent: true, errors: ["forbidden", "precondition_failed"], summary: "Delete a post" },
  ({ db, params, ifMatch }) => deletePost(db, params.id, ifMatch),
);

export const { POST, OPTIONS } = otherMethods({ GET, PUT, PATCH, DELETE });
