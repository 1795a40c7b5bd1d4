import { z } from "zod";
import type { Claims } from "../../keys/tokens.ts";
import type { Auth } from "../context.ts";
import type { Sql } from "../database.ts";
import { AuthError } from "../errors.ts";
import type { Client } from "../sessions.ts";
import { askHookWithin, metadataOf, readAnswer } from "./ask.ts";

const object = z.record(z.string(), z.unknown());

/** What GoTrue demands of the claims that come back. */
const minimum = z.looseObject({
  aud: z.union([z.string(), z.array(z.unknown())]),
  exp: z.int(),
  iat: z.int(),
  sub: z.string(),
  email: z.string(),
  phone: z.string(),
  role: z.string(),
  aal: z.string(),
  session_id: z.string(),
  is_anonymous: z.unknown(),
  jti: z.string().optional(),
  iss: z.string().optional(),
  nbf: z.int().optional(),
  app_metadata: object.optional(),
  user_metadata: object.optional(),
  amr: z.array(object).optional(),
});

export type TokenRequest = {
  userId: string;
  /** How the user signed in; `token_refresh` when they had before. */
  method: string;
  client: Client;
};

/**
 * The claims of an access token after the `custom_access_token` hook has seen them, or the given ones without a hook.
 * It runs in the sign-in's transaction: when it fails, nobody was signed in.
 * @throws {AuthError} 500 when the claims that come back make no token; the hook's own errors
 */
export async function customizeClaims(
  auth: Auth,
  tx: Sql,
  claims: Claims,
  { userId, method, client }: TokenRequest,
): Promise<Claims> {
  const hook = auth.config.hook.custom_access_token;
  if (!hook) return claims;
  const answer = await askHookWithin(tx, hook, {
    metadata: metadataOf(client, "customize-access-token"),
    user_id: userId,
    claims,
    authentication_method: method,
  });
  const read = readAnswer(answer, object);
  if (read && !("claims" in read)) throw failure("output claims field is missing");
  return requireMinimum(read?.claims ?? null);
}

function requireMinimum(claims: unknown): Claims {
  const read = minimum.safeParse(claims);
  if (read.success && "is_anonymous" in read.data) return read.data as Claims;
  const faults = read.error?.issues.map((issue) => describe(issue, claims)) ?? [
    "(root): is_anonymous is required",
  ];
  throw failure(
    `output claims do not conform to the expected schema: \n${faults.map((one) => `- ${one}\n`).join("")}`,
  );
}

/** A fault in the words of the validator that GoTrue has. */
function describe(issue: z.core.$ZodIssue, claims: unknown): string {
  const path = issue.path.join(".") || "(root)";
  const given = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown>)?.[key],
    claims,
  );
  if (given === undefined) return `(root): ${path} is required`;
  const expected =
    issue.code === "invalid_type" ? (nameOf[issue.expected] ?? issue.expected) : "string/array";
  return `${path}: Invalid type. Expected: ${expected}, given: ${typeOf(given)}`;
}

const nameOf: Record<string, string> = { int: "integer", number: "integer", record: "object" };

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

const failure = (message: string) => new AuthError(500, "unexpected_failure", message);
