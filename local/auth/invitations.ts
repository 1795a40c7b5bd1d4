import { adminActor } from "./administration.ts";
import { writeAudit } from "./audit.ts";
import type { Auth } from "./context.ts";
import type { Sql } from "./database.ts";
import { requireEmail } from "./email-address.ts";
import { announceNewcomer } from "./hooks/before-user-created.ts";
import { sendLink } from "./links.ts";
import { createInvitedAccount, type NewAccount } from "./sign-up.ts";
import { emailExists, findUserByEmail, lockUser, type Metadata, type User } from "./users.ts";

/** Invites an address by mail; one that was invited before and never came gets another mail. */
export async function inviteUser(
  auth: Auth,
  admin: string,
  input: { email: string; data?: Metadata },
  request: Request,
): Promise<User> {
  const invited = { email: requireEmail(input.email), metadata: input.data ?? {} };
  const known = await findUserByEmail(auth.db, invited.email);
  const id = known?.id ?? (await announceNewcomer(auth, invited, request));
  return auth.db.transaction(async (tx) => {
    const user = await findOrCreateInvited(tx, { id, ...invited });
    await auditInvitation(tx, admin, user);
    return sendLink(auth, tx, user, "invite", { request, isPkce: false });
  });
}

/**
 * @param invited with the id that a new account is to have
 * @throws {AuthError} email_exists when the address belongs to somebody who confirmed it
 */
export async function findOrCreateInvited(tx: Sql, invited: Omit<NewAccount, "passwordHash">): Promise<User> {
  const found = await findUserByEmail(tx, invited.email);
  if (!found) return createInvitedAccount(tx, { ...invited, passwordHash: "" });
  if (found.email_confirmed_at) throw emailExists();
  return lockUser(tx, found.id);
}

export async function auditInvitation(tx: Sql, admin: string, user: User): Promise<void> {
  const traits = { user_id: user.id, user_email: user.email };
  await writeAudit(tx, "user_invited", adminActor(admin), traits);
}
