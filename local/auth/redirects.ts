import type { AuthConfig } from "./config.ts";
import type { AuthError } from "./errors.ts";

/**
 * Where a request wants its user to land, if the project allows it: the `redirect_to` header or parameter, else
 * the referring page, else the site itself.
 */
export function chooseRedirect(config: AuthConfig, request: Request): string {
  const asked =
    request.headers.get("redirect_to") || new URL(request.url).searchParams.get("redirect_to") || "";
  const candidates = [asked, request.headers.get("referer") ?? ""];
  return candidates.find((url) => isAllowedRedirect(config, url)) ?? config.site_url;
}

/**
 * Whether users may be sent to a URL: the site's own origin (any port on loopback), or a match of
 * `additional_redirect_urls`. Addresses written as one number, or as an IP that is not loopback, never are.
 */
export function isAllowedRedirect(config: AuthConfig, url: string): boolean {
  if (url === "" || hasControlCharacters(url)) return false;
  const isHttp = /^https?:/i.test(url);
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed) return !isHttp && matchesAllowList(config, url);
  if (isSameSite(config, parsed)) return true;
  if (isHttp && !isOrdinaryHost(url, parsed)) return false;
  return matchesAllowList(config, url);
}

function hasControlCharacters(url: string): boolean {
  return [...url].some((character) => character <= " " || character === "\x7f");
}

function isSameSite(config: AuthConfig, url: URL): boolean {
  if (!URL.canParse(config.site_url)) return false;
  const site = new URL(config.site_url);
  const samePort = site.port === url.port || isLoopback(url.hostname);
  return site.protocol === url.protocol && site.hostname === url.hostname && samePort;
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
}

function isOrdinaryHost(written: string, url: URL): boolean {
  const [, host] = /^https?:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/:?#]*)/i.exec(written) ?? [];
  if (host === undefined || /^\d+$/.test(host)) return false;
  const isIp = /^(\d+\.){3}\d+$/.test(url.hostname) || url.hostname.startsWith("[");
  if (isIp) return isLoopback(url.hostname);
  return /^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?$/.test(url.hostname);
}

function matchesAllowList(config: AuthConfig, url: string): boolean {
  const [withoutFragment = ""] = url.split("#");
  return config.additional_redirect_urls.some((pattern) => globToRegExp(pattern).test(withoutFragment));
}

/** `*` is anything but `.` and `/`, `**` is anything, `?` one such character; `{a,b}` and `[abc]` choose. */
export function globToRegExp(glob: string): RegExp {
  let depth = 0;
  const source = glob.replace(/\*\*|\*|\?|\[!?[^\]]+\]|[{},]|\\.|[\s\S]/g, (part) => {
    if (part === "**") return ".*";
    if (part === "*") return "[^./]*";
    if (part === "?") return "[^./]";
    if (part === "{") depth += 1;
    if (part === "{") return "(?:";
    if (part === "}" && depth > 0) {
      depth -= 1;
      return ")";
    }
    if (part === "," && depth > 0) return "|";
    if (part.length > 2 && part.startsWith("[")) return part.replace("[!", "[^").replace(/\\/g, "\\\\");
    return escapeRegExp(part.length === 2 && part.startsWith("\\") ? part.slice(1) : part);
  });
  return new RegExp(`^${source}${")".repeat(depth)}$`, "s");
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** Sends a browser on; 303 makes it a GET. */
export function redirectTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}

/** Parameters in the fragment, and in the query too for PKCE clients, whose servers never see a fragment. */
export function withResult(url: string, result: Record<string, string>, inQuery: boolean): string {
  const [base = ""] = url.split("#");
  const fragment = new URLSearchParams(sorted(result)).toString();
  return `${inQuery ? withQuery(base, result) : base}#${fragment}`;
}

/** The same URL with query parameters set. Works on app links that are no web addresses too. */
export function withQuery(url: string, values: Record<string, string>): string {
  const [base = "", fragment] = url.split("#");
  const [path = "", query = ""] = base.split("?");
  const parameters = new URLSearchParams(query);
  for (const [name, value] of Object.entries(values)) parameters.set(name, value);
  parameters.sort();
  return `${path}?${parameters}${fragment === undefined ? "" : `#${fragment}`}`;
}

const oauthErrors: Record<number, string> = {
  400: "invalid_request",
  401: "unauthorized_client",
  403: "access_denied",
  500: "server_error",
  503: "temporarily_unavailable",
};

/** How a failed link tells the page it lands on. */
export function errorRedirect(url: string, error: AuthError, isPkce: boolean): string {
  const kind = oauthErrors[error.status];
  const result = {
    ...(kind ? { error: kind } : {}),
    error_code: error.code,
    error_description: error.message,
  };
  return withResult(url, result, isPkce);
}

function sorted(values: Record<string, string>): [string, string][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
