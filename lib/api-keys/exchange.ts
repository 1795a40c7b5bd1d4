import type { AuthError, Session } from "@supabase/supabase-js";
import { toAppError } from "../auth/errors.ts";
import { createSessionClient } from "../auth/session.ts";
import { type AppError, unavailable } from "../errors.ts";
import { log } from "../observability/log.ts";
import { asService } from "../supabase/clients.ts";
import { askOnce } from "../supabase/fetch.ts";
import { keyInvalid } from "./format.ts";
import type { Tokens } from "./seal.ts";

/** A person who has API keys. */
export type Owner = { id: string; email: string };

/** The client keeps nothing: each call has one of its own, which is thrown away with what it heard. */
const passing = () => createSessionClient({ getAll: () => [] }, askOnce).auth;

const tokensOf = ({ access_token, refresh_token }: Session): Tokens => ({
  accessToken: access_token,
  refreshToken: refresh_token,
});

/** A link that the person asks for in the same moment makes ours worthless. */
const tries = 3;

/**
 * Makes a session of a person's own, by Auth's admin API: a sign-in link that is not mailed, followed at once. It makes
 * a sign-in link worthless that waits in the person's mailbox, which is why a session is kept for as long as it lasts.
 * @throws {AppError} invalid_token, when Auth does not let the person in, unavailable
 */
export async function makeSession({ id, email }: Owner): Promise<Tokens> {
  for (let n = 1; ; n += 1) {
    const link = await asService().auth.admin.generateLink({ type: "magiclink", email });
    if (link.error) throw refusalOf(id, link.error);
    // The address has changed hands since it was read.
    if (link.data.user.id !== id) throw keyInvalid();
    const { hashed_token } = link.data.properties;
    const { data, error } = await passing().verifyOtp({ token_hash: hashed_token, type: "email" });
    if (data.session) return tokensOf(data.session);
    if (error?.code !== "otp_expired" || n === tries) throw refusalOf(id, error);
  }
}

/**
 * Renews a session by its refresh token.
 * @returns null when Auth no longer knows it: it was ended, or its person may not sign in
 * @throws {AppError} unavailable
 */
export async function renewSession({ refreshToken }: Tokens): Promise<Tokens | null> {
  const { data, error } = await passing().refreshSession({ refresh_token: refreshToken });
  if (data.session) return tokensOf(data.session);
  if (error && isAway(error)) throw unavailable("The sign-in service", error);
  return null;
}

/** Ends a session, if it still is one. A failure leaves a row at Auth that nobody can use. */
export async function endSession(tokens: Tokens): Promise<void> {
  const current = (await renewSession(tokens)) ?? tokens;
  const { error } = await asService().auth.admin.signOut(current.accessToken, "local");
  if (error) log().warn({ reason: error.code }, "the session of an API key was not ended");
}

const isAway = ({ status }: AuthError) => !status || status === 429 || status >= 500;

function refusalOf(userId: string, error: AuthError | null): AppError {
  if (error === null || isAway(error)) return unavailable("The sign-in service", error);
  const failure = toAppError(error);
  if (failure.status >= 500) return failure; // our own key is refused
  log().warn({ userId, reason: error.code }, "Auth lets nobody in for an API key");
  return keyInvalid();
}
