/**
 * The one pipeline. Route handlers run it whole, server actions run the steps that apply to them:
 *
 *   request id → CORS / CSRF → caller → rate limit → access → idempotency → parse → handler
 *   → response headers → one error renderer → one log line
 *
 * Each step is a function of its own, in this order, that either lets the call go on or throws an AppError.
 */
import { bearerToken, callerOfBearer } from "../auth/bearer.ts";
import { anonymousCaller, type Caller } from "../auth/caller.ts";
import { RequestCookies } from "../auth/cookies.ts";
import { callerOfSession, createSessionClient, type SessionClient } from "../auth/session.ts";
import { expireTags } from "../cache/tags.ts";
import { AppError, forbidden, type Issue, notFound, unauthenticated, validationFailed } from "../errors.ts";
import { log } from "../observability/log.ts";
import { meters } from "../observability/meters.ts";
import { recorder } from "../observability/spans.ts";
import { asCaller } from "../supabase/clients.ts";
import { askFor } from "../supabase/fetch.ts";
import { defaultMaxBodyBytes, readForm, readJson } from "./body.ts";
import { allowOrigin } from "./cors.ts";
import { requireOwnSite } from "./csrf.ts";
import type { Access, RouteContext, RouteDeclaration } from "./declaration.ts";
import { versionsIn } from "./etag.ts";
import { answerOnce } from "./idempotency.ts";
import { issuesOf } from "./issues.ts";
import { later } from "./later.ts";
import {
  addressOf,
  type Counted,
  countAccount,
  countCall,
  requireToken,
  writeLimitHeaders,
} from "./limit.ts";
import { origins } from "./origins.ts";
import { toAppError, wholeProblem } from "./problem.ts";
import { requestIdOf } from "./request-id.ts";
import { toResponse, toRows } from "./respond.ts";
import { patternOf } from "./route-pattern.ts";
import { rowsAtOnce, wantsRows } from "./rows.ts";
import { requireScope } from "./scope.ts";
import { inGoodStanding } from "./standing.ts";
import { trailOf } from "./trail.ts";
import { inOnePiece } from "./whole.ts";

/** One request on its way through. */
export type Call = {
  request: Request;
  requestId: string;
  startedAt: number;
  url: URL;
  cookies: RequestCookies;
  caller: Caller;
  /** where it comes from, as far as it can be believed */
  address: string;
  counted?: Counted;
  headers: Headers;
};

type RawParams = Promise<unknown> | undefined;
type Handler = (context: RouteContext<RouteDeclaration>) => unknown;

/** Runs a request through every step and always comes back with an answer. */
export async function runRequest(
  declaration: RouteDeclaration,
  handler: Handler,
  request: Request,
  params: RawParams,
): Promise<Response> {
  const call = beginCall(request);
  let failure: AppError | undefined;
  let response: Response;
  try {
    guardOrigin(call);
    call.caller = await knowCaller(declaration, call);
    await takeFromLimit(declaration, call);
    requireScope(declaration, call.caller);
    await requireAccess(declaration, call.caller);
    response = await answerOnce(declaration, call, async () => {
      const input = await parseInput(declaration, call, params);
      await takeFromAccount(declaration, call, input.body);
      return answer(declaration, call, handler, contextOf(call, input));
    });
  } catch (thrown) {
    failure = toAppError(thrown);
    response = wholeProblem(failure, call.requestId);
  }
  finishHeaders(call, response.headers);
  logCall(call, await patternOf(handler, call.url.pathname, params), response.status, failure);
  return inOnePiece(response);
}

/** Step 1: gives the request its id. */
function beginCall(request: Request): Call {
  return {
    request,
    requestId: requestIdOf(request.headers),
    startedAt: performance.now(),
    url: new URL(request.url),
    cookies: new RequestCookies(request.headers.get("cookie")),
    caller: anonymousCaller,
    address: addressOf(request.headers),
    headers: new Headers(),
  };
}

/** Step 2: refuses what another site may have sent. */
function guardOrigin({ request, cookies }: Call): void {
  const { method, headers } = request;
  requireOwnSite(
    {
      method,
      origin: headers.get("origin"),
      fetchSite: headers.get("sec-fetch-site"),
      hasSession: cookies.hasSession,
      isBearer: bearerToken(headers.get("authorization")) !== null,
    },
    origins(),
  );
}

/**
 * Step 3a: says who calls. A bearer token counts before a cookie, which may be somebody else's: nothing that
 * comes later sees it.
 */
async function resolveCaller(call: Call): Promise<Caller> {
  const token = bearerToken(call.request.headers.get("authorization"));
  if (token === null) return inGoodStanding(await callerOfSession(call.cookies));
  call.cookies = new RequestCookies(null);
  return inGoodStanding(await callerOfBearer(token, later));
}

/** The same, but a token that does not hold costs its sender a token of the bucket, too. */
async function knowCaller(declaration: RouteDeclaration, call: Call): Promise<Caller> {
  if (declaration.ownBearer) return anonymousCaller;
  try {
    return await resolveCaller(call);
  } catch (refusal) {
    await takeFromLimit(declaration, call);
    throw refusal;
  }
}

/** Step 3b: holds the caller against the declaration. */
export async function requireAccess({ auth, roles }: Access, caller: Caller): Promise<void> {
  if (auth === "public" && roles === undefined) return;
  if (caller.kind === "anonymous") throw unauthenticated();
  if (roles === undefined) return;
  const held = await caller.roles();
  if (!roles.some((role) => held.includes(role))) {
    throw forbidden(`This needs the role ${roles.join(" or ")}.`);
  }
}

/** What a step needs of a call to count it. `counted` is what the answer's headers tell. */
type Counting = { caller: Caller; address: string; counted?: Counted };

/** Step 4: counts the call in the bucket of its class. */
export async function takeFromLimit({ limit }: Access, call: Counting): Promise<void> {
  const counted = await countCall(limit, call.caller, call.address);
  if (counted === null) return;
  call.counted = counted;
  requireToken(counted);
}

/** Step 4 for what is about one account: counts the try in that account's bucket, too. */
export async function takeFromAccount({ byAccount }: Access, call: Counting, input: unknown): Promise<void> {
  if (!byAccount) return;
  const counted = await countAccount(String((input as { email?: unknown }).email));
  if (counted === null || counted.verdict.allowed) return;
  call.counted = counted;
  requireToken(counted);
}

/** Step 6: parses params, query and body, and reports everything that is wrong with the latter two at once. */
async function parseInput(declaration: RouteDeclaration, call: Call, rawParams: RawParams) {
  const params = declaration.params?.safeParse((await rawParams) ?? {});
  if (params?.success === false) throw notFound("resource");
  const query = declaration.query?.safeParse(fieldsOf(call.url.searchParams));
  const body = await parseBody(declaration, call.request);
  const issues: Issue[] = [query, body].flatMap((result) =>
    result?.success === false ? issuesOf(result.error) : [],
  );
  if (issues.length > 0) throw validationFailed(issues);
  return { params: params?.data, query: query?.data, body: body?.data };
}

async function parseBody(declaration: RouteDeclaration, request: Request) {
  const { body: schema, form, maxBodyBytes = defaultMaxBodyBytes } = declaration;
  if (form !== undefined) return form.safeParse(fieldsOf(await readForm(request, maxBodyBytes)));
  if (schema === undefined) return undefined;
  const raw = await readJson(request, maxBodyBytes);
  const result = schema.safeParse(raw);
  if (raw === undefined && !result.success) {
    throw new AppError("invalid_json", { detail: "The body is empty. Send a JSON document." });
  }
  return result;
}

/** Query parameters or a form's fields by name. A repeated one becomes an array: a schema for one value refuses it. */
function fieldsOf(fields: URLSearchParams | FormData): Record<string, unknown> {
  const names = new Set(fields.keys());
  return Object.fromEntries(
    [...names].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

/** Step 7: runs the handler and turns what it returns into a response (respond.ts). */
async function answer(
  declaration: RouteDeclaration,
  call: Call,
  handler: Handler,
  context: RouteContext<RouteDeclaration>,
): Promise<Response> {
  if (declaration.ndjson && wantsRows(call.request.headers.get("accept"))) {
    const query = { ...(context.query as object | undefined), page: undefined, limit: rowsAtOnce };
    return toRows(call, async (cursor) =>
      handler(Object.create(context, { query: { value: cursor ? { ...query, cursor } : query } })),
    );
  }
  try {
    return toResponse(declaration, call, await handler(context));
  } finally {
    // Also when it failed: some of it may have been done.
    if (declaration.changes) expireTags([declaration.changes]);
  }
}

function contextOf(call: Call, input: { params: unknown; query: unknown; body: unknown }) {
  let session: SessionClient | undefined;
  const { request, url, requestId, caller, headers } = call;
  const context = {
    ...{ request, url, requestId, caller, headers },
    trail: trailOf(call),
    db: asCaller(caller),
    ifMatch: versionsIn(request.headers.get("if-match")),
    later,
    ...input,
    get session() {
      session ??= createSessionClient(call.cookies, askFor(call.address));
      return session;
    },
  };
  return context as RouteContext<RouteDeclaration>;
}

/** Step 8: the headers that every answer has, a failure too. */
function finishHeaders(call: Call, headers: Headers): void {
  headers.set("X-Request-Id", call.requestId);
  headers.set("X-Content-Type-Options", "nosniff");
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-store");
  if (call.counted) writeLimitHeaders(headers, call.counted);
  allowOrigin(headers, call.request.headers.get("origin"), origins());
  call.cookies.writeTo(headers);
  if (headers.has("Set-Cookie")) headers.set("Cache-Control", "private, no-store");
}

/** Step 9: one line a request. What a 5xx was caused by is here and nowhere else. */
function logCall(call: Call, route: string, status: number, failure?: AppError): void {
  const { request, requestId, url, startedAt, caller } = call;
  const ms = performance.now() - startedAt;
  recorder()?.addToRequest({ "plinth.request_id": requestId });
  meters()?.request(route, request.method, status, ms / 1000);
  const line = {
    ...{ requestId, method: request.method, route, path: url.pathname },
    status,
    ms: Math.round(ms * 10) / 10,
    ...(caller.kind === "user" && { userId: caller.id, via: caller.via }),
    ...(failure && { code: failure.code }),
  };
  if (failure && status >= 500) log().error({ ...line, err: failure.cause ?? failure }, "request failed");
  else log().info(line, "request");
}
