"use server";

import { z } from "zod";
import * as comments from "#lib/comments/queries.ts";
import { type CommentView, createCommentInput, updateCommentInput } from "#lib/comments/schema.ts";
import { action } from "#lib/http/action.ts";
import { uuid } from "#lib/text.ts";
import { buttonAction, fieldOf, formAction } from "./form-action.ts";

const postOf = (form: FormData) => `/posts/${encodeURIComponent(fieldOf(form, "slug"))}`;
const placeOf = async (comment: CommentView, form: FormData) => ({
  to: `${postOf(form)}#comment-${comment.id}`,
});

const write = action(
  { auth: "user", limit: "write", changes: "posts", input: createCommentInput.extend({ postId: uuid }) },
  ({ db, caller, input: { postId, ...input } }) => comments.createComment(db, caller, postId, input),
);

/** Comments on a post, or answers a comment on it. */
export const createComment = formAction(write, {
  input: (form) => ({
    postId: fieldOf(form, "postId"),
    parentId: fieldOf(form, "parentId") || null,
    body: fieldOf(form, "body"),
  }),
  answer: placeOf,
});

const change = action(
  { auth: "user", limit: "write", changes: "posts", input: updateCommentInput.extend({ id: uuid }) },
  ({ db, input: { id, ...input } }) => comments.updateComment(db, id, input),
);

/** Changes one's own comment while it is fresh. */
export const updateComment = formAction(change, {
  input: (form) => ({ id: fieldOf(form, "id"), body: fieldOf(form, "body") }),
  answer: placeOf,
});

const drop = action(
  { auth: "user", limit: "write", changes: "posts", input: z.strictObject({ id: uuid }) },
  ({ db, input }) => comments.deleteComment(db, input.id),
);

/** Deletes a comment for good. */
export const deleteComment = buttonAction(drop, {
  input: (form) => ({ id: fieldOf(form, "id") }),
  at: (form) => `${postOf(form)}#comments`,
});
