import Link from "next/link";
import type { SoldOrderView } from "#lib/admin/schema.ts";
import { Fact } from "#ui/admin/facts.tsx";
import { hrefWith } from "#ui/admin/frame.tsx";
import { moneyWords } from "#ui/billing/money.ts";
import { Tag, type Tone } from "#ui/billing/tag.tsx";
import { MomentOf } from "#ui/dates.tsx";

export const orderTones: Record<SoldOrderView["status"], Tone> = {
  pending: "plain",
  paid: "good",
  failed: "bad",
  expired: "plain",
  refunded: "plain",
  disputed: "bad",
};

/** What was bought once, newest first, by everybody. */
export function OrderList({ orders }: { orders: readonly SoldOrderView[] }) {
  return (
    <ol className="border-t border-line">
      {orders.map((order) => (
        <li key={order.id} className="border-b border-line py-5">
          <OrderItem order={order} />
        </li>
      ))}
    </ol>
  );
}

function OrderItem({ order }: { order: SoldOrderView }) {
  return (
    <article
      aria-label={`Order ${order.id}`}
      className="grid gap-x-8 gap-y-2 sm:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0">
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1.5 font-semibold">
          {order.name ?? "Something that is gone from the catalogue"}
          {order.quantity > 1 ? ` × ${order.quantity}` : ""}
          <Tag tone={orderTones[order.status]}>{order.status}</Tag>
        </h2>
        <OrderFacts order={order} />
      </div>
      <Price order={order} />
    </article>
  );
}

function OrderFacts({ order }: { order: SoldOrderView }) {
  return (
    <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm text-faint">
      <Fact name="Bought by">
        {order.user ? (
          <Link href={hrefWith("/admin/people", { q: order.user.username })} className="quiet-link">
            {order.user.name}
          </Link>
        ) : (
          "somebody who is gone"
        )}
      </Fact>
      <Fact name="On">
        <MomentOf iso={order.createdAt} />
      </Fact>
      <Fact name="Order" mono>
        {order.id}
      </Fact>
      {order.stripePaymentIntentId ? (
        <Fact name="Payment" mono>
          {order.stripePaymentIntentId}
        </Fact>
      ) : null}
    </dl>
  );
}

function Price({ order: { amount, amountRefunded, currency } }: { order: SoldOrderView }) {
  return (
    <p className="text-right tabular-nums sm:text-lg">
      {moneyWords({ amount, currency }, true)}
      {amountRefunded > 0 ? (
        <span className="block text-sm text-faint">
          {moneyWords({ amount: amountRefunded, currency }, true)} paid back
        </span>
      ) : null}
    </p>
  );
}
