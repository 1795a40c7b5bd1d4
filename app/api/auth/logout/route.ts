import { logout } from "#lib/auth/accounts.ts";
import { logoutInput } from "#lib/auth/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Ends the caller's session, all of them, or all others, and clears the cookies. */
export const POST = route(
  { auth: "public", limit: "auth", body: logoutInput, errors: ["unauthenticated"], summary: "Sign out" },
  ({ session, caller, body, trail }) => logout(session, caller, body.scope, trail),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
