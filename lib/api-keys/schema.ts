import { z } from "zod";
import { pageOf, pageParameters } from "../pagination.ts";
import { line, uuid } from "../text.ts";
import { scopeNames } from "./scopes.ts";

/** So many keys one person may have, expired ones among them. */
export const maxKeys = 50;

const scope = z.enum(scopeNames, { error: `Must be one of ${scopeNames.join(", ")}` });
const moment = z.iso.datetime({ offset: true });

const asked = {
  name: "Nightly export",
  scopes: ["posts:read" as const, "comments:read" as const],
  expiresAt: "2127-01-31T12:00:00Z",
};
const made = {
  ...asked,
  id: "9b2f6c1e-5d3a-4f6b-8a7c-0d1e2f3a4b5c",
  prefix: "8fJ2kQmZ0x",
  lastUsedAt: null,
  createdAt: "2026-11-29T08:30:00.123456+00:00",
};

export const createApiKeyInput = z
  .strictObject({
    name: line({ min: 1, max: 80 }),
    scopes: z
      .array(scope)
      .min(1, "Choose at least one")
      .max(100)
      .transform((names) => [...new Set(names)])
      .meta({ description: "What the key may be used for." }),
    expiresAt: z.iso
      .datetime({ offset: true, error: "Must be a moment such as 2027-01-31T12:00:00Z" })
      .refine((value) => Date.parse(value) > Date.now(), { error: "Must lie in the future" })
      .nullable()
      .default(null)
      .meta({ description: "Left out or null, the key works until it is revoked." }),
  })
  .meta({ examples: [asked] });
export type CreateApiKeyInput = z.output<typeof createApiKeyInput>;

export const apiKeyView = z
  .object({
    id: uuid,
    name: z.string(),
    prefix: z.string().meta({ description: "What stands between `plk_` and the secret." }),
    scopes: z.array(z.enum(scopeNames)),
    expiresAt: moment.nullable(),
    lastUsedAt: moment.nullable().meta({ description: "To the minute." }),
    createdAt: moment,
  })
  .meta({ id: "ApiKey", examples: [{ ...made, lastUsedAt: "2026-11-29T09:00:00+00:00" }] });
export type ApiKeyView = z.output<typeof apiKeyView>;
export const apiKeyPage = pageOf(apiKeyView);

export const createdApiKeyView = z
  .object({
    ...apiKeyView.shape,
    key: z.string().meta({ description: "The whole key. It is answered now and never again." }),
  })
  .meta({
    id: "CreatedApiKey",
    examples: [{ ...made, key: "plk_8fJ2kQmZ0x_an-example-of-no-key-that-there-ever-was" }],
  });
export type CreatedApiKeyView = z.output<typeof createdApiKeyView>;

export const listApiKeysQuery = z.object({ limit: pageParameters.limit, cursor: pageParameters.cursor });
export type ListApiKeysQuery = z.output<typeof listApiKeysQuery>;

export const apiKeyParams = z.object({ id: uuid.meta({ examples: [made.id] }) });
