"use server";

import { z } from "zod";
import { action } from "#lib/http/action.ts";
import * as reactions from "#lib/reactions/queries.ts";
import { reactionKind } from "#lib/reactions/schema.ts";
import { uuid } from "#lib/text.ts";
import { buttonAction, fieldOf } from "./form-action.ts";

const input = z.strictObject({ postId: uuid, kind: reactionKind.nullable() });

const react = action(
  { auth: "user", limit: "write", changes: "posts", input },
  async ({ db, caller, input: { postId, kind } }) => {
    if (kind === null) await reactions.removeReaction(db, caller, postId);
    else await reactions.setReaction(db, caller, postId, { kind });
  },
);

/** Gives the reaction `kind` to a post, or takes the caller's back when the form names none. */
export const setReaction = buttonAction(react, {
  input: (form) => ({ postId: fieldOf(form, "postId"), kind: fieldOf(form, "kind") || null }),
  at: (form) => `/posts/${encodeURIComponent(fieldOf(form, "slug"))}#reactions`,
});
