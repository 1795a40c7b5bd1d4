import { exchangeCode } from "#lib/auth/accounts.ts";
import { afterSignIn } from "#lib/auth/next-path.ts";
import { callbackQuery } from "#lib/auth/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Where a sign-in elsewhere comes back with a code (PKCE): signs in and goes on to `next`, or to /login. */
export const GET = route(
  { auth: "public", limit: "auth", query: callbackQuery, status: 303, summary: "Finish a sign-in (PKCE)" },
  ({ session, query, trail }) =>
    afterSignIn(query.next, () => exchangeCode(session, query.code ?? "", trail)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
