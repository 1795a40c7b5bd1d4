"use server";

import { action } from "#lib/http/action.ts";
import * as users from "#lib/users/queries.ts";
import { replaceUserInput } from "#lib/users/schema.ts";
import { fieldOf, formAction } from "./form-action.ts";

const changeOwn = action({ auth: "user", limit: "write", input: replaceUserInput }, ({ db, caller, input }) =>
  users.updateUser(db, caller.id, input),
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
