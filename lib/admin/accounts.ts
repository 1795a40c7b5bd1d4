import { randomUUID } from "node:crypto";
import { announced } from "../audit/announce.ts";
import type { Trail } from "../audit/record.ts";
import type { UserCaller } from "../auth/caller.ts";
import { toAppError } from "../auth/errors.ts";
import { requireUncommon } from "../auth/passwords.ts";
import { forbidden, notFound } from "../errors.ts";
import { asService, type Db } from "../supabase/clients.ts";
import { getUser, requireFreeUsername } from "../users/queries.ts";
import type { UserView } from "../users/schema.ts";
import { orLastAdminOf } from "./last-admin.ts";
import type { CreateAccountInput } from "./schema.ts";

/**
 * Makes an account whose address counts as confirmed. The caller must have been found to be an admin.
 * @throws {AppError} email_taken, conflict (the user name is taken), validation_failed (a common password)
 */
export async function createAccount(db: Db, input: CreateAccountInput, trail: Trail): Promise<UserView> {
  const { email, password, name, username } = input;
  await requireUncommon(password);
  await requireFreeUsername(db, username);
  const id = randomUUID(); // ours, because the audit log is told beforehand whose account it will be
  await announced(trail, { action: "account.created", targetId: id }, async () => {
    const { error } = await asService().auth.admin.createUser({
      id,
      email,
      password,
      email_confirm: true,
      user_metadata: { name, ...(username && { username }) },
    });
    if (error) throw toAppError(error);
  });
  return getUser(db, id);
}

/**
 * Deletes an account with everything that hangs on it: profile, posts, comments, reactions. People may delete
 * their own, admins everyone's.
 * @throws {AppError} not_found, forbidden, conflict (the last admin)
 */
export async function deleteAccount(
  db: Db,
  caller: UserCaller,
  idOrUsername: string,
  trail: Trail,
): Promise<void> {
  const { id } = await getUser(db, idOrUsername);
  if (id !== caller.id && !(await caller.roles()).includes("admin")) {
    throw forbidden("Only admins can delete other people's accounts.");
  }
  await announced(trail, { action: "account.deleted", targetId: id }, async () => {
    const { error } = await asService().auth.admin.deleteUser(id);
    if (error?.code === "user_not_found") throw notFound("user"); // somebody else was faster
    if (error) throw await orLastAdminOf(id, toAppError(error));
  });
}
