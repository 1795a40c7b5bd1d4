import { createAccount } from "#lib/admin/accounts.ts";
import { createAccountInput } from "#lib/admin/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { listUsers } from "#lib/users/queries.ts";
import { listUsersQuery, userPage, userView } from "#lib/users/schema.ts";

/** Lists people by user name; `q` finds them by a part of either name. */
export const GET = route(
  {
    auth: "public",
    scope: "users:read",
    limit: "read",
    conditional: true,
    ndjson: true,
    query: listUsersQuery,
    response: userPage,
    summary: "List people",
  },
  ({ db, query }) => listUsers(db, query),
);

/** Makes an account for somebody else. Admins only. */
export const POST = route(
  {
    auth: "user",
    roles: ["admin"],
    limit: "write",
    body: createAccountInput,
    response: userView,
    status: 201,
    summary: "Make an account for somebody",
    errors: ["email_taken", "conflict"],
  },
  ({ db, body, trail }) => createAccount(db, body, trail),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
