import { writeAudit } from "./audit.ts";
import type { Auth } from "./context.ts";
import type { Sql } from "./database.ts";
import { AuthError } from "./errors.ts";
import { type Challenge, isPkce, startFlow } from "./flow-state.ts";
import { sendLink } from "./links.ts";
import { actorOf, type User } from "./users.ts";

/** @throws {AuthError} signup_disabled */
export function requireSignupsOpen(auth: Auth): void {
  if (auth.config.enable_signup) return;
  throw new AuthError(422, "signup_disabled", "Signups not allowed for this instance");
}

/** Starts, or starts again, the confirmation of a new account. */
export async function askForConfirmation(
  auth: Auth,
  tx: Sql,
  user: User,
  challenge: Challenge,
  request: Request,
): Promise<User> {
  await writeAudit(tx, "user_confirmation_requested", actorOf(user), { provider: "email" });
  if (isPkce(challenge)) {
    await startFlow(tx, { userId: user.id, provider: "email", method: "email/signup", challenge });
  }
  return sendLink(auth, tx, user, "signup", { request, isPkce: isPkce(challenge) });
}
