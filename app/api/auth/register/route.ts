import { register } from "#lib/auth/accounts.ts";
import { registeredView, registerInput } from "#lib/auth/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Makes an account and signs it in, unless its address must be confirmed first. */
export const POST = route(
  {
    auth: "public",
    limit: "auth",
    byAccount: true,
    body: registerInput,
    response: registeredView,
    status: 201,
    summary: "Make an account",
    errors: ["email_taken", "conflict"],
  },
  ({ session, body, trail }) => register(session, body, trail),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
