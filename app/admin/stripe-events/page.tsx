import type { Metadata } from "next";
import { listStripeEvents } from "#lib/billing/events.ts";
import { stripeEventStates } from "#lib/billing/schema.ts";
import { AdminFrame, listHref, StateFilter } from "#ui/admin/frame.tsx";
import { EventList } from "#ui/billing/event-list.tsx";
import { Empty } from "#ui/page-frame.tsx";
import { Pager } from "#ui/pager.tsx";
import { orNotFound, parameter, type SearchParams } from "../../_viewer.ts";
import { requireAdmin } from "../_admin.ts";

const path = "/admin/stripe-events";

/** Not a constant: the title would stand on the page that says that there is no such page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(path);
  return { title: "Stripe events", robots: { index: false } };
}

export default async function StripeEventsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin(path);
  const { state: wanted, cursor: position } = await searchParams;
  const state = stripeEventStates.find((one) => one === parameter(wanted));
  const cursor = parameter(position);
  const { data, pagination } = await orNotFound(
    listStripeEvents({ limit: 25, ...(state && { state }), ...(cursor && { cursor }) }),
  );
  return (
    <AdminFrame
      title="Stripe events"
      lead="What Stripe has sent, and what became of it. Replaying one that was applied changes nothing."
    >
      <StateFilter states={stripeEventStates} current={state} hrefOf={(one) => listHref(path, one)} />
      {data.length === 0 ? (
        <Empty>{state ? `No event is ${state}.` : "Stripe has sent nothing yet."}</Empty>
      ) : (
        <EventList events={data} />
      )}
      <Pager
        older={pagination.nextCursor ? listHref(path, state, pagination.nextCursor) : null}
        newest={cursor ? listHref(path, state) : null}
      />
    </AdminFrame>
  );
}
