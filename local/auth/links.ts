import type { Auth } from "./context.ts";
import type { Sql } from "./database.ts";
import { AuthError, internalError } from "./errors.ts";
import type { MailKind } from "./mails/default-mails.ts";
import { createOneTimeToken, type OneTimeToken, storeToken, type TokenType } from "./one-time-tokens.ts";
import { chooseRedirect } from "./redirects.ts";
import { type User, updateUser } from "./users.ts";

/** What a mailed link is for: the `type` with which it is verified. */
export type LinkType = "signup" | "invite" | "magiclink" | "recovery" | "email_change";

type Purpose = {
  mail: MailKind;
  token: "confirmation_token" | "recovery_token";
  sentAt: "confirmation_sent_at" | "recovery_sent_at";
  /** How failures are called: "Error sending … email". */
  name: string;
};

const purposes: Record<Exclude<LinkType, "email_change">, Purpose> = {
  signup: {
    mail: "confirmation",
    token: "confirmation_token",
    sentAt: "confirmation_sent_at",
    name: "confirmation",
  },
  invite: { mail: "invite", token: "confirmation_token", sentAt: "confirmation_sent_at", name: "invite" },
  magiclink: { mail: "magic_link", token: "recovery_token", sentAt: "recovery_sent_at", name: "magic link" },
  recovery: { mail: "recovery", token: "recovery_token", sentAt: "recovery_sent_at", name: "recovery" },
};

/**
 * Mails a user a link and a code, and keeps the hash of it. Runs in the caller's transaction: when the mail is
 * not taken, nothing is kept.
 * @throws {AuthError} over_email_send_rate_limit within `max_frequency` of the last mail of the same kind
 */
export async function sendLink(
  auth: Auth,
  tx: Sql,
  user: User,
  type: Exclude<LinkType, "email_change">,
  options: { request: Request; isPkce: boolean },
): Promise<User> {
  const purpose = purposes[type];
  if (type !== "invite") requireQuiet(auth, user[purpose.sentAt]);
  const email = user.email ?? "";
  const token = createOneTimeToken(email, auth.config.email.otp_length, options.isPkce);
  const updated = await keepLinkToken(tx, user, type, token);
  const redirect = chooseRedirect(auth.config, options.request);
  await deliver(auth, purpose.name, purpose.mail, email, {
    user: updated,
    token,
    link: linkFor(auth, token.hash, type, redirect),
    redirect,
  });
  return updated;
}

/** Keeps the hash of a token that a link or a code of this type carries. */
export async function keepLinkToken(
  tx: Sql,
  user: User,
  type: Exclude<LinkType, "email_change">,
  token: OneTimeToken,
): Promise<User> {
  const purpose = purposes[type];
  const relatesTo = user.email ?? "";
  await storeToken(tx, { userId: user.id, type: purpose.token, hash: token.hash, relatesTo });
  const now = new Date().toISOString();
  return updateUser(tx, user.id, {
    [purpose.token]: token.hash,
    [purpose.sentAt]: now,
    ...(type === "invite" ? { invited_at: now } : {}),
  });
}

/** Mails a code that confirms a change of password. */
export async function sendReauthentication(auth: Auth, tx: Sql, user: User): Promise<void> {
  requireQuiet(auth, user.reauthentication_sent_at);
  const email = user.email ?? "";
  const token = createOneTimeToken(email, auth.config.email.otp_length, false);
  const type: TokenType = "reauthentication_token";
  await storeToken(tx, { userId: user.id, type, hash: token.hash, relatesTo: email });
  await updateUser(tx, user.id, {
    reauthentication_token: token.hash,
    reauthentication_sent_at: new Date().toISOString(),
  });
  await deliver(auth, "reauthentication", "reauthentication", email, { user, token });
}

/**
 * Mails the links that move an account to another address: to the new one, and with `double_confirm_changes` to
 * the present one too.
 */
export async function sendEmailChange(
  auth: Auth,
  tx: Sql,
  user: User,
  newEmail: string,
  options: { request: Request; isPkce: boolean },
): Promise<User> {
  requireQuiet(auth, user.email_change_sent_at);
  const length = auth.config.email.otp_length;
  const asksOld = auth.config.email.double_confirm_changes && (user.email ?? "") !== "";
  const forNew = createOneTimeToken(newEmail, length, options.isPkce);
  const forOld = asksOld ? createOneTimeToken(user.email ?? "", length, options.isPkce) : null;
  const updated = await keepEmailChange(tx, user, newEmail, { forNew, forOld });
  const redirect = chooseRedirect(auth.config, options.request);
  for (const [to, token] of [
    [newEmail, forNew],
    [user.email ?? "", forOld],
  ] as const) {
    if (!token) continue;
    const link = linkFor(auth, token.hash, "email_change", redirect);
    await deliver(auth, "email change", "email_change", to, { user: updated, token, link, redirect });
  }
  return updated;
}

/** Keeps the tokens of an email change, whose confirmation starts anew. */
export async function keepEmailChange(
  tx: Sql,
  user: User,
  newEmail: string,
  tokens: { forNew: OneTimeToken | null; forOld: OneTimeToken | null },
): Promise<User> {
  const { forNew, forOld } = tokens;
  if (forNew) {
    const type = "email_change_token_new";
    await storeToken(tx, { userId: user.id, type, hash: forNew.hash, relatesTo: newEmail });
  }
  if (forOld) {
    const type = "email_change_token_current";
    await storeToken(tx, { userId: user.id, type, hash: forOld.hash, relatesTo: user.email ?? "" });
  }
  return updateUser(tx, user.id, {
    ...(forNew ? { email_change_token_new: forNew.hash } : {}),
    ...(forOld ? { email_change_token_current: forOld.hash } : {}),
    email_change: newEmail,
    email_change_sent_at: new Date().toISOString(),
    email_change_confirm_status: 0,
  });
}

/** The URL that a mail carries. */
export function linkFor(auth: Auth, hash: string, type: LinkType, redirect: string): string {
  const target = /[&=#]/.test(redirect) ? encodeURIComponent(redirect) : redirect;
  return `${auth.publicUrl}/verify?token=${hash}&type=${type}&redirect_to=${target}`;
}

function requireQuiet(auth: Auth, lastSent: string | null): void {
  if (!lastSent) return;
  const left = Date.parse(lastSent) + auth.config.email.max_frequency - Date.now();
  if (left <= 0) return;
  throw new AuthError(
    429,
    "over_email_send_rate_limit",
    `For security purposes, you can only request this after ${Math.floor(left / 1000)} seconds.`,
  );
}

async function deliver(
  auth: Auth,
  name: string,
  mail: MailKind,
  to: string,
  content: { user: User; token: OneTimeToken; link?: string; redirect?: string },
): Promise<void> {
  const { user, token, link, redirect } = content;
  try {
    await auth.mailer.send(mail, to, {
      SiteURL: auth.config.site_url,
      Email: user.email ?? "",
      NewEmail: user.email_change ?? "",
      SendingTo: to,
      Token: token.otp,
      Data: user.raw_user_meta_data,
      ...(link ? { ConfirmationURL: link, TokenHash: token.hash, RedirectTo: redirect ?? "" } : {}),
    });
  } catch (error) {
    if (error instanceof AuthError) throw error;
    throw internalError(`Error sending ${name} email`, error);
  }
}
