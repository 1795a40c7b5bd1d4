import { type Claims, TokenError } from "../keys/tokens.ts";
import type { Auth } from "./context.ts";
import { AuthError } from "./errors.ts";
import { findSession, type Session } from "./sessions.ts";
import { findUserById, isBanned, type User } from "./users.ts";

/** A signed-in user as the database knows them now. `session` is null for a token that names none. */
export type Caller = { user: User; session: Session | null; claims: Claims };

const adminRoles = ["service_role", "supabase_admin"];
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: string): boolean {
  return uuid.test(value);
}

/**
 * The user that the bearer token of a request belongs to.
 * @throws {AuthError} no_authorization (401), bad_jwt, user_not_found, session_not_found, user_banned (403)
 */
export async function requireUser(auth: Auth, request: Request): Promise<Caller> {
  const claims = await requireClaims(auth, request);
  if (!claims.sub) throw new AuthError(403, "bad_jwt", "invalid claim: missing sub claim");
  if (!isUuid(claims.sub)) {
    throw new AuthError(400, "bad_jwt", "invalid claim: sub claim must be a UUID");
  }
  const user = await findUserById(auth.db, claims.sub);
  if (!user) throw new AuthError(403, "user_not_found", "User from sub claim in JWT does not exist");
  const session = await sessionOf(auth, claims);
  // An access token from before the ban still holds.
  if (isBanned(user)) throw new AuthError(403, "user_banned", "User is banned");
  return { user, session, claims };
}

async function sessionOf(auth: Auth, claims: Claims): Promise<Session | null> {
  if (!claims.session_id) return null;
  if (!isUuid(claims.session_id)) {
    throw new AuthError(403, "bad_jwt", "invalid claim: session_id claim must be a UUID");
  }
  const session = await findSession(auth.db, claims.session_id);
  if (session && session.userId === claims.sub) return session;
  throw new AuthError(403, "session_not_found", "Session from session_id claim in JWT does not exist");
}

/**
 * The role of an administrator's key.
 * @throws {AuthError} no_authorization (401), bad_jwt, not_admin (403)
 */
export async function requireAdmin(auth: Auth, request: Request): Promise<string> {
  const { role } = await requireClaims(auth, request);
  if (role && adminRoles.includes(role)) return role;
  throw new AuthError(403, "not_admin", "User not allowed");
}

async function requireClaims(auth: Auth, request: Request): Promise<Claims> {
  const [, token] = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (!token) throw new AuthError(401, "no_authorization", "This endpoint requires a Bearer token");
  try {
    return await auth.tokens.verify(token);
  } catch (error) {
    const why = error instanceof TokenError ? whyRefused(error) : "token is unverifiable";
    throw new AuthError(403, "bad_jwt", `invalid JWT: unable to parse or verify signature, ${why}`);
  }
}

/** The words of the library that GoTrue reads tokens with; clients and tests match on them. */
function whyRefused(error: TokenError): string {
  const words = {
    malformed: "token is malformed: token contains an invalid number of segments",
    signature: "token signature is invalid: signature is invalid",
    algorithm: "token signature is invalid: signing method is invalid",
    expired: "token has invalid claims: token is expired",
    not_yet_valid: "token has invalid claims: token is not valid yet",
  };
  return words[error.reason];
}
