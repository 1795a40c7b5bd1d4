import { isBanned } from "../admin/banned.ts";
import { anonymousCaller, type Caller } from "../auth/caller.ts";
import { invalidToken } from "../errors.ts";

/**
 * The caller, unless the account is banned: an access token outlives the ban, and must be good for nothing here. A
 * session is nobody's then, as after signing out; whoever sends a token or a key is told that it does not hold.
 * @throws {AppError} invalid_token
 */
export async function inGoodStanding(caller: Caller): Promise<Caller> {
  if (caller.kind === "anonymous" || !(await isBanned(caller.id))) return caller;
  if (caller.via === "cookie") return anonymousCaller;
  throw invalidToken("The account is banned.");
}
