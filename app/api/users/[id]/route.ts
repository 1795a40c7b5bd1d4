import { deleteAccount } from "#lib/admin/accounts.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { getUser, updateUser } from "#lib/users/queries.ts";
import * as users from "#lib/users/schema.ts";

const one = { params: users.userParams, response: users.userView, conditional: true } as const;
const read = { ...one, auth: "public", scope: "users:read", limit: "read" } as const;
const write = { auth: "user", limit: "write", changes: "posts" } as const;
const errors = ["forbidden", "conflict", "precondition_failed"] as const;
const change = { ...one, ...write, scope: "profile:write", errors } as const;

/** One person, by id or user name. */
export const GET = route({ ...read, summary: "Read a profile" }, ({ db, params }) => getUser(db, params.id));

export const PUT = route(
  { ...change, body: users.replaceUserInput, summary: "Replace one's own profile" },
  ({ db, params, body, ifMatch }) => updateUser(db, params.id, body, ifMatch),
);

export const PATCH = route(
  { ...change, body: users.updateUserInput, summary: "Change one's own profile" },
  ({ db, params, body, ifMatch }) => updateUser(db, params.id, body, ifMatch),
);

/** Deletes an account and everything of it: one's own, or, as an admin, anybody's. */
export const DELETE = route(
  { ...write, params: users.userParams, errors: ["forbidden", "conflict"], summary: "Delete an account" },
  ({ db, caller, params, trail }) => deleteAccount(db, caller, params.id, trail),
);

export const { POST, OPTIONS } = otherMethods({ GET, PUT, PATCH, DELETE });
