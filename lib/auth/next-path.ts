import { env } from "../env.ts";

/**
 * Where to go after signing in: the path of `next` when it leads to this site, else `fallback`. Resolving it as
 * a browser does is what catches `//evil.example`, `/\evil.example` and a tab between the slashes.
 */
export function sameSitePath(next: string | undefined, fallback: string): string {
  const site = new URL(env().SITE_URL);
  if (next === undefined || !URL.canParse(next, site)) return fallback;
  const target = new URL(next, site);
  if (target.origin !== site.origin) return fallback;
  return target.pathname.replace(/^\/+/, "/") + target.search + target.hash;
}
