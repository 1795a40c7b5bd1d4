import type { ReactNode } from "react";
import type { SubscriptionView } from "#lib/billing/schema.ts";
import { endOf, type MembershipState, membershipStateOf } from "#ui/billing/membership-state.ts";
import { priceWords } from "#ui/billing/money.ts";
import { Tag, type Tone } from "#ui/billing/tag.tsx";
import { DateOf, MomentOf } from "#ui/dates.tsx";

type MembershipProps = {
  subscription: SubscriptionView | null;
  /** what can be done about it */
  children?: ReactNode;
};

/** How a membership stands, in words: until when, what comes next, and what to do when something is wrong. */
export function Membership({ subscription, children }: MembershipProps) {
  const state = membershipStateOf(subscription);
  const price = costOf(subscription);
  const { tag, tone } = heads[state];
  const edge = tone === "bad" ? "border-alarm bg-alarm-wash" : "border-patina bg-patina-wash";
  return (
    <div className={`border-t-4 px-5 py-6 sm:px-8 ${edge}`} data-membership={state}>
      <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <span className="font-serif text-2xl leading-snug font-semibold">{price ?? titles[state]}</span>
        <Tag tone={tone}>{tag}</Tag>
      </p>
      <p className="mt-3 text-soft">{sentence(state, subscription, price)}</p>
      {children ? <div className="mt-6 flex flex-wrap gap-3">{children}</div> : null}
    </div>
  );
}

const heads: Record<MembershipState, { tag: string; tone: Tone }> = {
  none: { tag: "No membership", tone: "plain" },
  trial: { tag: "Trial", tone: "good" },
  active: { tag: "Active", tone: "good" },
  resting: { tag: "Payments paused", tone: "plain" },
  ending: { tag: "Cancelled", tone: "plain" },
  grace: { tag: "Payment failed", tone: "bad" },
  unpaid: { tag: "Payment failed", tone: "bad" },
  paused: { tag: "Paused", tone: "plain" },
  begun: { tag: "Not paid yet", tone: "plain" },
  revoked: { tag: "Closed", tone: "bad" },
  ended: { tag: "Ended", tone: "plain" },
};

const titles: Record<MembershipState, string> = {
  none: "You are reading as a guest",
  trial: "Your trial",
  active: "Your membership",
  resting: "Your membership",
  ending: "Your membership",
  grace: "Your membership",
  unpaid: "Your membership",
  paused: "Your membership",
  begun: "Your membership",
  revoked: "Your membership",
  ended: "Your membership",
};

/** "€5 a month"; null when the price is unknown or not fixed. */
function costOf(subscription: SubscriptionView | null): string | null {
  const price = subscription?.price ?? null;
  if (price === null || price.unitAmount === null) return null;
  return priceWords({ ...price, unitAmount: price.unitAmount });
}

const on = (iso: string | null) => (iso === null ? "the end of the period" : <DateOf iso={iso} />);

function sentence(state: MembershipState, subscription: SubscriptionView | null, price: string | null) {
  if (subscription === null) return "Members read everything. Your account has no membership yet.";
  const { currentPeriodEnd, trialEnd, graceEndsAt } = subscription;
  const sentences: Record<MembershipState, ReactNode> = {
    none: null,
    trial: (
      <>
        You read everything, free until {on(trialEnd ?? currentPeriodEnd)}. From then on it is{" "}
        {price ?? "the price of your plan"}, unless you cancel before.
      </>
    ),
    active: <>You read everything. It renews on {on(currentPeriodEnd)}.</>,
    resting: <>You read everything. Payments are paused: until they go on, nothing is charged.</>,
    ending: (
      <>You read everything until {on(endOf(subscription))}. Then it ends, and nothing more is charged.</>
    ),
    grace: (
      <>
        The last payment did not go through. You still read everything until{" "}
        {graceEndsAt === null ? "it is given up" : <MomentOf iso={graceEndsAt} />}, and it is tried again
        meanwhile. Choose another card, and nothing is interrupted.
      </>
    ),
    unpaid: (
      <>
        The last payment did not go through, and the posts for members are closed to you until it does. Choose
        another card and pay the open invoice.
      </>
    ),
    paused: <>Your membership rests. Nothing is charged, and the posts for members are closed meanwhile.</>,
    begun: <>The first payment is not through yet. If you left it halfway, begin again.</>,
    revoked: (
      <>
        Its last payment was refunded or disputed, so the posts for members are closed. The membership itself
        runs on: it is charged again on {on(currentPeriodEnd)}, and opens with that payment. To begin anew
        before, or to be charged nothing more, cancel it first.
      </>
    ),
    ended: <>It has ended. You can come back whenever you like.</>,
  };
  return sentences[state];
}
