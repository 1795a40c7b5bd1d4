import { asCaller } from "../supabase/clients.ts";
import { dataOf } from "../supabase/errors.ts";
import type { Caller } from "./caller.ts";
import type { SessionView } from "./schema.ts";

const nobody: SessionView = { user: null, membership: null, aal: null };

/**
 * What a client is told about its caller. A token outlives a deleted account by minutes: there is nobody then.
 */
export async function sessionViewOf(caller: Caller): Promise<SessionView> {
  if (caller.kind === "anonymous") return nobody;
  const result = await asCaller(caller)
    .from("profiles")
    .select("id, username, name, user_roles(role)")
    .eq("id", caller.id)
    .maybeSingle();
  const profile = dataOf(result, "user");
  if (profile === null) return nobody;
  const { id, name, username } = profile;
  const roles = profile.user_roles.map(({ role }) => role);
  return { user: { id, email: caller.email, name, username, roles }, membership: null, aal: caller.aal };
}
