import { login } from "#lib/auth/accounts.ts";
import { loginInput, sessionView } from "#lib/auth/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Signs in with a password and sets the session's cookies. */
export const POST = route(
  {
    auth: "public",
    limit: "auth",
    byAccount: true,
    body: loginInput,
    response: sessionView,
    summary: "Sign in with a password",
    errors: ["invalid_credentials", "email_not_confirmed"],
  },
  ({ session, body, trail }) => login(session, body, trail),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
