import type { Auth } from "./context.ts";
import type { Sql } from "./database.ts";
import type { AuthMethod } from "./flow-state.ts";
import { customizeClaims } from "./hooks/access-token.ts";
import { type Client, issueRefreshToken, openSession, proofsOf, type Session } from "./sessions.ts";
import { type UserView, userView } from "./user-view.ts";
import { type User, updateUser } from "./users.ts";

/** What a successful sign-in answers. */
export type TokenResponse = {
  access_token: string;
  token_type: "bearer";
  expires_in: number;
  expires_at: number;
  refresh_token: string;
  user: UserView;
};

/** Signs a user in: a new session, its first refresh token and an access token. */
export async function signIn(
  auth: Auth,
  tx: Sql,
  userId: string,
  method: AuthMethod,
  client: Client,
): Promise<TokenResponse> {
  const session = await openSession(tx, userId, method, client);
  const refreshToken = await issueRefreshToken(tx, session);
  const user = await updateUser(tx, userId, { last_sign_in_at: new Date().toISOString() });
  return answerWithTokens(auth, tx, user, session, refreshToken, { method, client });
}

/** By what a session's tokens are asked for, and from where; the hook that sees the claims is told. */
type Occasion = { method: AuthMethod | "token_refresh"; client: Client };

/** The answer that carries a session's tokens. The access token says what is true of the user now. */
export async function answerWithTokens(
  auth: Auth,
  tx: Sql,
  user: User,
  session: Session,
  refreshToken: string,
  occasion: Occasion,
): Promise<TokenResponse> {
  const issuedAt = Math.floor(Date.now() / 1000);
  const expiresAt = issuedAt + auth.config.jwt_expiry;
  return {
    access_token: await signAccessToken(auth, tx, user, session, { issuedAt, expiresAt, ...occasion }),
    token_type: "bearer",
    expires_in: auth.config.jwt_expiry,
    expires_at: expiresAt,
    refresh_token: refreshToken,
    user: userView(user),
  };
}

/** The one place where claims are made. */
async function signAccessToken(
  auth: Auth,
  tx: Sql,
  user: User,
  session: Session,
  { issuedAt, expiresAt, method, client }: Occasion & { issuedAt: number; expiresAt: number },
): Promise<string> {
  const claims = {
    iss: auth.publicUrl,
    sub: user.id,
    aud: user.aud,
    exp: expiresAt,
    iat: issuedAt,
    email: user.email ?? "",
    phone: user.phone ?? "",
    app_metadata: user.raw_app_meta_data,
    user_metadata: user.raw_user_meta_data,
    role: user.role,
    aal: session.aal,
    amr: await proofsOf(tx, session.id),
    session_id: session.id,
    is_anonymous: user.is_anonymous,
  };
  return auth.tokens.sign(await customizeClaims(auth, tx, claims, { userId: user.id, method, client }));
}
