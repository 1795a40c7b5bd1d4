import { writeAudit } from "./audit.ts";
import { isUuid } from "./caller.ts";
import type { Auth } from "./context.ts";
import type { Sql } from "./database.ts";
import { parseDuration } from "./duration.ts";
import { requireEmail } from "./email-address.ts";
import { AuthError, internalError, validationFailed } from "./errors.ts";
import { emailIdentityData, insertEmailIdentity, updateEmailIdentity } from "./identities.ts";
import { clearTokens } from "./one-time-tokens.ts";
import { changePassword } from "./password-change.ts";
import { hashPassword, randomPassword, requireStrongPassword } from "./passwords.ts";
import { closeSessions } from "./sessions.ts";
import { confirmEmail } from "./sign-up.ts";
import {
  emailExists,
  findEmailOwner,
  findUserById,
  insertUser,
  lockUser,
  type Metadata,
  mergeMetadata,
  obfuscate,
  type User,
  type UserChanges,
  updateUser,
} from "./users.ts";

/** What an administrator may say of a user. Empty strings and absent objects say nothing. */
export type AdminUserInput = {
  id: string;
  aud: string;
  role: string;
  email: string;
  phone: string;
  password?: string | null;
  password_hash: string;
  email_confirm: boolean;
  phone_confirm: boolean;
  user_metadata?: Metadata;
  app_metadata?: Metadata;
  ban_duration: string;
};

/** @throws {AuthError} email_exists, validation_failed, conflict for an id that is taken */
export async function createUserAsAdmin(auth: Auth, admin: string, input: AdminUserInput): Promise<User> {
  const email = await requireNewUserInput(auth, input);
  const passwordHash =
    input.password_hash || (await hashPassword(auth.db, input.password || randomPassword()));
  return auth.db.transaction(async (tx) => {
    const created = await insertUser(tx, {
      id: input.id || undefined,
      aud: input.aud || undefined,
      role: input.role.trim() || undefined,
      email,
      passwordHash,
      appMetadata: mergeMetadata({ provider: "email", providers: ["email"] }, input.app_metadata ?? {}),
      userMetadata: input.user_metadata ?? {},
    });
    await insertEmailIdentity(tx, created.id, emailIdentityData(created.id, email));
    await audit(tx, "user_signedup", admin, created);
    const user = input.email_confirm ? await confirmEmail(tx, created) : created;
    return updateUser(tx, user.id, banChange(input));
  });
}

async function requireNewUserInput(auth: Auth, input: AdminUserInput): Promise<string> {
  if (input.email === "" && input.phone === "") {
    throw validationFailed("Cannot create a user without either an email or phone");
  }
  requireSupported(input);
  const email = requireEmail(input.email);
  if (await findEmailOwner(auth.db, email)) throw emailExists();
  if (input.password && input.password_hash) {
    throw validationFailed("Only a password or a password hash should be provided");
  }
  if (input.password_hash && !/^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/.test(input.password_hash)) {
    throw validationFailed("Invalid format for the password hash");
  }
  if (Buffer.byteLength(input.password ?? "") > 72) {
    throw validationFailed("bcrypt: password length exceeds 72 bytes");
  }
  banChange(input);
  if (input.id === "") return email;
  if (!isUuid(input.id)) throw validationFailed("ID must conform to the uuid v4 format");
  if (/^[0-]+$/.test(input.id)) throw validationFailed("ID cannot be a nil uuid");
  if (await findUserById(auth.db, input.id)) {
    throw new AuthError(409, "conflict", "A user with this ID already exists");
  }
  return email;
}

function requireSupported(input: AdminUserInput): void {
  if (input.phone !== "") throw new AuthError(400, "phone_provider_disabled", "Phone numbers are disabled");
  if (input.role.length > 255 || input.aud.length > 255) {
    throw validationFailed("role and aud cannot be longer than 255 characters");
  }
}

function banChange({ ban_duration: text }: AdminUserInput): UserChanges {
  if (text === "") return {};
  const duration = text === "none" ? 0 : parseDuration(text);
  if (duration === null)
    throw validationFailed(`invalid format for ban duration: time: invalid duration "${text}"`);
  if (duration === 0) return { banned_until: null };
  const end = new Date(Date.now() + duration);
  if (Number.isNaN(end.getTime())) throw validationFailed("invalid format for ban duration: out of range");
  return { banned_until: end.toISOString() };
}

/** @throws {AuthError} email_exists, weak_password, validation_failed */
export async function updateUserAsAdmin(
  auth: Auth,
  admin: string,
  user: User,
  input: AdminUserInput,
): Promise<User> {
  requireSupported(input);
  const ban = banChange(input);
  const email = input.email === "" ? null : requireEmail(input.email);
  if (email && (await findEmailOwner(auth.db, email, user.id))) throw emailExists();
  if (input.password) requireStrongPassword(auth.config, input.password);
  const passwordHash = input.password ? await hashPassword(auth.db, input.password) : null;
  return auth.db.transaction(async (tx) => {
    let changed = await lockUser(tx, user.id);
    if (input.email_confirm) changed = await confirmEmail(tx, changed);
    if (passwordHash) changed = await changePassword(tx, changed, passwordHash);
    if (email) await updateEmailIdentity(tx, user.id, { email, email_verified: input.email_confirm });
    changed = await updateUser(tx, user.id, {
      ...ban,
      ...(input.role.trim() ? { role: input.role.trim() } : {}),
      ...(email ? { email } : {}),
      ...(email && input.email_confirm ? { is_anonymous: false } : {}),
      raw_app_meta_data: mergeMetadata(changed.raw_app_meta_data, input.app_metadata ?? {}),
      raw_user_meta_data: mergeMetadata(changed.raw_user_meta_data, input.user_metadata ?? {}),
    });
    await audit(tx, "user_modified", admin, changed);
    return changed;
  });
}

/**
 * Removes a user and everything that is theirs. Softly: the row stays, so that what refers to it keeps its
 * author, but nothing in it tells who that was, and nobody can sign in with it.
 */
export async function deleteUser(auth: Auth, admin: string, user: User, soft: boolean): Promise<void> {
  await auth.db.transaction(async (tx) => {
    await audit(tx, "user_deleted", admin, user);
    if (soft) await forgetUser(tx, await lockUser(tx, user.id));
    else await removeUser(tx, user);
  });
}

/** A table of the project that refers to the user without `on delete` keeps them: that is its decision. */
async function removeUser(tx: Sql, user: User): Promise<void> {
  try {
    await tx.query("delete from auth.users where id = $1", [user.id]);
  } catch (error) {
    throw internalError("Database error deleting user", error);
  }
}

async function forgetUser(tx: Sql, user: User): Promise<void> {
  if (user.deleted_at) return;
  await clearTokens(tx, user.id);
  await closeSessions(tx, user.id, "all");
  for (const identity of user.identities) {
    await tx.query(
      "update auth.identities set provider_id = $2, identity_data = '{}', updated_at = now() where id = $1",
      [identity.id, obfuscate(user.id, `${identity.provider}:${identity.provider_id}`)],
    );
  }
  await updateUser(tx, user.id, {
    email: obfuscate(user.id, user.email ?? ""),
    phone: obfuscate(user.id, user.phone ?? "").slice(0, 15),
    email_change: obfuscate(user.id, user.email_change ?? ""),
    phone_change: obfuscate(user.id, user.phone_change ?? "").slice(0, 15),
    encrypted_password: null,
    confirmation_token: "",
    recovery_token: "",
    email_change_token_current: "",
    email_change_token_new: "",
    raw_app_meta_data: {},
    raw_user_meta_data: {},
    deleted_at: new Date().toISOString(),
  });
}

function audit(
  tx: Sql,
  action: "user_deleted" | "user_modified" | "user_signedup",
  admin: string,
  user: User,
): Promise<void> {
  const traits = { user_id: user.id, user_email: user.email ?? "", user_phone: user.phone ?? "" };
  return writeAudit(tx, action, adminActor(admin), traits);
}

/** An administrator's key is no user; the log knows it by its role. */
export function adminActor(role: string) {
  return { id: "00000000-0000-0000-0000-000000000000", name: role, viaSso: false };
}
