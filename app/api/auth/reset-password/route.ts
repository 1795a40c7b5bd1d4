import { resetPassword } from "#lib/auth/accounts.ts";
import { resetPasswordInput, sessionView } from "#lib/auth/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Sets a new password for whoever the link in the email signed in, or for the bearer of its token. */
export const POST = route(
  {
    auth: "public",
    limit: "auth",
    body: resetPasswordInput,
    response: sessionView,
    summary: "Choose a new password",
    errors: ["unauthenticated", "link_invalid", "rate_limited"],
  },
  ({ session, body, trail }) => resetPassword(session, body, trail),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
