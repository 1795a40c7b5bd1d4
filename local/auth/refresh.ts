import { writeAudit } from "./audit.ts";
import type { AuthConfig } from "./config.ts";
import type { Auth } from "./context.ts";
import type { Sql } from "./database.ts";
import { AuthError } from "./errors.ts";
import { type Client, findSession, issueRefreshToken, type Session } from "./sessions.ts";
import { answerWithTokens, type TokenResponse } from "./sign-in.ts";
import { actorOf, findUserById, isBanned, type User } from "./users.ts";

type RefreshToken = {
  token: string;
  revoked: boolean;
  userId: string;
  sessionId: string | null;
  updatedAt: string;
};

/** What became of a refresh token that was used again after it had been replaced. */
type Outcome = { answer: TokenResponse } | { refused: AuthError };

/**
 * Exchanges a refresh token for new tokens. A replaced token still works while the newest is its child (the
 * client lost our answer) or for `refresh_token_reuse_interval`; after that it counts as stolen and every token
 * of its session ends.
 *
 * @throws {AuthError} refresh_token_not_found, refresh_token_already_used, session_not_found, session_expired,
 * user_banned
 */
export async function refreshSession(auth: Auth, token: string, client: Client): Promise<TokenResponse> {
  // A refusal that revokes must be committed, so it travels as a value and is thrown afterwards.
  const outcome = await auth.db.transaction((tx) => rotate(auth, tx, token, client));
  if ("refused" in outcome) throw outcome.refused;
  return outcome.answer;
}

async function rotate(auth: Auth, tx: Sql, token: string, client: Client): Promise<Outcome> {
  const found = await lockToken(tx, token);
  if (!found) throw refusal("refresh_token_not_found", "Refresh Token Not Found");
  const user = await findUserById(tx, found.userId);
  if (!user) throw refusal("refresh_token_not_found", "Refresh Token Not Found");
  if (isBanned(user)) throw refusal("user_banned", "User Banned");
  const session = found.sessionId ? await findSession(tx, found.sessionId) : null;
  if (!session) throw refusal("session_not_found", "No Valid Session Found");
  requireLiveSession(auth.config, session, found);
  if (found.revoked && (await isStolen(auth.config, tx, found, session))) {
    await revokeFamily(auth.config, tx, session);
    return { refused: refusal("refresh_token_already_used", "Already Used") };
  }
  const next = await nextToken(tx, found, session, user);
  await touchSession(tx, session, client);
  const occasion = { method: "token_refresh", client } as const;
  return { answer: await answerWithTokens(auth, tx, user, session, next, occasion) };
}

function refusal(code: ConstructorParameters<typeof AuthError>[1], why: string): AuthError {
  return new AuthError(400, code, `Invalid Refresh Token: ${why}`);
}

/** Locks the session before the token, so that the requests of one session are served one after another. */
async function lockToken(tx: Sql, token: string): Promise<RefreshToken | undefined> {
  await tx.query(
    `select from auth.sessions where id =
       (select session_id from auth.refresh_tokens where token = $1) for update`,
    [token],
  );
  const [found] = await tx.query<RefreshToken>(
    `select token, coalesce(revoked, false) as revoked, user_id as "userId", session_id as "sessionId",
       updated_at as "updatedAt"
     from auth.refresh_tokens where token = $1 for update`,
    [token],
  );
  return found;
}

function requireLiveSession(config: AuthConfig, session: Session, token: RefreshToken): void {
  const now = Date.now();
  if (session.notAfter && Date.parse(session.notAfter) < now) {
    throw refusal("session_expired", "Session Expired");
  }
  const { timebox, inactivity_timeout: inactivity } = config.sessions;
  if (timebox && Date.parse(session.createdAt) + timebox < now) {
    throw refusal("session_expired", "Session Expired");
  }
  const lastUse = Math.max(Date.parse(session.refreshedAt ?? session.createdAt), Date.parse(token.updatedAt));
  if (inactivity && lastUse + inactivity < now) {
    throw refusal("session_expired", "Session Expired (Inactivity)");
  }
}

type ActiveToken = { token: string; parent: string | null };

async function findActive(tx: Sql, sessionId: string): Promise<ActiveToken | undefined> {
  const [active] = await tx.query<ActiveToken>(
    `select token, parent from auth.refresh_tokens
     where session_id = $1 and revoked = false order by id desc limit 1`,
    [sessionId],
  );
  return active;
}

async function isStolen(
  config: AuthConfig,
  tx: Sql,
  token: RefreshToken,
  session: Session,
): Promise<boolean> {
  const active = await findActive(tx, session.id);
  if (!active) return true; // the family was ended before: its tokens have no interval of grace any more
  if (active.parent === token.token) return false;
  return Date.parse(token.updatedAt) + config.refresh_token_reuse_interval * 1000 < Date.now();
}

async function revokeFamily(config: AuthConfig, tx: Sql, session: Session): Promise<void> {
  if (!config.enable_refresh_token_rotation) return;
  await tx.query(
    "update auth.refresh_tokens set revoked = true, updated_at = now() where session_id = $1 and not revoked",
    [session.id],
  );
}

async function nextToken(tx: Sql, token: RefreshToken, session: Session, user: User): Promise<string> {
  await writeAudit(tx, "token_refreshed", actorOf(user));
  if (token.revoked) {
    const active = await findActive(tx, session.id);
    if (active?.parent === token.token) return active.token;
  }
  await writeAudit(tx, "token_revoked", actorOf(user));
  await tx.query("update auth.refresh_tokens set revoked = true, updated_at = now() where token = $1", [
    token.token,
  ]);
  return issueRefreshToken(tx, session, token.token);
}

async function touchSession(tx: Sql, session: Session, client: Client): Promise<void> {
  await tx.query(
    `update auth.sessions set refreshed_at = now() at time zone 'utc', updated_at = now(),
       user_agent = $2, ip = $3 where id = $1`,
    [session.id, client.userAgent, client.ip],
  );
}
