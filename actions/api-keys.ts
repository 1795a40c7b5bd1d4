"use server";

import { createApiKey as make, revokeApiKey as revoke } from "#lib/api-keys/keys.ts";
import { apiKeyParams, createApiKeyInput } from "#lib/api-keys/schema.ts";
import { scopeNames } from "#lib/api-keys/scopes.ts";
import { action } from "#lib/http/action.ts";
import { buttonAction, fieldOf, formAction } from "./form-action.ts";

const makeOne = action(
  { auth: "user", limit: "write", input: createApiKeyInput },
  ({ db, caller, input, trail }) => make(db, caller, input, trail),
);

/** The last moment of a day that was chosen; what is no day is for the schema to refuse. */
const endOf = (day: string) => (day === "" ? null : `${day}T23:59:59Z`);

/** Makes an API key and shows it, once. */
export const createApiKey = formAction(makeOne, {
  input: (form) => ({
    name: fieldOf(form, "name"),
    scopes: scopeNames.filter((scope) => form.has(`scope ${scope}`)),
    expiresAt: endOf(fieldOf(form, "expiresAt")),
  }),
  answer: ({ key }) => ({ say: "Here is the key. Copy it now: it will not be shown again.", secret: key }),
});

const revokeOne = action(
  { auth: "user", limit: "write", input: apiKeyParams },
  ({ caller, input, trail, later }) => revoke(caller, input.id, trail, later),
);

/** Revokes an API key. */
export const revokeApiKey = buttonAction(revokeOne, {
  input: (form) => ({ id: fieldOf(form, "id") }),
  at: () => "/settings/api-keys",
});
