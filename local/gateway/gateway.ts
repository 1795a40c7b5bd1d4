import type { ProjectKeys } from "../keys/project-keys.ts";
import type { Service } from "../stack/service.ts";
import { passOn } from "./connection.ts";
import { allowEveryOrigin, preflight } from "./cors.ts";
import { exchangeKeys } from "./keys.ts";

/** Services by their path prefix, as a hosted project lays them out (`/rest/v1`, `/auth/v1` …). */
export type Routes = Record<string, Service>;

/** Prefixes that a client of Supabase may call and that this build does not serve. */
const absent: Record<string, string> = {
  "/graphql/v1":
    "GraphQL is not part of the embedded Supabase. Use /rest/v1, or a hosted project with pg_graphql.",
  "/functions/v1": "Edge functions are not part of the embedded Supabase. Use route handlers.",
};

/**
 * The one door in front of the services: CORS open to every origin as upstream, `sb_` keys exchanged for role
 * tokens, the prefix cut off. A fetch handler; it never rejects.
 */
export function createGateway(keys: ProjectKeys, routes: Routes): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method === "OPTIONS" && request.headers.has("access-control-request-method")) {
      return preflight(request);
    }
    try {
      return allowEveryOrigin(await dispatch(request, keys, routes));
    } catch (error) {
      process.stderr.write(`gateway: ${request.method} ${request.url}: ${error}\n`);
      return allowEveryOrigin(message(500, "An unexpected error occurred"));
    }
  };
}

async function dispatch(request: Request, keys: ProjectKeys, routes: Routes): Promise<Response> {
  const url = new URL(request.url);
  const prefix = prefixOf(url.pathname);
  const service = routes[prefix];
  if (!service) return missing(prefix);
  const apikey = request.headers.get("apikey") ?? url.searchParams.get("apikey");
  const exchange = exchangeKeys(keys, apikey, request.headers.get("authorization"));
  if ("refused" in exchange) return refusedKey(exchange.refused);
  const passed = forService(request, url, prefix, exchange.authorization);
  // Whoever has the secret key is a server of the project's, and may say for whom it asks.
  if (apikey !== keys.secretKey) passed.headers.delete("sb-forwarded-for");
  return service.fetch(passed);
}

function forService(request: Request, url: URL, prefix: string, authorization: string | null): Request {
  const headers = new Headers(request.headers);
  if (authorization) headers.set("authorization", authorization);
  else headers.delete("authorization");
  headers.delete("apikey");
  const search = url.searchParams.has("apikey") ? withoutApikey(url) : url.search;
  const target = `${url.origin}${url.pathname.slice(prefix.length) || "/"}${search}`;
  return passOn(request, target, headers);
}

function withoutApikey(url: URL): string {
  const rest = new URLSearchParams(url.search);
  rest.delete("apikey");
  return rest.size ? `?${rest}` : "";
}

/** The part of a path that chooses the service: `/rest/v1`; empty for a path of no service. */
export function prefixOf(pathname: string): string {
  return pathname.match(/^\/[^/]+\/v1(?=\/|$)/)?.[0] ?? "";
}

export function refusedKey(reason: string): Response {
  return message(401, reason, "Check the project's publishable or secret key.");
}

/** The answer where no service is: 501 for those that a hosted project has, 404 for the rest. */
export function missing(prefix: string): Response {
  const reason = absent[prefix];
  return reason ? message(501, reason) : message(404, "no Route matched with those values");
}

function message(status: number, text: string, hint?: string): Response {
  return Response.json(hint ? { message: text, hint } : { message: text }, { status });
}
