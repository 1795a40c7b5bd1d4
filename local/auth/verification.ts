import { writeAudit } from "./audit.ts";
import type { Auth } from "./context.ts";
import type { Sql } from "./database.ts";
import { changeEmail } from "./email-change.ts";
import { AuthError, validationFailed } from "./errors.ts";
import type { LinkType } from "./links.ts";
import { clearTokens, type FoundToken, type TokenType, takeToken } from "./one-time-tokens.ts";
import { hashPassword, randomPassword } from "./passwords.ts";
import { confirmByLink, confirmEmail, refreshProviders } from "./sign-up.ts";
import { actorOf, getUserById, isBanned, type User, updateUser } from "./users.ts";

const tokenTypes: Record<string, TokenType[]> = {
  signup: ["confirmation_token"],
  invite: ["confirmation_token"],
  magiclink: ["recovery_token"],
  recovery: ["recovery_token"],
  email: ["confirmation_token", "recovery_token"],
  email_change: ["email_change_token_current", "email_change_token_new"],
};

/** What the other address is still to do; both links of a double-confirmed change answer with it at first. */
export const halfConfirmed =
  "Confirmation link accepted. Please proceed to confirm link sent to the other email";

/**
 * What a link or a code is checked by. `email` is the address that a typed code was mailed to; a link's hash
 * needs none, and says so by its absence.
 */
export type Proof = { type: string; hashes: string[]; email?: string };

/** Who proved that a mailbox is theirs, and by which kind of link; `user` is null for half a change of address. */
export type Verified = { user: User | null; type: LinkType };

/**
 * Takes a one-time token, once, and does what it stands for.
 * @throws {AuthError} otp_expired, user_banned, validation_failed
 */
export async function verify(auth: Auth, tx: Sql, proof: Proof): Promise<Verified> {
  const types = Object.hasOwn(tokenTypes, proof.type) ? tokenTypes[proof.type] : undefined;
  if (!types) throw validationFailed("Invalid email verification type");
  const token = await takeToken(tx, proof.hashes, types);
  if (!token || !belongsTo(token, proof.email)) throw expired(proof);
  const user = await getUserById(tx, token.userId);
  if (isBanned(user)) throw new AuthError(403, "user_banned", "User is banned");
  if (!isCurrent(auth, user, token)) throw expired(proof);
  const type = linkTypeOf(proof.type, token);
  const verified = await apply(auth, tx, user, type, token);
  return { user: verified && (await refreshProviders(tx, verified.id)), type };
}

function belongsTo(token: FoundToken, email: string | undefined): boolean {
  return email === undefined || token.relatesTo === email;
}

function expired(proof: Proof): AuthError {
  const what =
    proof.email === undefined ? "Email link is invalid or has expired" : "Token has expired or is invalid";
  return new AuthError(403, "otp_expired", what);
}

function isCurrent(auth: Auth, user: User, token: FoundToken): boolean {
  const sentAt = {
    confirmation_token: user.confirmation_sent_at,
    recovery_token: user.recovery_sent_at,
    reauthentication_token: user.reauthentication_sent_at,
    email_change_token_new: user.email_change_sent_at,
    email_change_token_current: user.email_change_sent_at,
  }[token.type];
  return Date.parse(sentAt ?? "") + auth.config.email.otp_expiry * 1000 > Date.now();
}

/** `email` is said by clients that do not know which of the two mails they hold the code of. */
function linkTypeOf(type: string, token: FoundToken): LinkType {
  if (type !== "email") return type as LinkType;
  return token.type === "recovery_token" ? "magiclink" : "signup";
}

async function apply(
  auth: Auth,
  tx: Sql,
  user: User,
  type: LinkType,
  token: FoundToken,
): Promise<User | null> {
  if (type === "signup" || type === "invite") return confirmByLink(tx, await givePassword(tx, user));
  if (type === "email_change") return confirmChange(auth, tx, user, token);
  await clearTokens(tx, user.id);
  const recovered = await updateUser(tx, user.id, { recovery_token: "" });
  await writeAudit(tx, user.email_confirmed_at ? "login" : "user_signedup", actorOf(user));
  return user.email_confirmed_at ? recovered : confirmEmail(tx, recovered);
}

/** An invited user has no password; until they choose one, nobody knows it. */
async function givePassword(tx: Sql, user: User): Promise<User> {
  if (user.encrypted_password || !user.invited_at) return user;
  return updateUser(tx, user.id, { encrypted_password: await hashPassword(tx, randomPassword()) });
}

/** The first of two confirmations only counts; the second, or the only one, moves the account. */
async function confirmChange(auth: Auth, tx: Sql, user: User, token: FoundToken): Promise<User | null> {
  const { enable_confirmations: confirms, double_confirm_changes: twice } = auth.config.email;
  const isFirst = user.email_change_confirm_status === 0 && Boolean(user.email);
  if (!(confirms && twice && isFirst)) return changeEmail(tx, user);
  await clearTokens(tx, user.id, token.type);
  const column =
    token.type === "email_change_token_new" ? "email_change_token_new" : "email_change_token_current";
  await updateUser(tx, user.id, { [column]: "", email_change_confirm_status: 1 });
  return null;
}
