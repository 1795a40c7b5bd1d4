import { createApiKey } from "#lib/api-keys/keys.ts";
import { listApiKeys } from "#lib/api-keys/queries.ts";
import { apiKeyPage, createApiKeyInput, createdApiKeyView, listApiKeysQuery } from "#lib/api-keys/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

// None of these has a scope: a key that could make keys would outlive being revoked.

/** The caller's API keys, newest first. */
export const GET = route(
  {
    auth: "user",
    limit: "read",
    ndjson: true,
    query: listApiKeysQuery,
    response: apiKeyPage,
    summary: "List one's API keys",
  },
  ({ db, query }) => listApiKeys(db, query),
);

/** Makes a key and shows it, once. Not idempotent: the first answer would have to be kept, with the key in it. */
export const POST = route(
  {
    auth: "user",
    limit: "write",
    body: createApiKeyInput,
    response: createdApiKeyView,
    status: 201,
    summary: "Make an API key",
    errors: ["too_many_api_keys"],
  },
  ({ db, caller, body, trail }) => createApiKey(db, caller, body, trail),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
