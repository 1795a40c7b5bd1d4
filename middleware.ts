import { type NextRequest, NextResponse } from "next/server";
import { type CookieJar, hasSessionCookie, type SetCookie } from "#lib/auth/cookies.ts";
import { callerOfSession } from "#lib/auth/session.ts";
import { env } from "#lib/env.ts";
import { notFound } from "#lib/errors.ts";
import { refusalOf } from "#lib/http/page-guard.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { requestIdOf } from "#lib/http/request-id.ts";
import { unknownMethod } from "#lib/http/unknown-methods.ts";

// Pages only: route handlers know their caller by themselves, and files have none. Of the API's addresses
// those with an escape come here, because Next.js fails on one that can't be decoded before any handler runs,
// and requests by a method that it knows nothing of (lib/http/unknown-methods.ts).
export const config = {
  runtime: "nodejs",
  matcher: [
    "/((?!api/|_next/static/|_next/image|icon\\.svg|favicon\\.ico|robots\\.txt).*)",
    "/(api/.*%.*)",
    { source: "/:path*", has: [{ type: "header", key: "x-unknown-method", value: "true" }] },
  ],
};

const privatePages = /^\/(?:write|settings|admin|checkout|notifications)(?:\/|$)/;

/**
 * Before a page: refreshes the session's cookies, sets the Content-Security-Policy with its nonce, and sends
 * signed-out visitors of private pages to sign in. A convenience, never the authorization boundary: pages and
 * actions ask for themselves, and row-level security stands beneath them.
 */
export async function middleware(request: NextRequest): Promise<Response> {
  const { pathname } = request.nextUrl;
  if (!isDecodable(pathname)) return malformedAddress(request);
  const isApi = pathname === "/api" || pathname.startsWith("/api/");
  if (isApi && request.method !== unknownMethod) return NextResponse.next();
  const refusal = await refusalOf(request, request.cookies.getAll());
  if (refusal) return refusal;
  const jar = new RequestJar(request);
  const signedIn = await isSignedIn(jar);
  const policy = contentSecurityPolicy(crypto.randomUUID());
  const response = mustSignIn(request, signedIn)
    ? NextResponse.redirect(loginUrl(request))
    : NextResponse.next({ request: { headers: forwardedHeaders(request, policy) } });
  response.headers.set("Content-Security-Policy", policy);
  for (const { name, value, options } of jar.changes) response.cookies.set(name, value, options);
  return response;
}

/** A path that is not UTF-8 names nothing; Next.js would answer it with a 500. */
function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

function malformedAddress({ nextUrl, headers }: NextRequest): Response {
  if (!nextUrl.pathname.startsWith("/api/")) return new Response("Bad request\n", { status: 400 });
  return problemResponse(notFound("resource"), requestIdOf(headers));
}

/** The request's cookies. A refreshed session is seen by the page as well as by the browser. */
class RequestJar implements CookieJar {
  readonly changes: SetCookie[] = [];
  readonly #request: NextRequest;

  constructor(request: NextRequest) {
    this.#request = request;
  }

  getAll() {
    return this.#request.cookies.getAll();
  }

  setAll(cookies: SetCookie[]) {
    for (const cookie of cookies) {
      this.changes.push(cookie);
      if (cookie.value === "") this.#request.cookies.delete(cookie.name);
      else this.#request.cookies.set(cookie.name, cookie.value);
    }
  }
}

/** When the sign-in service is down nobody is sent away: the page says better what is wrong. */
async function isSignedIn(jar: CookieJar): Promise<boolean> {
  try {
    return (await callerOfSession(jar)).kind === "user";
  } catch {
    return hasSessionCookie(jar.getAll());
  }
}

const mustSignIn = ({ method, nextUrl }: NextRequest, signedIn: boolean) =>
  !signedIn && (method === "GET" || method === "HEAD") && privatePages.test(nextUrl.pathname);

function loginUrl({ nextUrl }: NextRequest): URL {
  const login = new URL("/login", nextUrl);
  login.searchParams.set("next", nextUrl.pathname + nextUrl.search);
  return login;
}

/** Next.js reads the nonce out of this request header and puts it on its own scripts. */
function forwardedHeaders(request: NextRequest, policy: string): Headers {
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  return headers;
}

let policyTemplate: string | undefined;

/** What a page may load and do. All but the nonce is the same for every page. */
function contentSecurityPolicy(nonce: string): string {
  policyTemplate ??= createPolicy("NONCE");
  return policyTemplate.replace("NONCE", nonce);
}

/**
 * Where a form may lead: without JavaScript, the answer to one that buys is a redirect to Stripe, which browsers
 * hold against the policy as well. A domain of one's own for Checkout belongs here too.
 */
function hostedByStripe(): string {
  const { STRIPE_API_URL } = env();
  const local = STRIPE_API_URL === undefined ? [] : [new URL(STRIPE_API_URL).origin];
  return ["https://checkout.stripe.com", "https://billing.stripe.com", ...local].join(" ");
}

const storageOrigin = () => new URL(env().SUPABASE_URL).origin;

function createPolicy(nonce: string): string {
  const dev = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    // The dev server evaluates source maps and pushes updates; a build does neither.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${dev ? " 'unsafe-inline'" : ""}`,
    // Pictures are sent to Storage directly, and come from it.
    `connect-src 'self' ${storageOrigin()}${dev ? " ws:" : ""}`,
    // Authors show pictures from anywhere, over a safe line.
    `img-src 'self' data: https: ${storageOrigin()}`,
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self' ${hostedByStripe()}`,
    "frame-ancestors 'none'",
  ].join("; ");
}
