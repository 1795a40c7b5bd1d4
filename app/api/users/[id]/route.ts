import { deleteAccount } from "#lib/admin/accounts.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { getUser, updateUser } from "#lib/users/queries.ts";
import { replaceUserInput, updateUserInput, userParams, userView } from "#lib/users/schema.ts";

const params = userParams;
const response = userView;

/** One person, by id or user name. */
export const GET = route(
  {
    auth: "public",
    scope: "users:read",
    limit: "read",
    conditional: true,
    params,
    response,
    summary: "Read a profile",
  },
  ({ db, params }) => getUser(db, params.id),
);

const write = { auth: "user", limit: "write", changes: "posts", params } as const;
const errors = ["forbidden", "conflict", "precondition_failed"] as const;
const change = { ...write, scope: "profile:write", conditional: true, response, errors } as const;

export const PUT = route(
  { ...change, body: replaceUserInput, summary: "Replace one's own profile" },
  ({ db, params, body, ifMatch }) => updateUser(db, params.id, body, ifMatch),
);

export const PATCH = route(
  { ...change, body: updateUserInput, summary: "Change one's own profile" },
  ({ db, params, body, ifMatch }) => updateUser(db, params.id, body, ifMatch),
);

/** Deletes an account and everything of it: one's own, or, as an admin, anybody's. */
export const DELETE = route(
  { ...write, errors: ["forbidden"], summary: "Delete an account" },
  ({ db, caller, params }) => deleteAccount(db, caller, params.id),
);

export const { POST, OPTIONS } = otherMethods({ GET, PUT, PATCH, DELETE });
