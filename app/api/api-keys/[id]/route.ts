import { revokeApiKey } from "#lib/api-keys/keys.ts";
import { getApiKey } from "#lib/api-keys/queries.ts";
import { apiKeyParams, apiKeyView } from "#lib/api-keys/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** One of the caller's API keys, without what makes it one. */
export const GET = route(
  { auth: "user", limit: "read", params: apiKeyParams, response: apiKeyView, summary: "Read an API key" },
  ({ db, params }) => getApiKey(db, params.id),
);

/** Revokes a key: the next request with it is refused. */
export const DELETE = route(
  { auth: "user", limit: "write", params: apiKeyParams, summary: "Revoke an API key" },
  ({ caller, params, trail, later }) => revokeApiKey(caller, params.id, trail, later),
);

export const { POST, PUT, PATCH, OPTIONS } = otherMethods({ GET, DELETE });
