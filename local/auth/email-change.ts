import { writeAudit } from "./audit.ts";
import type { Sql } from "./database.ts";
import { updateEmailIdentity } from "./identities.ts";
import { clearTokens } from "./one-time-tokens.ts";
import { confirmEmail } from "./sign-up.ts";
import { actorOf, type User, updateUser } from "./users.ts";

/** Moves an account to the address that it asked for and confirmed. An anonymous user becomes a lasting one. */
export async function changeEmail(tx: Sql, user: User): Promise<User> {
  const email = user.email_change ?? "";
  await writeAudit(tx, "user_modified", actorOf(user));
  await updateEmailIdentity(tx, user.id, { email, email_verified: true });
  await clearTokens(tx, user.id);
  const moved = await updateUser(tx, user.id, {
    email,
    email_change: "",
    email_change_token_current: "",
    email_change_token_new: "",
    email_change_confirm_status: 0,
    is_anonymous: false,
  });
  return moved.email_confirmed_at ? moved : confirmEmail(tx, moved);
}
