import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { openPortal } from "#actions/billing.ts";
import { listInvoices } from "#lib/billing/invoices.ts";
import { findSubscription, listOrders } from "#lib/billing/queries.ts";
import type { InvoiceView, SubscriptionView } from "#lib/billing/schema.ts";
import { AppError } from "#lib/errors.ts";
import { pageContext } from "#lib/http/page.ts";
import { Membership } from "#ui/billing/membership.tsx";
import { mayBuy, membershipStateOf } from "#ui/billing/membership-state.ts";
import { Invoices, Orders } from "#ui/billing/payments.tsx";
import { Form, Submit } from "#ui/form.tsx";
import { Pager } from "#ui/pager.tsx";
import { orNotFound, parameter, requireViewer, type SearchParams } from "../../_viewer.ts";

export const metadata: Metadata = { title: "Billing", robots: { index: false } };

export default async function BillingSettingsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireViewer("/settings/billing");
  const cursor = parameter((await searchParams).orders);
  const { db, caller } = await pageContext();
  if (caller.kind === "anonymous") return null;
  const [subscription, orders, invoices] = await Promise.all([
    findSubscription(db, caller),
    orNotFound(listOrders(db, caller, { limit: 10, ...(cursor && { cursor }) })),
    invoicesOrNull(listInvoices(caller)),
  ]);
  const { nextCursor } = orders.pagination;
  return (
    <div className="grid gap-12">
      <OwnMembership subscription={subscription} />
      <Part id="invoices" title="Invoices">
        <InvoiceList invoices={invoices} />
      </Part>
      <Part id="orders" title="Orders">
        {orders.data.length === 0 ? (
          <Nothing>You have bought nothing else so far.</Nothing>
        ) : (
          <Orders orders={orders.data} />
        )}
        <Pager
          older={
            nextCursor ? `/settings/billing?orders=${encodeURIComponent(nextCursor)}#orders-heading` : null
          }
          newest={cursor ? "/settings/billing#orders-heading" : null}
        />
      </Part>
    </div>
  );
}

function OwnMembership({ subscription }: { subscription: SubscriptionView | null }) {
  return (
    <section aria-label="Membership">
      <Membership subscription={subscription}>
        {mayBuy(subscription) ? (
          <Link href="/pricing" className="button" data-kind="primary">
            {membershipStateOf(subscription) === "ended" ? "Become a member again" : "Become a member"}
          </Link>
        ) : null}
        {subscription === null ? null : <PortalButton subscription={subscription} />}
      </Membership>
    </section>
  );
}

function PortalButton({ subscription }: { subscription: SubscriptionView }) {
  const state = membershipStateOf(subscription);
  const isOwed = state === "grace" || state === "unpaid";
  const words = state === "revoked" ? "Cancel at Stripe" : "Plan, card, cancel";
  return (
    <Form id="portal" action={openPortal} label="Billing at Stripe" className="grid gap-3">
      <Submit kind={isOwed ? "primary" : "plain"}>{isOwed ? "Choose another card" : words}</Submit>
    </Form>
  );
}

function InvoiceList({ invoices }: { invoices: InvoiceView[] | null }) {
  if (invoices === null) return <Nothing>Stripe does not answer right now. Look again in a while.</Nothing>;
  if (invoices.length === 0) return <Nothing>There are no invoices yet.</Nothing>;
  return <Invoices invoices={invoices} />;
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`} className="mb-4 font-serif text-xl font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="border-t border-line pt-4 text-soft">{children}</p>
);

/** Invoices are Stripe's own. While it is away, the rest of the page stands. */
async function invoicesOrNull(invoices: Promise<InvoiceView[]>): Promise<InvoiceView[] | null> {
  try {
    return await invoices;
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") return null;
    throw error;
  }
}
