import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { sameSitePath } from "#lib/auth/next-path.ts";
import { type CheckoutState, findCheckout } from "#lib/billing/checkout.ts";
import { AppError } from "#lib/errors.ts";
import { pageContext } from "#lib/http/page.ts";
import { Waiting } from "#ui/billing/waiting.tsx";
import { PageFrame } from "#ui/page-frame.tsx";
import { parameter, requireViewer, type SearchParams } from "../../_viewer.ts";

export const metadata: Metadata = { title: "Your payment", robots: { index: false } };

const path = "/checkout/return";

/**
 * Where Stripe sends people after they paid. That they come here proves nothing: what was bought counts from the
 * moment that Stripe's own message has arrived, and until then this page waits for it.
 */
export default async function CheckoutReturnPage({ searchParams }: { searchParams: SearchParams }) {
  const { session_id, next: wanted, asked } = await searchParams;
  const session = parameter(session_id);
  if (session === undefined) notFound();
  const query = new URLSearchParams({ session_id: session });
  const back = parameter(wanted);
  if (back !== undefined) query.set("next", back);
  const viewer = await requireViewer(`${path}?${query}`);
  const { caller } = await pageContext();
  const found = caller.kind === "user" ? await checkoutOrWait(findCheckout(caller, session)) : null;
  if (found === null) notFound();
  const next = sameSitePath(back, "/");
  if (found.state === "over") return <Over kind={found.kind} />;
  if (found.state === "failed") return <Failed next={next} />;
  if (found.state === "waiting") return <StillWaiting query={query} asked={Number(parameter(asked)) || 0} />;
  return found.kind === "subscription" ? <Member name={viewer.name} next={next} /> : <Bought />;
}

/** While Stripe cannot be asked, the answer is still to come. */
async function checkoutOrWait(checkout: Promise<CheckoutState | null>): Promise<CheckoutState | null> {
  try {
    return await checkout;
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") {
      return { kind: "subscription", state: "waiting" };
    }
    throw error;
  }
}

function Member({ name, next }: { name: string; next: string }) {
  return (
    <Outcome title={`Welcome, ${name}`} lead="You are a member. Every post is open to you, this minute.">
      <Link href={next} className="button" data-kind="primary">
        {next.startsWith("/posts/") ? "Read on" : "Start reading"}
      </Link>
      <Link href="/settings/billing" className="button">
        Your membership
      </Link>
    </Outcome>
  );
}

function Bought() {
  return (
    <Outcome title="Thank you" lead="Your payment has arrived, and your order is with us.">
      <Link href="/settings/billing#orders-heading" className="button" data-kind="primary">
        Your orders
      </Link>
      <Link href="/" className="button">
        Go on reading
      </Link>
    </Outcome>
  );
}

/** An old link, found again in a mail or the history. */
function Over({ kind }: { kind: CheckoutState["kind"] }) {
  return kind === "order" ? (
    <Outcome title="This was paid back" lead="The payment for this order was refunded or is disputed.">
      <Link href="/settings/billing#orders-heading" className="button" data-kind="primary">
        Your orders
      </Link>
    </Outcome>
  ) : (
    <Outcome
      title="This membership is closed"
      lead="It was paid for, and what it opened is not open to you now. Under Billing stands why."
    >
      <Link href="/settings/billing" className="button" data-kind="primary">
        Your membership
      </Link>
      <Link href="/" className="button">
        Go on reading
      </Link>
    </Outcome>
  );
}

function Failed({ next }: { next: string }) {
  const query = next === "/" ? "" : `?next=${encodeURIComponent(next)}`;
  return (
    <Outcome
      title="The payment did not go through"
      lead="Nothing was charged. Your bank or card may have refused it; another card often works."
    >
      <Link href={`/pricing${query}`} className="button" data-kind="primary">
        Try again
      </Link>
      <Link href="/" className="button">
        Not now
      </Link>
    </Outcome>
  );
}

/** A page without JavaScript asks itself again, this often, this many times. */
const refresh = { seconds: 3, times: 30 };

const late =
  "It takes longer than it should. You can close this page: what you paid for opens by itself, and nothing is charged twice.";

function StillWaiting({ query, asked }: { query: URLSearchParams; asked: number }) {
  const again = `${path}?${query}&asked=${asked + 1}`;
  return (
    <Outcome title="One moment" lead="Stripe has sent you back, and we wait for its word that you have paid.">
      <div role="status" className="w-full border-t border-line pt-6 text-soft">
        <p className="flex items-start gap-3">
          <span aria-hidden="true" className="waiting mt-2 size-2.5 shrink-0 rounded-full bg-patina" />
          This page goes on by itself, mostly within seconds.
        </p>
        <Waiting late={late} />
        <noscript>
          {asked < refresh.times ? (
            <meta httpEquiv="refresh" content={`${refresh.seconds};url=${again}`} />
          ) : (
            <p className="mt-4">{late}</p>
          )}
          <p className="mt-4">
            <a href={again} className="quiet-link">
              Ask again
            </a>
          </p>
        </noscript>
      </div>
    </Outcome>
  );
}

type OutcomeProps = { title: string; lead: string; children: ReactNode };

function Outcome({ title, lead, children }: OutcomeProps) {
  return (
    <PageFrame title={title} lead={<p className="max-w-xl font-serif text-lg leading-relaxed">{lead}</p>}>
      <div className="flex flex-wrap gap-3">{children}</div>
    </PageFrame>
  );
}
