import { writeAudit } from "./audit.ts";
import { askForConfirmation, requireSignupsOpen } from "./confirmation.ts";
import type { Auth } from "./context.ts";
import { requireEmail } from "./email-address.ts";
import { AuthError, validationFailed } from "./errors.ts";
import { type Challenge, isPkce, requireValidChallenge, startFlow } from "./flow-state.ts";
import { announceNewcomer } from "./hooks/before-user-created.ts";
import { sendLink } from "./links.ts";
import { hashPassword, randomPassword } from "./passwords.ts";
import { confirmAtOnce, createAccount } from "./sign-up.ts";
import { actorOf, findUserByEmail, lockUser, type Metadata } from "./users.ts";

type MagicLinkInput = Challenge & { email: string; data: Metadata; createsUser: boolean };

/**
 * Mails a link and a code that sign somebody in. Who has no account yet, or never confirmed it, is signed up:
 * with confirmations on, the confirmation mail is their link.
 * @throws {AuthError} otp_disabled, signup_disabled, over_email_send_rate_limit, validation_failed
 */
export async function requestMagicLink(auth: Auth, input: MagicLinkInput, request: Request): Promise<void> {
  if (!auth.config.email.enable_signup) {
    throw new AuthError(422, "email_provider_disabled", "Email logins are disabled");
  }
  if (input.email === "") throw validationFailed("Password recovery requires an email");
  const email = requireEmail(input.email);
  requireValidChallenge(input);
  const found = await findUserByEmail(auth.db, email);
  if (!found && !input.createsUser) {
    throw new AuthError(422, "otp_disabled", "Signups not allowed for otp");
  }
  if (!found?.email_confirmed_at) requireSignupsOpen(auth);
  const passwordHash = found ? "" : await hashPassword(auth.db, randomPassword());
  const id = found?.id ?? (await announceNewcomer(auth, { email, metadata: input.data }, request));
  await auth.db.transaction(async (tx) => {
    const account = { id, email, passwordHash, metadata: input.data };
    let user = found ? await lockUser(tx, found.id) : await createAccount(tx, account);
    if (!user.email_confirmed_at && auth.config.email.enable_confirmations) {
      await askForConfirmation(auth, tx, user, input, request);
      return;
    }
    if (!user.email_confirmed_at) user = await confirmAtOnce(tx, user);
    await writeAudit(tx, "user_recovery_requested", actorOf(user));
    if (isPkce(input)) {
      await startFlow(tx, { userId: user.id, provider: "magiclink", method: "magiclink", challenge: input });
    }
    await sendLink(auth, tx, user, "magiclink", { request, isPkce: isPkce(input) });
  });
}
