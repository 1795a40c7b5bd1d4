import { announced } from "../audit/announce.ts";
import type { Trail } from "../audit/record.ts";
import type { Role, UserCaller } from "../auth/caller.ts";
import { inTransaction } from "../db/transaction.ts";
import { forbidden, notFound } from "../errors.ts";
import { orLastAdmin } from "./last-admin.ts";
import { getPerson } from "./people.ts";
import type { PersonView } from "./schema.ts";

/**
 * Gives somebody a role; who has it keeps it. The caller must have been found to be an admin.
 * @throws {AppError} not_found
 */
export async function grantRole(id: string, role: Role, trail: Trail): Promise<PersonView> {
  await getPerson(id);
  await inTransaction((tx) =>
    announced(
      trail,
      { action: "role.granted", targetId: id },
      () =>
        tx.query(
          `insert into public.user_roles (user_id, role) select id, $2 from public.profiles where id = $1
            on conflict do nothing`,
          [id, role],
        ),
      tx,
    ),
  );
  return getPerson(id);
}

/**
 * Takes a role from somebody. The caller must have been found to be an admin, and can't stop being one by themselves.
 * @throws {AppError} not_found (also when they do not have it), forbidden (one's own), conflict (the last admin)
 */
export async function revokeRole(caller: UserCaller, id: string, role: Role, trail: Trail): Promise<void> {
  if (id === caller.id && role === "admin") {
    throw forbidden("You cannot take this role from yourself. Another admin can.");
  }
  const revoke = inTransaction((tx) =>
    announced(
      trail,
      { action: "role.revoked", targetId: id },
      () => tx.query("delete from public.user_roles where user_id = $1 and role = $2", [id, role]),
      tx,
    ),
  );
  const { rowCount } = await revoke.catch((error: unknown) => {
    throw orLastAdmin(error);
  });
  if (rowCount === 0) throw notFound("role of such a user");
}
