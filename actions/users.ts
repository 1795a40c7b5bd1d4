"use server";

import { z } from "zod";
import { action } from "#lib/http/action.ts";
import { uploadForm } from "#lib/media/schema.ts";
import { uploadPicture } from "#lib/media/uploads.ts";
import { uuid } from "#lib/text.ts";
import * as users from "#lib/users/queries.ts";
import { replaceUserInput } from "#lib/users/schema.ts";
import { buttonAction, fieldOf, formAction } from "./form-action.ts";

const changeOwn = action(
  { auth: "user", limit: "write", changes: "posts", input: replaceUserInput },
  ({ db, caller, input }) => users.updateUser(db, caller.id, input),
);

/** Changes the caller's own profile. */
export const updateProfile = formAction(changeOwn, {
  input: (form) => ({
    name: fieldOf(form, "name"),
    username: fieldOf(form, "username"),
    bio: fieldOf(form, "bio"),
  }),
  answer: () => ({ say: "Saved." }),
});

/** Either a picture that is there, or one that comes with the form. */
const face = z.union([z.strictObject({ mediaId: uuid }), uploadForm]);

const showFace = action(
  { auth: "user", limit: "upload", changes: "posts", input: face },
  async ({ db, caller, input }) => {
    const avatarMediaId = "mediaId" in input ? input.mediaId : (await uploadPicture(caller, input)).id;
    return users.updateUser(db, caller.id, { avatarMediaId });
  },
);

/** Gives the caller a picture. */
export const setAvatar = formAction(showFace, {
  input: (form) => {
    const mediaId = fieldOf(form, "mediaId");
    return mediaId ? { mediaId } : { file: form.get("file") };
  },
  answer: () => ({ say: "This is your picture now." }),
});

const hideFace = action({ auth: "user", limit: "write", changes: "posts" }, ({ db, caller }) =>
  users.updateUser(db, caller.id, { avatarMediaId: null }),
);

/** Takes the caller's picture away. */
export const removeAvatar = buttonAction(hideFace, { input: () => undefined, at: () => "/settings" });
