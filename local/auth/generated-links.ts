import { writeAudit } from "./audit.ts";
import type { Auth } from "./context.ts";
import type { Sql } from "./database.ts";
import { requireEmail } from "./email-address.ts";
import { AuthError, validationFailed } from "./errors.ts";
import { announceNewcomer } from "./hooks/before-user-created.ts";
import { auditInvitation, findOrCreateInvited } from "./invitations.ts";
import { keepEmailChange, keepLinkToken, type LinkType, linkFor } from "./links.ts";
import { createOneTimeToken, type OneTimeToken } from "./one-time-tokens.ts";
import { hashPassword, randomPassword, requireStrongPassword } from "./passwords.ts";
import { chooseRedirect, isAllowedRedirect } from "./redirects.ts";
import { createInvitedAccount, type NewAccount } from "./sign-up.ts";
import { userView } from "./user-view.ts";
import {
  actorOf,
  emailExists,
  findEmailOwner,
  findUserByEmail,
  lockUser,
  type Metadata,
  mergeMetadata,
  type User,
  updateUser,
} from "./users.ts";

type LinkInput = {
  type: string;
  email: string;
  new_email: string;
  password: string;
  data?: Metadata;
  redirect_to: string;
};

const kinds = [
  "signup",
  "invite",
  "magiclink",
  "recovery",
  "email_change_current",
  "email_change_new",
] as const;
type Kind = (typeof kinds)[number];

/**
 * Makes a link and its code without mailing them. A magic link for an address that nobody has signs it up.
 * @throws {AuthError} user_not_found, email_exists, weak_password, validation_failed
 */
export async function generateLink(auth: Auth, admin: string, input: LinkInput, request: Request) {
  const email = requireEmail(input.email);
  const known = await findUserByEmail(auth.db, email);
  const kind = chooseKind(input.type, known !== null);
  const passwordHash = kind === "signup" && !known ? await hashFor(auth, input) : "";
  const redirect = isAllowedRedirect(auth.config, input.redirect_to)
    ? input.redirect_to
    : chooseRedirect(auth.config, request);
  const newEmail = kind.startsWith("email_change") ? requireEmail(input.new_email) : "";
  const tokenEmail = kind === "email_change_new" ? newEmail : email;
  const token = createOneTimeToken(tokenEmail, auth.config.email.otp_length, false);
  const newcomer = { email, metadata: input.data ?? {} };
  const id = known?.id ?? (await announceNewcomer(auth, newcomer, request));
  const user = await auth.db.transaction(async (tx) => {
    if (kind === "invite") return keepInvitation(tx, admin, { id, ...newcomer }, token);
    if (kind === "signup") return keepSignup(tx, known, { id, ...newcomer, passwordHash }, token);
    const locked = await lockUser(tx, known?.id ?? "");
    if (kind === "magiclink" || kind === "recovery") return keepRecovery(tx, locked, kind, token);
    return keepChange(auth, tx, locked, { kind, newEmail }, token);
  });
  const linkType: LinkType = kind.startsWith("email_change") ? "email_change" : (kind as LinkType);
  return {
    ...userView(user),
    action_link: linkFor(auth, token.hash, linkType, redirect),
    email_otp: token.otp,
    hashed_token: token.hash,
    verification_type: kind,
    redirect_to: redirect,
  };
}

function chooseKind(type: string, isKnown: boolean): Kind {
  const kind = kinds.find((name) => name === type);
  if (!kind) throw validationFailed(`Invalid email action link type requested: ${type}`);
  if (isKnown || kind === "signup" || kind === "invite") return kind;
  if (kind === "magiclink") return "signup";
  throw new AuthError(404, "user_not_found", "User with this email not found");
}

async function hashFor(auth: Auth, input: LinkInput): Promise<string> {
  const password = input.type === "magiclink" ? randomPassword() : input.password;
  if (password === "") throw validationFailed("Signup requires a valid password");
  if (input.type !== "magiclink") requireStrongPassword(auth.config, password);
  return hashPassword(auth.db, password);
}

async function keepInvitation(
  tx: Sql,
  admin: string,
  account: Omit<NewAccount, "passwordHash">,
  token: OneTimeToken,
): Promise<User> {
  const user = await findOrCreateInvited(tx, account);
  await auditInvitation(tx, admin, user);
  return keepLinkToken(tx, user, "invite", token);
}

async function keepSignup(
  tx: Sql,
  known: User | null,
  account: NewAccount,
  token: OneTimeToken,
): Promise<User> {
  if (!known) return keepLinkToken(tx, await createInvitedAccount(tx, account), "signup", token);
  const user = await lockUser(tx, known.id);
  if (user.email_confirmed_at) throw emailExists();
  const merged = mergeMetadata(user.raw_user_meta_data, account.metadata);
  const updated = await updateUser(tx, user.id, { raw_user_meta_data: merged });
  return keepLinkToken(tx, updated, "signup", token);
}

async function keepRecovery(
  tx: Sql,
  user: User,
  kind: "magiclink" | "recovery",
  token: OneTimeToken,
): Promise<User> {
  await writeAudit(tx, "user_recovery_requested", actorOf(user));
  return keepLinkToken(tx, user, kind, token);
}

async function keepChange(
  auth: Auth,
  tx: Sql,
  user: User,
  change: { kind: Kind; newEmail: string },
  token: OneTimeToken,
): Promise<User> {
  const asksOld = change.kind === "email_change_current";
  if (asksOld && !auth.config.email.double_confirm_changes) {
    throw validationFailed("Enable secure email change to generate link for current email");
  }
  if (await findEmailOwner(tx, change.newEmail, user.id)) throw emailExists();
  const tokens = asksOld ? { forNew: null, forOld: token } : { forNew: token, forOld: null };
  return keepEmailChange(tx, user, change.newEmail, tokens);
}
