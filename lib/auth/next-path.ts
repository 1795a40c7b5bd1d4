import { env } from "../env.ts";
import { AppError } from "../errors.ts";

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

/**
 * Runs a sign-in that a browser came for by following a link, and sends it on: to `next`, or to /login with the
 * code of what went wrong, because a person cannot do anything with a problem document.
 * @throws whatever is not the link's fault
 */
export async function afterSignIn(
  next: string | undefined,
  signIn: () => Promise<unknown>,
): Promise<Response> {
  try {
    await signIn();
    return redirectTo(sameSitePath(next, "/"));
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return redirectTo(`/login?error=${error.code}`);
  }
}

const redirectTo = (path: string) => new Response(null, { status: 303, headers: { Location: path } });
