import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { startMailbox } from "../../local/mail/mailbox.ts";
import { afterFile } from "../support/after-file.ts";
import type { Shop } from "./shop.ts";

/** A letter by what caused it. */
export type Letter = { cause: string; to: string; subject: string };

export type Post = {
  /** What lies in the mailbox, every copy of it, by cause. */
  letters: (shop: Shop) => Promise<Letter[]>;
  empty: () => Promise<void>;
};

/** A mailbox that the product sends to. Before the shop is opened: the product reads its settings once. */
export async function openPost(): Promise<Post> {
  const { httpUrl, smtpUrl, close } = await startMailbox({ httpPort: 0, smtpPort: 0 });
  process.env.SMTP_URL = smtpUrl;
  afterFile(close);
  return {
    letters: async ({ db }) => {
      const claimed = await db.sql("select cause from private.sent_emails where sent_at is not null");
      const causes = new Map(claimed.map(({ cause }) => [idOf(cause), cause]));
      const answer = await fetch(`${httpUrl}/api/v1/messages?limit=500`);
      const { messages } = (await answer.json()) as { messages: Mail[] };
      const letters = messages.map(({ MessageID, To, Subject }) => ({
        cause: causes.get(MessageID.split("@")[0]!) ?? `unknown: ${MessageID}`,
        to: To.map(({ Address }) => Address).join(),
        subject: Subject,
      }));
      return letters.sort(byCause);
    },
    empty: async () => {
      await fetch(`${httpUrl}/api/v1/messages`, { method: "DELETE" });
    },
  };
}

type Mail = { MessageID: string; To: { Address: string }[]; Subject: string };

const idOf = (cause: string) => createHash("sha256").update(cause).digest("hex").slice(0, 32);
const byCause = (a: { cause: string }, b: { cause: string }) => (a.cause < b.cause ? -1 : 1);

/** A letter that is owed: since when, and whether what it says still holds in the end. */
export type Owed = { cause: string; to: string; at: number; holds: boolean };

/** What of an event's object counts here. */
type Thing = {
  id: string;
  customer: string;
  status?: string;
  cancel_at?: number | null;
  amount_paid?: number;
  mode?: string;
  payment_status?: string;
};
type Things = Map<string, Thing>;

const thingOf = ({ data }: Stripe.Event): Thing => data.object as unknown as Thing;

/** Every letter that somebody is owed for a history, if each event is worked on at once. */
export function owedFor(events: Stripe.Event[]): Owed[] {
  const last: Things = new Map(events.map(thingOf).map((thing) => [thing.id, thing]));
  const people = new Map(
    events.flatMap((event) =>
      event.type === "customer.created" ? [[event.data.object.id, event.data.object.metadata?.user_id]] : [],
    ),
  );
  const owed = new Map<string, Owed>();
  for (const event of events) {
    const [cause, customer, holds = true] = causeOf(event, last) ?? [];
    if (cause === undefined || owed.has(cause)) continue;
    owed.set(cause, { cause, to: `${people.get(customer!)}@example.test`, at: event.created, holds });
  }
  return [...owed.values()].sort(byCause);
}

type Cause = [cause: string, customer: string, holds?: boolean];

/** What an event causes a letter about, said here once more: from what Stripe means by its events alone. */
function causeOf(event: Stripe.Event, last: Things): Cause | null {
  const { type } = event;
  const thing = thingOf(event);
  const { id, customer } = thing;
  const now = last.get(id);
  if (type === "invoice.paid" && thing.amount_paid! > 0) return [`receipt:${id}`, customer];
  if (type === "invoice.payment_failed") return [`payment_failed:${id}`, customer, now?.status === "open"];
  if (type === "customer.subscription.deleted") return [`membership_ended:${id}`, customer];
  if (type === "customer.subscription.updated") {
    const at = thing.status === "active" || thing.status === "trialing" ? thing.cancel_at : null;
    return at
      ? [`membership_ends:${id}:${at}`, customer, now?.status === thing.status && now?.cancel_at === at]
      : null;
  }
  const isPaid = thing.mode === "payment" && thing.payment_status === "paid";
  return type.startsWith("checkout.session.") && isPaid ? [`receipt:${id}`, customer] : null;
}
