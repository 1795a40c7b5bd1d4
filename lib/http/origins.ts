import { env, isLoopbackHost } from "../env.ts";

export type Origins = { own: ReadonlySet<string>; allowed: ReadonlySet<string> };

/**
 * Which origins are ours. On one machine `localhost` and `127.0.0.1` are two origins to a browser and one to
 * the person in front of it, so a loopback SITE_URL stands for all of its names.
 */
export function ownOrigins(siteUrl: string): ReadonlySet<string> {
  const { origin, protocol, hostname, port } = new URL(siteUrl);
  if (!isLoopbackHost(hostname)) return new Set([origin]);
  const suffix = port === "" ? "" : `:${port}`;
  return new Set(["localhost", "127.0.0.1", "[::1]"].map((host) => `${protocol}//${host}${suffix}`));
}

let known: Origins | undefined;

/** Our own origins and those that CORS_ORIGINS lists. */
export function origins(): Origins {
  known ??= { own: ownOrigins(env().SITE_URL), allowed: new Set(env().CORS_ORIGINS) };
  return known;
}
