import { announced } from "../audit/announce.ts";
import type { Trail } from "../audit/record.ts";
import type { UserCaller } from "../auth/caller.ts";
import { toAppError } from "../auth/errors.ts";
import { forbidden, notFound } from "../errors.ts";
import { asService } from "../supabase/clients.ts";
import { forgetBanned } from "./banned.ts";
import { orLastAdminOf } from "./last-admin.ts";
import { getPerson } from "./people.ts";
import type { BanInput, PersonView } from "./schema.ts";

/** For good, as Auth can be told: a duration, of a hundred years. */
const forGood = "876000h";

/**
 * Bans somebody, or changes the ban: Auth opens and renews no session for them, those that there are end, and so do
 * their streams of events. The caller must have been found to be an admin.
 * @throws {AppError} not_found, forbidden (oneself), conflict (the last admin who is not banned)
 */
export async function banPerson(
  caller: UserCaller,
  id: string,
  { reason, until }: BanInput,
  trail: Trail,
): Promise<PersonView> {
  if (id === caller.id) throw forbidden("You cannot ban yourself.");
  await getPerson(id);
  const duration = until === undefined ? forGood : `${Math.max(1, Date.parse(until) - Date.now())}ms`;
  await announced(trail, { action: "account.banned", targetId: id, metadata: { reason } }, () =>
    setBan(id, duration),
  );
  return getPerson(id);
}

/**
 * Lifts a ban. The caller must have been found to be an admin.
 * @throws {AppError} not_found (also when there is no ban)
 */
export async function liftBan(id: string, trail: Trail): Promise<void> {
  const { ban } = await getPerson(id);
  if (ban === null) throw notFound("ban");
  await announced(trail, { action: "account.unbanned", targetId: id }, () => setBan(id, "none"));
}

/** What follows from a ban, and its entry in the audit log, is a trigger's: private.follow_ban(). */
async function setBan(id: string, duration: string): Promise<void> {
  const { error } = await asService().auth.admin.updateUserById(id, { ban_duration: duration });
  if (error?.code === "user_not_found") throw notFound("user");
  if (error) throw await orLastAdminOf(id, toAppError(error));
  await forgetBanned();
}
