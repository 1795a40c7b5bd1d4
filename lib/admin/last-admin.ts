import { pool } from "../db/pool.ts";
import { conflict } from "../errors.ts";

/** 409: somebody has to be left who can make others admins. The database holds this, whoever asks at once. */
const lastAdmin = () => conflict("The last admin stays. Make somebody else an admin first.");

/** What a refusal of the database means, when it is that one. */
export function orLastAdmin(error: unknown): unknown {
  const { constraint } = (error ?? {}) as { constraint?: unknown };
  return constraint === "user_roles_last_admin" ? lastAdmin() : error;
}

/**
 * The same for what Auth was asked to do: it says only that its database failed.
 * @returns what to throw
 */
export async function orLastAdminOf(userId: string, error: Error): Promise<Error> {
  const { rows } = await pool().query<{ last: boolean }>(
    `select exists (select from public.user_roles where user_id = $1 and role = 'admin')
      and not exists (select from public.user_roles
        where role = 'admin' and user_id <> $1 and not private.is_banned(user_id)) as last`,
    [userId],
  );
  return rows[0]?.last ? lastAdmin() : error;
}
