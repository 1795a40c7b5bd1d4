import type { InvoiceView, OrderView } from "#lib/billing/schema.ts";
import { moneyWords } from "#ui/billing/money.ts";
import { Tag, type Tone } from "#ui/billing/tag.tsx";
import { DateOf } from "#ui/dates.tsx";

const row = "flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-line py-3.5";
const amountColumn = "ml-auto flex items-baseline gap-4 tabular-nums";

const invoiceWords: Record<string, { word: string; tone: Tone }> = {
  paid: { word: "Paid", tone: "good" },
  open: { word: "To be paid", tone: "bad" },
  uncollectible: { word: "Unpaid", tone: "bad" },
  void: { word: "Void", tone: "plain" },
  draft: { word: "In preparation", tone: "plain" },
};

/** What was charged for the membership, newest first, each with its page at Stripe. */
export function Invoices({ invoices }: { invoices: readonly InvoiceView[] }) {
  return (
    <ul className="border-t border-line">
      {invoices.map((invoice) => {
        const { word, tone } = invoiceWords[invoice.status ?? "draft"] ?? {
          word: invoice.status,
          tone: "plain",
        };
        return (
          <li key={invoice.id} className={row}>
            <span>
              <DateOf iso={invoice.createdAt} />
              {invoice.url ? (
                <a href={invoice.url} className="quiet-link ml-4 text-sm text-soft" rel="noreferrer">
                  {invoice.number ?? "Invoice"}
                </a>
              ) : (
                <span className="ml-4 text-sm text-faint">{invoice.number}</span>
              )}
            </span>
            <span className={amountColumn}>
              <Tag tone={tone}>{word}</Tag>
              {moneyWords({ amount: invoice.total, currency: invoice.currency }, true)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

const orderWords: Record<OrderView["status"], { word: string; tone: Tone }> = {
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
      {orders.map((order) => {
        const { word, tone } = orderWords[order.status];
        return (
          <li key={order.id} className={row}>
            <span>
              {order.name ?? "Purchase"}
              <span className="ml-4 text-sm text-faint">
                <DateOf iso={order.createdAt} />
              </span>
            </span>
            <span className={amountColumn}>
              <Tag tone={tone}>{word}</Tag>
              {moneyWords({ amount: order.amount, currency: order.currency }, true)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
