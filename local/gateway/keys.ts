import type { ProjectKeys } from "../keys/project-keys.ts";

/** What the gateway makes of a request's keys: the JWT that the service gets, or a refusal. */
export type Exchange = { authorization: string | null } | { refused: string };

const opaque = /^sb_(publishable|secret)_/;

/**
 * Turns the project's `sb_…` keys into the role tokens that services understand, by the rules of a hosted
 * project: an `Authorization` that is not an `sb_` key wins; without one the `apikey` speaks; no key at all is
 * left to the service, which treats the caller as anonymous.
 */
export function exchangeKeys(
  keys: ProjectKeys,
  apikey: string | null,
  authorization: string | null,
): Exchange {
  const tokens = new Map([
    [keys.publishableKey, keys.anonKey],
    [keys.secretKey, keys.serviceRoleKey],
  ]);
  const bearer = authorization?.match(/^bearer\s+(.+)$/i)?.[1]?.trim() ?? null;
  for (const key of [apikey, bearer]) {
    if (key && opaque.test(key) && !tokens.has(key)) {
      return { refused: "Invalid API key" };
    }
  }
  if (bearer && !opaque.test(bearer)) return { authorization: `Bearer ${bearer}` };
  const key = bearer ?? apikey;
  return { authorization: key ? `Bearer ${tokens.get(key) ?? key}` : null };
}
