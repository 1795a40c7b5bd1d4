import { AppError, notFound } from "../errors.ts";
import { allowPreflight } from "./cors.ts";
import { origins } from "./origins.ts";
import { type RouteHandler, route } from "./route.ts";
import { rememberPattern } from "./route-pattern.ts";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof methods)[number];
type Served = Partial<Record<Exclude<Method, "HEAD" | "OPTIONS">, RouteHandler>>;

/** HEAD comes with GET: Next.js runs the GET handler and leaves the body out. */
type Others<S extends Served> = Record<
  Exclude<Method, keyof S | ("GET" extends keyof S ? "HEAD" : never)>,
  RouteHandler
>;

const internal = { auth: "public", limit: "read", scope: "none", hidden: true } as const;

/**
 * The handlers of a resource's other methods: OPTIONS, with the preflight for CORS, and for the rest a 405 that
 * names in `Allow` what there is. Next.js on its own answers 405 with neither a body nor `Allow`.
 *
 * @example export const { HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
 */
export function otherMethods<const S extends Served>(served: S): Others<S> {
  const allow = methods.filter((method) => method in served || isImplied(method, served)).join(", ");
  const refuse = route(internal, () => {
    throw new AppError("method_not_allowed", { headers: { Allow: allow } });
  });
  const options = route({ ...internal, status: 204 }, ({ request, headers }) => {
    headers.set("Allow", allow);
    if (isPreflight(request)) allowPreflight(headers, allow);
  });
  const others = methods.filter((method) => !(method in served) && !(method === "HEAD" && "GET" in served));
  const handlers = others.map((method) => [method, method === "OPTIONS" ? options : refuse]);
  return Object.fromEntries(handlers) as Others<S>;
}

const isImplied = (method: Method, served: Served) =>
  method === "OPTIONS" || (method === "HEAD" && "GET" in served);

function isPreflight({ headers }: Request): boolean {
  const origin = headers.get("origin");
  return origin !== null && origins().allowed.has(origin) && headers.has("access-control-request-method");
}

/** The handlers of a path at which there is nothing: 404 whatever the method. */
export function nothingHere(): Record<Method, RouteHandler> {
  const refuse = () => {
    throw notFound("address");
  };
  rememberPattern(refuse, "/api/[[...path]]");
  const handler = route(internal, refuse);
  return Object.fromEntries(methods.map((method) => [method, handler])) as Record<Method, RouteHandler>;
}
