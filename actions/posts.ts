"use server";

import { z } from "zod";
import { action } from "#lib/http/action.ts";
import * as posts from "#lib/posts/queries.ts";
import { createPostInput, type PostView, replacePostInput } from "#lib/posts/schema.ts";
import { uuid } from "#lib/text.ts";
import { buttonAction, fieldOf, formAction } from "./form-action.ts";
import { withPicture } from "./form-picture.ts";

function typed(form: FormData) {
  return {
    title: fieldOf(form, "title"),
    content: fieldOf(form, "content"),
    excerpt: fieldOf(form, "excerpt"),
    visibility: fieldOf(form, "visibility"),
    // Enter in a field sends the form without a button: that must never publish anything.
    status: fieldOf(form, "status") || "draft",
  };
}

const writePost = action(
  { auth: "user", limit: "write", changes: "posts", input: createPostInput },
  ({ db, caller, input }) => posts.createPost(db, caller, input),
);

/** Writes a post: published it opens, as a draft it stays open for writing. */
export const createPost = withPicture(formAction(writePost, { input: typed, answer: whereAfter }));

async function whereAfter(post: PostView): Promise<{ to: string }> {
  return { to: post.status === "published" ? `/posts/${post.slug}` : `/write/${post.id}?saved=1` };
}

const changePost = action(
  {
    auth: "user",
    limit: "write",
    changes: "posts",
    input: z.strictObject({ id: uuid, change: replacePostInput }),
  },
  ({ db, input }) => posts.updatePost(db, input.id, input.change),
);

/** Changes a post, publishes it or takes it back. */
export const updatePost = withPicture(
  formAction(changePost, {
    input: (form) => ({ id: fieldOf(form, "id"), change: typed(form) }),
    answer: whereAfter,
    under: "change",
  }),
);

const dropPost = action(
  { auth: "user", limit: "write", changes: "posts", input: z.strictObject({ id: uuid }) },
  ({ db, caller, input, trail }) => posts.deletePost(db, caller, input.id, trail),
);

/** Deletes a post for good. */
export const deletePost = buttonAction(dropPost, {
  input: (form) => ({ id: fieldOf(form, "id") }),
  at: () => "/",
  leave: true,
});
