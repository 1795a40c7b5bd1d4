import type { Caller } from "./caller.ts";
import type { Auth } from "./context.ts";
import type { Sql } from "./database.ts";
import { AuthError } from "./errors.ts";
import { clearTokens, hashToken, takeToken } from "./one-time-tokens.ts";
import { closeSessions } from "./sessions.ts";
import { type User, updateUser } from "./users.ts";

const freshForMs = 24 * 3_600_000;

/**
 * Sets a password. Everything that was mailed before stops working, and so do all sessions but `keepSession`:
 * whoever had the old password is out.
 */
export async function changePassword(
  tx: Sql,
  user: User,
  passwordHash: string,
  keepSession?: string,
): Promise<User> {
  await clearTokens(tx, user.id);
  await closeSessions(tx, user.id, keepSession ? { except: keepSession } : "all");
  return updateUser(tx, user.id, {
    encrypted_password: passwordHash,
    confirmation_token: "",
    confirmation_sent_at: null,
    recovery_token: "",
    recovery_sent_at: null,
    email_change_token_current: "",
    email_change_token_new: "",
    email_change_sent_at: null,
    reauthentication_token: "",
    reauthentication_sent_at: null,
  });
}

/**
 * With `secure_password_change`, a session older than a day needs the code that was mailed. The code is used up.
 * @throws {AuthError} reauthentication_needed, reauthentication_not_valid
 */
export async function requireFreshLogin(auth: Auth, caller: Caller, nonce: string): Promise<void> {
  if (!auth.config.email.secure_password_change) return;
  const { session, user } = caller;
  if (session && Date.parse(session.createdAt) + freshForMs > Date.now()) return;
  if (nonce === "") {
    throw new AuthError(400, "reauthentication_needed", "Password update requires reauthentication");
  }
  const isValid = await auth.db.transaction((tx) => useNonce(auth, tx, user, nonce));
  if (isValid) return;
  throw new AuthError(422, "reauthentication_not_valid", "Nonce has expired or is invalid");
}

async function useNonce(auth: Auth, tx: Sql, user: User, nonce: string): Promise<boolean> {
  const sentAt = Date.parse(user.reauthentication_sent_at ?? "");
  const isCurrent = sentAt + auth.config.email.otp_expiry * 1000 > Date.now();
  const hash = hashToken(user.email ?? "", nonce);
  const token = isCurrent ? await takeToken(tx, [hash], ["reauthentication_token"]) : null;
  if (token?.userId !== user.id) return false;
  await clearTokens(tx, user.id);
  await updateUser(tx, user.id, { reauthentication_token: "" });
  return true;
}
