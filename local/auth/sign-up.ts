import { writeAudit } from "./audit.ts";
import type { Sql } from "./database.ts";
import { emailIdentityData, insertEmailIdentity, providersOf, updateEmailIdentity } from "./identities.ts";
import { clearTokens } from "./one-time-tokens.ts";
import {
  actorOf,
  getUserById,
  insertUser,
  type Metadata,
  mergeMetadata,
  type User,
  updateUser,
} from "./users.ts";

/** A new account that signs in by email. `passwordHash` is empty for one that has no password yet. */
export type NewAccount = { id: string; email: string; passwordHash: string; metadata: Metadata };

/**
 * Makes an account and its email identity. The project's triggers see the metadata that the caller gave; after
 * that it also says what the identity knows, as GoTrue's does.
 */
export async function createAccount(tx: Sql, account: NewAccount): Promise<User> {
  const user = await insertUser(tx, {
    id: account.id,
    email: account.email,
    passwordHash: account.passwordHash,
    appMetadata: { provider: "email", providers: ["email"] },
    userMetadata: account.metadata,
  });
  const data = emailIdentityData(user.id, account.email, account.metadata);
  await insertEmailIdentity(tx, user.id, data);
  return updateUser(tx, user.id, { raw_user_meta_data: { ...user.raw_user_meta_data, ...data } });
}

/** Like createAccount, for accounts that an administrator makes: their metadata stays as it was given. */
export async function createInvitedAccount(tx: Sql, account: NewAccount): Promise<User> {
  const user = await insertUser(tx, {
    id: account.id,
    email: account.email,
    passwordHash: account.passwordHash,
    appMetadata: { provider: "email", providers: ["email"] },
    userMetadata: account.metadata,
  });
  await insertEmailIdentity(tx, user.id, emailIdentityData(user.id, account.email));
  return getUserById(tx, user.id);
}

/** Marks a user's address as theirs; whatever was mailed to them is worthless from then on. */
export async function confirmEmail(tx: Sql, user: User): Promise<User> {
  await clearTokens(tx, user.id);
  return updateUser(tx, user.id, {
    confirmation_token: "",
    email_confirmed_at: new Date().toISOString(),
    raw_user_meta_data: mergeMetadata(user.raw_user_meta_data, { email_verified: true }),
  });
}

/** The end of a sign-up that nobody has to confirm. */
export async function confirmAtOnce(tx: Sql, user: User): Promise<User> {
  await writeAudit(tx, "user_signedup", actorOf(user), { provider: "email" });
  return confirmEmail(tx, user);
}

/** The end of a sign-up whose link was followed. */
export async function confirmByLink(tx: Sql, user: User): Promise<User> {
  await writeAudit(tx, "user_signedup", actorOf(user));
  const confirmed = await confirmEmail(tx, user);
  if (user.identities.some((identity) => identity.email === user.email)) {
    await updateEmailIdentity(tx, user.id, { email_verified: true });
  }
  return confirmed;
}

/** Makes `app_metadata` tell the providers of the user's identities. */
export async function refreshProviders(tx: Sql, userId: string): Promise<User> {
  const user = await getUserById(tx, userId);
  const providers = await providersOf(tx, userId);
  const [provider] = providers;
  return updateUser(tx, userId, {
    raw_app_meta_data: mergeMetadata(user.raw_app_meta_data, {
      providers,
      ...(provider ? { provider } : {}),
    }),
  });
}
