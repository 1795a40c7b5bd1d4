import type { SubscriptionView } from "#lib/billing/schema.ts";

/** What a subscription means to the person who has it. */
export type MembershipState =
  | "none"
  | "trial"
  | "active"
  /** open, and nothing is collected for now */
  | "resting"
  /** runs until its end and not beyond */
  | "ending"
  /** a payment failed, and there are days to mend it */
  | "grace"
  /** a payment failed, and the days are over */
  | "unpaid"
  | "paused"
  /** the first payment is not through */
  | "begun"
  /** paid back or disputed; Stripe would charge for it again */
  | "revoked"
  | "ended";

/** Says which of them a subscription is. Whether it opens the posts, the database has said: `isMember`. */
export function membershipStateOf(subscription: SubscriptionView | null): MembershipState {
  if (subscription === null) return "none";
  const { status, isMember, paymentsPaused, cancelAt, cancelAtPeriodEnd } = subscription;
  if (status === "past_due") return isMember ? "grace" : "unpaid";
  if (status === "unpaid") return "unpaid";
  if (status === "paused") return "paused";
  if (status === "incomplete") return "begun";
  if (status === "canceled" || status === "incomplete_expired") return "ended";
  const ends = cancelAtPeriodEnd || cancelAt !== null;
  // One that is taken back and set to end is as good as ended: it is never charged again.
  if (!isMember) return ends ? "ended" : "revoked";
  if (ends) return "ending";
  if (paymentsPaused) return "resting";
  return status === "trialing" ? "trial" : "active";
}

/** When a subscription that was cancelled ends. */
export const endOf = ({ cancelAt, currentPeriodEnd }: SubscriptionView) => cancelAt ?? currentPeriodEnd;

const open: ReadonlySet<MembershipState> = new Set(["none", "begun", "ended"]);

/** Whether to offer a membership: not to somebody who has one, were it unpaid or paid back, who would pay twice. */
export const mayBuy = (subscription: SubscriptionView | null) => open.has(membershipStateOf(subscription));
