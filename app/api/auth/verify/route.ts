import { verifyEmailToken } from "#lib/auth/accounts.ts";
import { afterSignIn } from "#lib/auth/next-path.ts";
import { sessionView, verifyInput, verifyQuery } from "#lib/auth/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Where the links in emails lead: signs their reader in and goes on to `next`, or to /login. */
export const GET = route(
  { auth: "public", limit: "auth", query: verifyQuery, status: 303, summary: "Follow a link from an email" },
  ({ session, query, trail }) =>
    afterSignIn(query.next, () =>
      verifyEmailToken(session, { tokenHash: query.token_hash, type: query.type }, trail),
    ),
);

/** Takes the token of such a link and signs its reader in. */
export const POST = route(
  {
    auth: "public",
    limit: "auth",
    body: verifyInput,
    response: sessionView,
    summary: "Sign in with the token of a link from an email",
    errors: ["link_invalid", "rate_limited"],
  },
  ({ session, body, trail }) => verifyEmailToken(session, body, trail),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
