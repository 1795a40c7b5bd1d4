import type { Metadata } from "next";
import Link from "next/link";
import { sameSitePath } from "#lib/auth/next-path.ts";
import { findSubscription, listCatalogue } from "#lib/billing/queries.ts";
import type { CatalogueProduct, SubscriptionView } from "#lib/billing/schema.ts";
import { pageContext } from "#lib/http/page.ts";
import { Membership } from "#ui/billing/membership.tsx";
import { mayBuy } from "#ui/billing/membership-state.ts";
import { OneOff } from "#ui/billing/one-off.tsx";
import { PlanChooser } from "#ui/billing/plan-chooser.tsx";
import { Empty, PageFrame } from "#ui/page-frame.tsx";
import { parameter, type SearchParams } from "../_viewer.ts";

export const metadata: Metadata = {
  title: "Membership",
  description: "What a membership costs, and what it opens.",
};

export default async function PricingPage({ searchParams }: { searchParams: SearchParams }) {
  const { price, next: wanted } = await searchParams;
  const { db, caller } = await pageContext();
  const [catalogue, subscription] = await Promise.all([
    listCatalogue(db),
    caller.kind === "anonymous" ? null : findSubscription(db, caller),
  ]);
  const plans = catalogue.filter(({ prices }) => prices.some(({ interval }) => interval !== null));
  const single = catalogue.filter(({ prices }) => prices.some(({ interval }) => interval === null));
  const next = parameter(wanted);
  return (
    <PageFrame
      title="Members keep this going"
      lead={<p className="max-w-xl font-serif text-lg leading-relaxed">{lead}</p>}
    >
      {catalogue.length === 0 ? <Empty>Nothing is for sale at the moment.</Empty> : null}
      {mayBuy(subscription) ? (
        plans.map((product) => (
          <Plan
            key={product.id}
            product={product}
            chosen={parameter(price)}
            next={next === undefined ? undefined : sameSitePath(next, "/")}
          />
        ))
      ) : (
        <OwnPlan subscription={subscription} />
      )}
      {single.length > 0 ? <SingleItems products={single} /> : null}
    </PageFrame>
  );
}

const lead =
  "There are no advertisements here. Members read every post, the ones behind the lock too, and pay for what everybody else reads for nothing.";

type PlanProps = { product: CatalogueProduct; chosen: string | undefined; next: string | undefined };

function Plan({ product, chosen, next }: PlanProps) {
  const heading = `plan-${product.id}-heading`;
  return (
    <section aria-labelledby={heading} className="mb-12 border-t-4 border-patina pt-6">
      <h2 id={heading} className="font-serif text-2xl leading-snug font-semibold">
        {product.name}
      </h2>
      {product.description ? <p className="mt-1 mb-6 text-soft">{product.description}</p> : null}
      <PlanChooser product={product} chosen={chosen} next={next} />
    </section>
  );
}

function OwnPlan({ subscription }: { subscription: SubscriptionView | null }) {
  return (
    <section aria-label="Your membership" className="mb-12">
      <Membership subscription={subscription}>
        <Link href="/settings/billing" className="button">
          Manage the membership
        </Link>
      </Membership>
    </section>
  );
}

function SingleItems({ products }: { products: CatalogueProduct[] }) {
  return (
    <section aria-labelledby="single-heading">
      <h2 id="single-heading" className="eyebrow border-b border-line pb-3">
        Bought once
      </h2>
      <ul>
        {products.flatMap((product) =>
          product.prices
            .filter(({ interval }) => interval === null)
            .map((price) => <OneOff key={price.id} product={product} price={price} />),
        )}
      </ul>
    </section>
  );
}
