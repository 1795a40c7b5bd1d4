import { asCaller } from "../supabase/clients.ts";
import { dataOf } from "../supabase/errors.ts";
import type { Caller, UserCaller } from "./caller.ts";
import type { SessionView } from "./schema.ts";

const subscriptionColumns = "status, current_period_end, cancel_at, cancel_at_period_end, created_at";

type SubscriptionRow = {
  status: string;
  current_period_end: string | null;
  cancel_at: string | null;
  cancel_at_period_end: boolean;
};

const nobody: SessionView = { user: null, membership: null, aal: null };

/**
 * What a client is told about its caller. A token outlives a deleted account by minutes: there is nobody then.
 */
export async function sessionViewOf(caller: Caller): Promise<SessionView> {
  if (caller.kind === "anonymous") return nobody;
  const result = await asCaller(caller)
    .from("profiles")
    .select(`id, username, name, user_roles(role), subscriptions(${subscriptionColumns})`)
    .eq("id", caller.id)
    .order("created_at", { referencedTable: "subscriptions", ascending: false })
    .maybeSingle();
  const profile = dataOf(result, "user");
  if (profile === null) return nobody;
  const membership = await membershipOf(caller, profile.subscriptions);
  const { id, name, username } = profile;
  const roles = profile.user_roles.map(({ role }) => role);
  return { user: { id, email: caller.email, name, username, roles }, membership, aal: caller.aal };
}

/** The newest subscription that still runs, else the newest. Only the database says whether it makes a member. */
async function membershipOf(
  caller: UserCaller,
  subscriptions: SubscriptionRow[],
): Promise<SessionView["membership"]> {
  const isOver = ({ status }: SubscriptionRow) => status === "canceled" || status === "incomplete_expired";
  const current = subscriptions.find((subscription) => !isOver(subscription)) ?? subscriptions[0];
  if (current === undefined) return null;
  const isMember = dataOf(await asCaller(caller).rpc("is_member"), "membership");
  const { status, current_period_end: currentPeriodEnd, cancel_at, cancel_at_period_end } = current;
  const endsAt = cancel_at ?? (cancel_at_period_end ? currentPeriodEnd : null);
  return { status, isMember, currentPeriodEnd, endsAt };
}
