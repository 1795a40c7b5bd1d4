import { requestPasswordReset } from "#lib/auth/accounts.ts";
import { forgotPasswordInput } from "#lib/auth/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Sends a link for choosing a new password, if the address has an account. The answer does not tell. */
export const POST = route(
  {
    auth: "public",
    limit: "auth",
    byAccount: true,
    body: forgotPasswordInput,
    status: 202,
    summary: "Ask for a link to choose a new password",
  },
  ({ session, body, later }) => requestPasswordReset(session, body, later),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
