import { sessionView } from "#lib/auth/schema.ts";
import { sessionViewOf } from "#lib/auth/session-view.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Says who calls; `user` is null when nobody is signed in. */
export const GET = route(
  {
    auth: "public",
    scope: "profile:read",
    limit: "read",
    response: sessionView,
    summary: "Who is signed in",
  },
  ({ caller }) => sessionViewOf(caller),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
