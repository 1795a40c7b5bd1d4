/** A service that has not begun to answer by then will not: no statement of an API may run longer. */
const beginsWithinMs = 10_000;

/**
 * How every client asks Supabase: once, and never for longer than somebody waits.
 *
 * Fresh, because Next.js patches `fetch` with a cache of its own, and a page that shows one person's row to
 * another is worse than a slow one. Bounded to 10 s until the answer begins, storage excepted, which takes in a
 * whole file before it answers. An Auth that is away is answered for with a 500: what auth-js believes to be
 * temporary (no connection, 502 to 504) it tries again for half a minute when it renews a session.
 */
export const askOnce: typeof fetch = async (input, init) => {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  if (!pathname.startsWith("/auth/v1/")) return bounded(input, init, !pathname.startsWith("/storage/v1/"));
  try {
    const response = await bounded(input, init, true);
    return response.status > 500 ? awayAuth(`It answered ${response.status}.`) : response;
  } catch (error) {
    return awayAuth(String(error instanceof Error ? (error.cause ?? error) : error));
  }
};

async function bounded(
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
  isBounded: boolean,
) {
  if (!isBounded) return fetch(input, { ...init, cache: "no-store" });
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), beginsWithinMs);
  const signal = init?.signal ? AbortSignal.any([init.signal, late.signal]) : late.signal;
  try {
    return await fetch(input, { ...init, cache: "no-store", signal });
  } finally {
    clearTimeout(timer);
  }
}

const awayAuth = (message: string) => Response.json({ code: "unexpected_failure", message }, { status: 500 });
