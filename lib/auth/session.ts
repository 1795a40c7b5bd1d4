import { combineChunks, createServerClient, stringFromBase64URL } from "@supabase/ssr";
import { z } from "zod";
import { env } from "../env.ts";
import { unavailable } from "../errors.ts";
import { type Db, patience } from "../supabase/clients.ts";
import type { Database } from "../supabase/database.types.ts";
import { askOnce } from "../supabase/fetch.ts";
import { anonymousCaller, type Caller, userCaller } from "./caller.ts";
import {
  type CookieJar,
  hasSessionCookie,
  type SetCookie,
  sessionCookieName,
  sessionCookieOptions,
} from "./cookies.ts";
import { readRoles } from "./roles.ts";
import { TokenError, verifyAccessToken } from "./tokens.ts";

/** A Supabase client whose auth state lives in the jar: signing in and out writes the session's cookies. */
export type SessionClient = Db;

/** @param ask how it asks Supabase, when it must be other than usual */
export function createSessionClient(jar: CookieJar, ask?: typeof fetch): SessionClient {
  return createServerClient<Database>(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    cookieOptions: sessionCookieOptions(),
    cookies: {
      // Without the user object, which nobody here reads, a session fits into one cookie.
      encode: "tokens-only",
      getAll: () => jar.getAll(),
      setAll: (cookies) => jar.setAll?.(cookies.map(briefVerifier)),
    },
    ...patience,
    ...(ask && { global: { fetch: ask } }),
  });
}

const verifierMaxAge = 60 * 60;

/** The secret of a sign-in that was begun but never finished need not stay in a browser for 400 days. */
const briefVerifier = (cookie: SetCookie): SetCookie =>
  cookie.name.endsWith("-code-verifier") && cookie.value !== ""
    ? { ...cookie, options: { ...cookie.options, maxAge: verifierMaxAge } }
    : cookie;

const storedSession = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1) });
type StoredSession = z.output<typeof storedSession>;

/**
 * Who the session cookie stands for. An expired access token is exchanged for a new one and the jar gets the
 * new cookies; two requests that do so at once are both answered, because Auth accepts a refresh token again
 * for ten seconds. A cookie that does not hold is nobody's.
 * @throws {AppError} unavailable
 */
export async function callerOfSession(jar: CookieJar): Promise<Caller> {
  if (!hasSessionCookie(jar.getAll())) return anonymousCaller;
  const session = await readSession(jar);
  if (session === null) return anonymousCaller;
  try {
    return await callerOf(session.access_token);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    const canRenew = error.reason === "expired" && jar.setAll !== undefined;
    return canRenew ? callerAfterRefresh(jar, session) : anonymousCaller;
  }
}

const callerOf = async (accessToken: string) =>
  userCaller(await verifyAccessToken(accessToken), "cookie", readRoles);

async function callerAfterRefresh(jar: CookieJar, { refresh_token }: StoredSession): Promise<Caller> {
  // A client that sees the expired session would renew it on its own, a second time.
  const blank: CookieJar = { getAll: () => [], setAll: (cookies) => jar.setAll?.(cookies) };
  const { data, error } = await createSessionClient(blank, askOnce).auth.refreshSession({ refresh_token });
  if (error && (!error.status || error.status >= 500)) throw unavailable("The sign-in service", error);
  if (data.session) return callerOf(data.session.access_token);
  forgetSession(jar);
  return anonymousCaller;
}

/** Clears a session that Auth no longer knows. */
function forgetSession(jar: CookieJar): void {
  const { name: _name, ...options } = sessionCookieOptions();
  const dead = jar.getAll().filter((cookie) => hasSessionCookie([cookie]));
  jar.setAll?.(dead.map(({ name }) => ({ name, value: "", options: { ...options, maxAge: 0 } })));
}

async function readSession(jar: CookieJar): Promise<StoredSession | null> {
  const cookies = new Map(jar.getAll().map(({ name, value }) => [name, value]));
  const value = await combineChunks(sessionCookieName, (name) => cookies.get(name));
  if (!value?.startsWith("base64-")) return null;
  try {
    return storedSession.parse(JSON.parse(stringFromBase64URL(value.slice("base64-".length))));
  } catch {
    return null; // not what we wrote: nobody's
  }
}
