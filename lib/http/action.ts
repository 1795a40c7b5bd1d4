import { cookies, headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { Caller } from "../auth/caller.ts";
import { type CookieJar, hasSessionCookie } from "../auth/cookies.ts";
import { callerOfSession, createSessionClient, type SessionClient } from "../auth/session.ts";
import { expireTags } from "../cache/tags.ts";
import { type AppError, catalogue, type ErrorCode, validationFailed } from "../errors.ts";
import { log } from "../observability/log.ts";
import { meters } from "../observability/meters.ts";
import { recorder } from "../observability/spans.ts";
import { asCaller } from "../supabase/clients.ts";
import { askFor } from "../supabase/fetch.ts";
import { requireOwnSite } from "./csrf.ts";
import type { ActionContext, ActionDeclaration } from "./declaration.ts";
import { issuesOf } from "./issues.ts";
import { later } from "./later.ts";
import { addressOf } from "./limit.ts";
import { origins } from "./origins.ts";
import { requireAccess, takeFromAccount, takeFromLimit } from "./pipeline.ts";
import { toAppError } from "./problem.ts";
import { requestIdOf } from "./request-id.ts";
import { inGoodStanding } from "./standing.ts";
import { trailOf } from "./trail.ts";

export type ActionError = {
  code: ErrorCode;
  /** for people */
  message: string;
  /** by field path, the first thing wrong with it */
  fields?: Record<string, string>;
  requestId: string;
};

export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: ActionError };

/**
 * A server action. Called with its input, as a form's `action` with the FormData, or through useActionState
 * with the state before and the FormData: the last argument is always the input.
 */
export type Action<T> = (
  ...args: [input?: unknown] | [before: unknown, input: unknown]
) => Promise<ActionResult<T>>;

/**
 * Makes a server action out of the same pipeline as route(). It never throws for what a caller can do wrong;
 * redirect() and notFound() of Next.js pass through it.
 *
 * @example
 * export const renamePost = action({ auth: "user", limit: "write", input: renamePostInput },
 *   ({ db, input }) => updatePost(db, input.id, input));
 */
export function action<const D extends ActionDeclaration, T>(
  declaration: D,
  handler: (context: ActionContext<D>) => T | Promise<T>,
): Action<T> {
  const run = async (context: ActionContext<ActionDeclaration>) =>
    (handler as unknown as (context: ActionContext<ActionDeclaration>) => T | Promise<T>)(context);
  return async (...args) => {
    const call = await beginAction();
    try {
      await enter(declaration, call);
      const input = parseInput(declaration, args.at(-1));
      await takeFromAccount(declaration, call, input);
      const data = await run(contextOf(call, input)).finally(() => {
        if (declaration.changes) expireTags([declaration.changes]);
      });
      logAction(call);
      return { ok: true, data };
    } catch (thrown) {
      unstable_rethrow(thrown);
      const error = toAppError(thrown);
      logAction(call, error);
      return { ok: false, error: render(error, call.requestId) };
    }
  };
}

type ActionCall = {
  requestId: string;
  path: string;
  startedAt: number;
  headers: Headers;
  jar: Required<CookieJar>;
  caller: Caller;
  address: string;
};

async function beginAction(): Promise<ActionCall> {
  const [received, store] = await Promise.all([headers(), cookies()]);
  const jar: Required<CookieJar> = {
    getAll: () => store.getAll(),
    setAll: (list) => {
      for (const { name, value, options } of list) store.set(name, value, options);
    },
  };
  return {
    requestId: requestIdOf(received),
    path: received.get("next-url")?.split("?", 1)[0] ?? "action",
    startedAt: performance.now(),
    headers: received,
    jar,
    caller: { kind: "anonymous" },
    address: addressOf(received),
  };
}

async function enter(declaration: ActionDeclaration, call: ActionCall): Promise<void> {
  requireOwnSite(
    {
      method: "POST",
      origin: call.headers.get("origin"),
      fetchSite: call.headers.get("sec-fetch-site"),
      hasSession: hasSessionCookie(call.jar.getAll()),
      isBearer: false,
    },
    origins(),
  );
  call.caller = await inGoodStanding(await callerOfSession(call.jar));
  await takeFromLimit(declaration, call);
  await requireAccess(declaration, call.caller);
}

function parseInput({ input: schema }: ActionDeclaration, raw: unknown): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(raw instanceof FormData ? fieldsOf(raw) : raw);
  if (result.success) return result.data;
  throw validationFailed(issuesOf(result.error));
}

/** A form's fields by name, without those that React adds. A repeated field becomes an array. */
function fieldsOf(form: FormData): Record<string, unknown> {
  const names = new Set([...form.keys()].filter((name) => !name.startsWith("$ACTION_")));
  return Object.fromEntries(
    [...names].map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

function contextOf(call: ActionCall, input: unknown): ActionContext<ActionDeclaration> {
  let session: SessionClient | undefined;
  const context = {
    requestId: call.requestId,
    caller: call.caller,
    trail: trailOf(call),
    db: asCaller(call.caller),
    later,
    input,
    get session() {
      session ??= createSessionClient(call.jar, askFor(call.address));
      return session;
    },
  };
  return context as ActionContext<ActionDeclaration>;
}

function render(error: AppError, requestId: string): ActionError {
  const fields = error.issues?.toReversed().map(({ path, message }) => [path, message]);
  const detail = error.status === 500 ? undefined : error.detail;
  return {
    code: error.code,
    message: detail ?? catalogue[error.code].title,
    ...(fields && { fields: Object.fromEntries(fields) }),
    requestId,
  };
}

function logAction({ requestId, path, startedAt, caller }: ActionCall, failure?: AppError): void {
  const status = failure?.status ?? 200;
  recorder()?.addToRequest({ "plinth.request_id": requestId });
  meters()?.action(status);
  const line = {
    ...{ requestId, method: "ACTION", route: "action", path, status },
    ms: Math.round((performance.now() - startedAt) * 10) / 10,
    ...(caller.kind === "user" && { userId: caller.id, via: caller.via }),
    ...(failure && { code: failure.code }),
  };
  if (failure && failure.status >= 500)
    log().error({ ...line, err: failure.cause ?? failure }, "action failed");
  else log().info(line, "action");
}
