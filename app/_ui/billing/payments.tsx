import type { ReactNode } from "react";
import type { InvoiceView, OrderView } from "#lib/billing/schema.ts";
import { moneyWords } from "#ui/billing/money.ts";
import { Tag, type Tone } from "#ui/billing/tag.tsx";
import { DateOf } from "#ui/dates.tsx";

type Standing = { word: string; tone: Tone };

type PaymentProps = {
  what: ReactNode;
  note: ReactNode;
  standing: Standing;
  amount: number;
  /** what of it was paid back */
  amountRefunded: number;
  currency: string;
};

/** One payment: on a phone in two lines, the amount at the end of the first. */
function Payment({ what, note, standing, amount, amountRefunded, currency }: PaymentProps) {
  const inPart = amountRefunded > 0 && amountRefunded < amount;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1.5 border-b border-line py-3.5 sm:grid-cols-[auto_minmax(0,1fr)_auto_5rem]">
      <span>{what}</span>
      <span className="order-3 text-sm text-faint sm:order-none">{note}</span>
      <span className="order-4 justify-self-end sm:order-none">
        {inPart ? (
          <span className="mr-3 text-sm text-faint">
            {moneyWords({ amount: amountRefunded, currency }, true)} paid back
          </span>
        ) : null}
        <Tag tone={standing.tone}>{standing.word}</Tag>
      </span>
      <span className="order-2 text-right tabular-nums sm:order-none">
        {moneyWords({ amount, currency }, true)}
      </span>
    </li>
  );
}

const standings: Record<string, Standing> = {
  paid: { word: "Paid", tone: "good" },
  open: { word: "To be paid", tone: "bad" },
  uncollectible: { word: "Unpaid", tone: "bad" },
  void: { word: "Void", tone: "plain" },
  draft: { word: "In preparation", tone: "plain" },
};

function standingOf({ status, isDisputed, amountRefunded, total }: InvoiceView): Standing {
  if (isDisputed) return { word: "Disputed", tone: "bad" };
  if (amountRefunded > 0 && amountRefunded >= total) return { word: "Refunded", tone: "plain" };
  return standings[status ?? "draft"] ?? { word: String(status), tone: "plain" };
}

/** What was charged for the membership, newest first, each with its page at Stripe. */
export function Invoices({ invoices }: { invoices: readonly InvoiceView[] }) {
  return (
    <ul className="border-t border-line">
      {invoices.map((invoice) => (
        <Payment
          key={invoice.id}
          what={<DateOf iso={invoice.createdAt} />}
          note={<InvoiceLink invoice={invoice} />}
          standing={standingOf(invoice)}
          amount={invoice.total}
          amountRefunded={invoice.amountRefunded}
          currency={invoice.currency}
        />
      ))}
    </ul>
  );
}

function InvoiceLink({ invoice: { url, number } }: { invoice: InvoiceView }) {
  if (url === null) return <>{number}</>;
  return (
    <a href={url} className="quiet-link text-soft" rel="noreferrer">
      <span className="sr-only">Invoice </span>
      {number ?? "Invoice"}
    </a>
  );
}

const orderWords: Record<OrderView["status"], Standing> = {
  pending: { word: "Payment on its way", tone: "plain" },
  paid: { word: "Paid", tone: "good" },
  failed: { word: "Payment failed", tone: "bad" },
  expired: { word: "Not paid", tone: "plain" },
  refunded: { word: "Refunded", tone: "plain" },
  disputed: { word: "Disputed", tone: "bad" },
};

/** What was bought once, newest first. */
export function Orders({ orders }: { orders: readonly OrderView[] }) {
  return (
    <ul className="border-t border-line">
      {orders.map((order) => (
        <Payment
          key={order.id}
          what={order.name ?? "Purchase"}
          note={<DateOf iso={order.createdAt} />}
          standing={orderWords[order.status]}
          amount={order.amount}
          amountRefunded={order.amountRefunded}
          currency={order.currency}
        />
      ))}
    </ul>
  );
}
