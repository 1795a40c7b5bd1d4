import { createHash } from "node:crypto";
import { hasSessionCookie } from "../auth/cookies.ts";
import { AppError } from "../errors.ts";
import { isReachable } from "../health/reachable.ts";
import { requireOwnSite } from "./csrf.ts";
import { origins } from "./origins.ts";
import { problemResponse } from "./problem.ts";
import { requestIdOf } from "./request-id.ts";

const style = `
  :root { color-scheme: light dark; font: 17px/1.6 Georgia, serif }
  body { display: grid; place-items: center; min-height: 90vh; margin: 0 1rem; text-align: center }
`;

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Plinth is not well right now</title>
<style>${style}</style>
<main>
  <h1>Plinth is not well right now</h1>
  <p>Something that every page needs does not answer. Nothing of yours is lost.</p>
  <p><a href="">Try again</a></p>
</main>
</html>
`;

const outageHeaders = {
  "Content-Type": "text/html; charset=utf-8",
  // This style and no other; the address of a style sheet would need a page that is well.
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${hashOf(style)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "Cache-Control": "no-store",
  "Retry-After": "5",
};

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

type Cookies = { name: string }[];

/**
 * What must hold before Next.js renders a page or runs an action. Its own answers to the same faults are a 500
 * without a word.
 * @returns the refusal: 405, 403 `csrf` or 400 as a problem, 503 as a page; null when the page may go on
 */
export async function refusalOf(request: Request, cookies: Cookies): Promise<Response | null> {
  const { method, headers } = request;
  try {
    if (method === "GET" || method === "HEAD") return (await isReachable()) ? null : outage(method);
    if (method !== "POST")
      throw new AppError("method_not_allowed", { headers: { Allow: allowedAt(request) } });
    requireOwnPage(request, cookies);
    await requireReadableForm(request);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return problemResponse(error, requestIdOf(headers));
  }
}

const allowedAt = ({ url }: Request) =>
  new URL(url).pathname.startsWith("/api/")
    ? "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
    : "GET, HEAD, POST";

const outage = (method: string) =>
  new Response(method === "HEAD" ? null : page, { status: 503, headers: outageHeaders });

/**
 * Forms are sent by our own pages alone: CORS_ORIGINS lists callers of the API. Next.js holds an Origin against
 * the host that was asked, so that has to fit as well.
 */
function requireOwnPage({ method, headers }: Request, cookies: Cookies): void {
  const origin = headers.get("origin");
  const from = { method, origin, fetchSite: headers.get("sec-fetch-site"), isBearer: false };
  requireOwnSite({ ...from, hasSession: hasSessionCookie(cookies) }, { ...origins(), allowed: new Set() });
  const host = headers.get("x-forwarded-host")?.split(",")[0]?.trim() ?? headers.get("host");
  if (origin !== null && new URL(origin).host !== host) throw new AppError("csrf");
}

/** A form that cannot be taken apart is found out here, on a copy: what reads it later has no answer for it. */
async function requireReadableForm(request: Request): Promise<void> {
  if (!/^multipart\//i.test(request.headers.get("content-type") ?? "")) return;
  try {
    await request.clone().formData();
  } catch (error) {
    throw new AppError("invalid_form", { cause: error });
  }
}
