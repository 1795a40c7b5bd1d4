import type { Metadata } from "next";
import Link from "next/link";
import { listStripeEvents } from "#lib/billing/events.ts";
import { type StripeEventState, stripeEventStates } from "#lib/billing/schema.ts";
import { EventList } from "#ui/billing/event-list.tsx";
import { Empty, PageFrame } from "#ui/page-frame.tsx";
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
    <PageFrame
      title="Stripe events"
      width="wide"
      lead={
        <p>What Stripe has sent, and what became of it. Replaying one that was applied changes nothing.</p>
      }
    >
      <StateFilter current={state} />
      {data.length === 0 ? <Empty>{emptyWords(state)}</Empty> : <EventList events={data} />}
      <Pager
        older={pagination.nextCursor ? hrefOf(state, pagination.nextCursor) : null}
        newest={cursor ? hrefOf(state) : null}
      />
    </PageFrame>
  );
}

function hrefOf(state: StripeEventState | undefined, cursor?: string): string {
  const query = new URLSearchParams({ ...(state && { state }), ...(cursor && { cursor }) }).toString();
  return query === "" ? path : `${path}?${query}`;
}

const emptyWords = (state: StripeEventState | undefined) =>
  state ? `No event is ${state}.` : "Stripe has sent nothing yet.";

function StateFilter({ current }: { current: StripeEventState | undefined }) {
  return (
    <nav aria-label="State" className="mb-6 flex flex-wrap gap-x-6 gap-y-1 text-[0.9375rem]">
      {[undefined, ...stripeEventStates].map((state) => (
        <Link
          key={state ?? "all"}
          href={hrefOf(state)}
          aria-current={state === current ? "page" : undefined}
          className="inline-flex min-h-11 items-center border-b-2 border-transparent first-letter:uppercase hover:text-patina-strong aria-[current]:border-patina aria-[current]:text-patina"
        >
          <span className="first-letter:uppercase">{state ?? "all"}</span>
        </Link>
      ))}
    </nav>
  );
}
