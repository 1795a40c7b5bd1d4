import { randomUUID } from "node:crypto";
import type { AuthError, Session } from "@supabase/supabase-js";
import { recordAudit, type Trail } from "../audit/record.ts";
import { env } from "../env.ts";
import { AppError } from "../errors.ts";
import { beginLogin, endLogin } from "../limits/logins.ts";
import { log } from "../observability/log.ts";
import { requireFreeUsername } from "../users/queries.ts";
import { type Caller, type UserCaller, userCaller } from "./caller.ts";
import { toAppError } from "./errors.ts";
import { answerEvenly, evenRefusal, type Later } from "./even-answer.ts";
import { sameSitePath } from "./next-path.ts";
import { requireUncommon } from "./passwords.ts";
import { recordSignIn, type SignInMethod } from "./recorded.ts";
import { readRoles } from "./roles.ts";
import type {
  ChangePasswordInput,
  ForgotPasswordInput,
  LoginInput,
  LogoutScope,
  MagicLinkInput,
  RegisteredView,
  RegisterInput,
  ResetPasswordInput,
  SessionView,
  VerifyInput,
} from "./schema.ts";
import type { SessionClient } from "./session.ts";
import { sessionViewOf } from "./session-view.ts";
import { verifyAccessToken } from "./tokens.ts";

/**
 * Makes an account and, unless its address must be confirmed first, signs it in.
 * @throws {AppError} email_taken (never when confirmation is on), conflict (the user name is taken),
 *   validation_failed (a common password)
 */
export async function register(
  session: SessionClient,
  input: RegisterInput,
  trail: Trail,
): Promise<RegisteredView> {
  const { email, password, name, username } = input;
  await requireUncommon(password);
  await requireFreeUsername(session, username);
  const { data, error } = await session.auth.signUp({
    email,
    password,
    options: { data: { name, ...(username && { username }) }, emailRedirectTo: `${env().SITE_URL}/` },
  });
  if (error) throw toAppError(error);
  const view = await signedIn(session, data.session, "registration", trail);
  return { ...view, confirmationRequired: data.session === null };
}

/**
 * Signs in with a password. A wrong one, an unknown email and a locked account get the same answer at the same time.
 * Ten failures within 15 minutes lock the account for this address for 15 minutes, whether or not it exists.
 * @param trail its address is where the visitor is, as far as it can be believed
 * @throws {AppError} invalid_credentials, email_not_confirmed, rate_limited, unavailable
 */
export async function login(session: SessionClient, input: LoginInput, trail: Trail): Promise<SessionView> {
  const refuse = evenRefusal();
  const attempt = await beginLogin(input.email, trail.address);
  // A locked account's password is not compared. That of nobody is, so that Auth is at work for as long.
  const email = attempt === null ? `${randomUUID()}@nobody.invalid` : input.email;
  const { data, error } = await session.auth.signInWithPassword({ ...input, email });
  const failure = error && toAppError(error);
  const isWrong = failure?.code === "invalid_credentials";
  if (attempt) await endLogin(attempt, failure === null ? "passed" : isWrong ? "failed" : "void");
  if (failure !== null && isWrong) return refuse(failure);
  if (failure !== null) throw failure;
  return signedIn(session, data.session, "password", trail);
}

/**
 * Ends the caller's session (local), all of the caller's sessions (global) or all but this one (others). With
 * nobody signed in it clears the cookies that may be left. An access token lives on until it expires.
 */
export async function logout(
  session: SessionClient,
  caller: Caller,
  scope: LogoutScope,
  trail: Trail,
): Promise<void> {
  const { error } =
    caller.kind === "user" && caller.via === "bearer"
      ? await session.auth.admin.signOut(caller.accessToken, scope)
      : await session.auth.signOut({ scope });
  if (error && error.status !== 401 && error.status !== 403 && error.status !== 404) throw toAppError(error);
  if (error || caller.kind === "anonymous" || scope === "local") return;
  const target = { type: "account", id: caller.id } as const;
  await recordAudit(trail, { action: "account.sessions_ended", target, metadata: { scope } });
}

/** Sends a link that signs its reader in. Whether the address has an account is not told. */
export function sendMagicLink(
  session: SessionClient,
  { email, next }: MagicLinkInput,
  later: Later,
): Promise<void> {
  const emailRedirectTo = env().SITE_URL + sameSitePath(next, "/");
  const options = { shouldCreateUser: false, emailRedirectTo };
  return answerEvenly(silently(session.auth.signInWithOtp({ email, options })), later);
}

/** Sends a link for choosing a new password. Whether the address has an account is not told. */
export function requestPasswordReset(
  session: SessionClient,
  { email }: ForgotPasswordInput,
  later: Later,
): Promise<void> {
  const redirectTo = `${env().SITE_URL}/reset-password`;
  return answerEvenly(silently(session.auth.resetPasswordForEmail(email, { redirectTo })), later);
}

/**
 * Auth refuses some addresses, or fails to send to them, only because it knows them; the caller must not see that.
 * Outages may be seen.
 */
async function silently(asked: Promise<{ error: AuthError | null }>): Promise<void> {
  const { error } = await asked;
  if (error === null) return;
  if (/^Error sending/.test(error.message)) return log().error({ err: error }, "a mail was not sent");
  const failure = toAppError(error);
  if (failure.status >= 500) throw failure;
  log().info({ reason: error.code }, "no mail was sent");
}

/**
 * Sets a new password for whoever the link in the email signed in, or for the bearer of its token. Their other
 * sessions end.
 * @throws {AppError} unauthenticated, link_invalid, validation_failed (a common password, or the present one)
 */
export async function resetPassword(
  session: SessionClient,
  { password, tokenHash }: ResetPasswordInput,
  trail: Trail,
): Promise<SessionView> {
  await requireUncommon(password);
  if (tokenHash !== undefined) await verifyEmailToken(session, { tokenHash, type: "recovery" }, trail);
  const { data: changed, error } = await session.auth.updateUser({ password });
  if (error) throw toAppError(error);
  const target = { type: "account", id: changed.user.id } as const;
  await recordAudit({ ...trail, actorId: target.id }, { action: "account.password_changed", target });
  const { data } = await session.auth.getSession();
  return viewOf(data.session);
}

/** Sets a new password for the person who is signed in by cookie. */
export const changePassword = (
  session: SessionClient,
  input: ChangePasswordInput,
  trail: Trail,
): Promise<SessionView> => resetPassword(session, input, trail);

/**
 * Takes the token of a link in an email and signs its reader in.
 * @throws {AppError} link_invalid
 */
export async function verifyEmailToken(
  session: SessionClient,
  { tokenHash, type }: VerifyInput,
  trail: Trail,
): Promise<SessionView> {
  const { data, error } = await session.auth.verifyOtp({ token_hash: tokenHash, type });
  if (error) throw linkError(error);
  return signedIn(session, data.session, "link", trail);
}

/**
 * Finishes a sign-in that was begun in this browser and came back with a code (PKCE).
 * @throws {AppError} link_invalid
 */
export async function exchangeCode(session: SessionClient, code: string, trail: Trail): Promise<SessionView> {
  const { data, error } = await session.auth.exchangeCodeForSession(code);
  if (error) throw linkError(error);
  return signedIn(session, data.session, "code", trail);
}

/** A link that Auth refuses is no more than a bad link, whatever the reason. */
function linkError(error: Parameters<typeof toAppError>[0]): AppError {
  const failure = toAppError(error);
  const isOurs = failure.status >= 500 || failure.code === "rate_limited";
  return isOurs && error.status !== 400 ? failure : new AppError("link_invalid", { cause: error });
}

/** Records a sign-in, if it is one: some links only confirm something. */
async function signedIn(
  session: SessionClient,
  opened: Session | null,
  method: SignInMethod,
  trail: Trail,
): Promise<SessionView> {
  if (opened !== null) await recordSignIn(session, opened.user.id, method, trail);
  return viewOf(opened);
}

/** Who a session that Auth just handed out belongs to. */
async function viewOf(session: Session | null): Promise<SessionView> {
  if (session === null) return { user: null, membership: null, aal: null };
  return sessionViewOf(await callerOfNewSession(session));
}

const callerOfNewSession = async (session: Session): Promise<UserCaller> =>
  userCaller(await verifyAccessToken(session.access_token), "cookie", readRoles);
