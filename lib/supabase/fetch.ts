import { env } from "../env.ts";
import { spokenAddress } from "../limits/address.ts";
import { span } from "../observability/spans.ts";
import { describeCall } from "./call-span.ts";

/** A service that has not begun to answer by then will not: no statement of an API may run longer. */
const beginsWithinMs = 10_000;

/**
 * How every client asks Supabase: for what is there now, and never for longer than somebody waits.
 *
 * Next.js patches `fetch` with a cache of its own, and a page that shows one person's row to another is worse than
 * a slow one. The bound of 10 s is until the answer begins; storage has none, as it takes in a whole file first.
 */
export const askFresh: typeof fetch = (input, init) => {
  const url = urlOf(input);
  const method = init?.method ?? (input instanceof Request ? input.method : "GET");
  return span(
    () => describeCall(method, url),
    async (add) => {
      const response = await ask(url.pathname, input, init);
      add({ "http.response.status_code": response.status });
      return response;
    },
  );
};

async function ask(pathname: string, ...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  if (pathname.startsWith("/storage/v1/")) return fetch(input, { ...init, cache: "no-store" });
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), beginsWithinMs);
  const signal = init?.signal ? AbortSignal.any([init.signal, late.signal]) : late.signal;
  try {
    return await fetch(input, { ...init, cache: "no-store", signal });
  } finally {
    clearTimeout(timer);
  }
}

const urlOf = (input: string | URL | Request) => new URL(input instanceof Request ? input.url : input);

/**
 * The same for renewing a session, which auth-js tries for half a minute when Auth does not answer or answers that
 * it is not well. Here it hears of a failure that is none of those. What is answered is not to be trusted for more
 * than that: auth-js forgets a session over it, so the client must have none to forget.
 */
export const askOnce: typeof fetch = async (input, init) => {
  try {
    const response = await askFresh(input, init);
    return response.status < 500 ? response : away(`Auth answered ${response.status}`);
  } catch (error) {
    return away(error instanceof Error ? error.message : String(error));
  }
};

/**
 * The same for what a visitor asks Auth: with their password, Auth is told where they are. Of whoever has the secret
 * key it believes `Sb-Forwarded-For` (where the project forwards addresses); `X-Forwarded-For` is for an Auth that knows
 * no better. The key gives no other right here: a password opens the same session with either key.
 */
export const askFor =
  (address: string): typeof fetch =>
  (input, init) => {
    const { pathname, searchParams } = urlOf(input);
    const isPassword = pathname === "/auth/v1/token" && searchParams.get("grant_type") === "password";
    if (!isPassword) return askFresh(input, init);
    const headers = new Headers(init?.headers);
    headers.set("apikey", env().SUPABASE_SECRET_KEY);
    headers.set("Authorization", `Bearer ${env().SUPABASE_SECRET_KEY}`);
    for (const name of ["Sb-Forwarded-For", "X-Forwarded-For"]) headers.set(name, spokenAddress(address));
    return askFresh(input, { ...init, headers });
  };

/** A status that auth-js does not know to be temporary. */
const away = (message: string) => Response.json({ code: "unexpected_failure", message }, { status: 599 });
