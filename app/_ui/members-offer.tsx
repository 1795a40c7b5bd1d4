import Link from "next/link";
import { findSubscription, listCatalogue } from "#lib/billing/queries.ts";
import { pageContext } from "#lib/http/page.ts";
import { type MembershipState, membershipStateOf } from "#ui/billing/membership-state.ts";
import { byInterval, priceWords } from "#ui/billing/money.ts";
import { LockIcon } from "#ui/icons.tsx";

/** What stands in place of a text that is for members: what it is, what it costs, and the way to it. */
export async function MembersOffer({ slug }: { slug: string }) {
  const { db, caller } = await pageContext();
  const signedIn = caller.kind === "user";
  const [catalogue, subscription] = await Promise.all([
    listCatalogue(db),
    signedIn ? findSubscription(db, caller) : null,
  ]);
  const [cheapest] = byInterval(catalogue.flatMap(({ prices }) => prices));
  const state = membershipStateOf(subscription);
  const hindrance = hindrances[state];
  return (
    <section
      aria-label="For members"
      className="border-t-4 border-patina bg-patina-wash px-6 py-8 sm:px-10 sm:py-10"
    >
      <p className="eyebrow inline-flex items-center gap-2 text-patina-strong">
        <LockIcon /> Members only
      </p>
      <p className="mt-3 font-serif text-2xl leading-snug font-semibold">The rest of this is for members.</p>
      {hindrance ? (
        <Hindered {...hindrance} />
      ) : (
        <Offer slug={slug} signedIn={signedIn} price={cheapest ? priceWords(cheapest) : null} />
      )}
    </section>
  );
}

type Hindrance = { why: string; link: string };

/** Whose membership is closed, and would not be opened by another one. */
const hindrances: Partial<Record<MembershipState, Hindrance>> = {
  unpaid: {
    why: "The last payment for your membership did not go through. It opens again as soon as it is paid.",
    link: "See to the payment",
  },
  revoked: {
    why: "The last payment for your membership was refunded or disputed, so it is closed to you for now.",
    link: "See to your membership",
  },
  paused: {
    why: "Your membership rests, and this is closed meanwhile.",
    link: "See to your membership",
  },
};

function Hindered({ why, link }: Hindrance) {
  return (
    <>
      <p className="mt-2 text-soft">{why}</p>
      <p className="mt-6">
        <Link href="/settings/billing" className="button" data-kind="primary">
          {link}
        </Link>
      </p>
    </>
  );
}

type OfferProps = { slug: string; signedIn: boolean; price: string | null };

function Offer({ slug, signedIn, price }: OfferProps) {
  const next = encodeURIComponent(`/posts/${slug}`);
  return (
    <>
      <p className="mt-2 text-soft">
        Members read everything and pay for the writing that everybody else gets for nothing.
        {price ? ` From ${price}, and you can leave whenever you like.` : null}
      </p>
      <div className="mt-6 flex flex-wrap gap-3">
        <Link href={`/pricing?next=${next}`} className="button" data-kind="primary">
          Become a member
        </Link>
        {signedIn ? null : (
          <Link href={`/login?next=${next}`} className="button">
            I am one: sign in
          </Link>
        )}
      </div>
    </>
  );
}
