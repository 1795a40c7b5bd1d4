import { sendMagicLink } from "#lib/auth/accounts.ts";
import { magicLinkInput } from "#lib/auth/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Sends a link that signs its reader in, if the address has an account. The answer does not tell. */
export const POST = route(
  {
    auth: "public",
    limit: "auth",
    byAccount: true,
    body: magicLinkInput,
    status: 202,
    summary: "Ask for a link to sign in",
  },
  ({ session, body, later }) => sendMagicLink(session, body, later),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
