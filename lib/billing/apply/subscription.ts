import type Stripe from "stripe";
import type { Transaction } from "../../db/transaction.ts";
import { announce } from "../../jobs/announce.ts";
import { findObject, idOf, moment, stripe } from "../stripe.ts";
import { ownerOf } from "./customer.ts";
import { isNews } from "./news.ts";
import { chargeOf, findReversal } from "./payment.ts";

const over = new Set<Stripe.Subscription.Status>(["canceled", "incomplete_expired"]);

/** Writes a subscription as Stripe has it, with what its invoices say about the right to read. */
export async function applySubscription(tx: Transaction, id: string): Promise<void> {
  const subscription = await findObject(stripe().subscriptions.retrieve(id));
  if (subscription === null) {
    await tx.query("update public.subscriptions set status = 'canceled' where id = $1", [id]);
    return;
  }
  const userId = await ownerOf(
    tx,
    { subject: "subscription", id },
    subscription.metadata,
    idOf(subscription.customer),
  );
  const row = { ...rowOf(subscription, userId), ...(await standingOf(subscription)) };
  await write(tx, row);
  await announceChanges(tx, subscription, userId);
}

type Row = ReturnType<typeof rowOf> & Standing;

/** The pinned API version has the period on the items; all items of ours share it. */
function rowOf(subscription: Stripe.Subscription, userId: string | null) {
  const [item] = subscription.items.data;
  return {
    id: subscription.id,
    user_id: userId,
    stripe_customer_id: idOf(subscription.customer),
    status: subscription.status,
    price_id: item?.price.id ?? null,
    quantity: item?.quantity ?? 1,
    cancel_at_period_end: subscription.cancel_at_period_end,
    cancel_at: moment(subscription.cancel_at),
    canceled_at: moment(subscription.canceled_at),
    current_period_start: moment(item?.current_period_start),
    current_period_end: moment(item?.current_period_end),
    trial_end: moment(subscription.trial_end),
    ended_at: moment(subscription.ended_at),
    paused: subscription.pause_collection !== null,
    created_at: moment(subscription.created),
  };
}

type Standing = { past_due_since: string | null; access_revoked_at: string | null };

/** Since when money is owed, and since when the current period's payment is taken back. */
async function standingOf(subscription: Stripe.Subscription): Promise<Standing> {
  if (over.has(subscription.status)) return { past_due_since: null, access_revoked_at: null };
  const list = { subscription: subscription.id, limit: 100, expand: ["data.payments"] };
  const invoices = (await stripe().invoices.list(list)).data;
  const owed = invoices.filter(({ status }) => status === "open" || status === "uncollectible");
  const since = owed.map((invoice) => invoice.status_transitions.finalized_at ?? invoice.created);
  const isPastDue = subscription.status === "past_due" || subscription.status === "unpaid";
  return {
    past_due_since: isPastDue
      ? moment(Math.min(...(since.length > 0 ? since : [subscription.created])))
      : null,
    access_revoked_at: moment(await revokedAt(subscription, invoices)),
  };
}

async function revokedAt(
  subscription: Stripe.Subscription,
  invoices: Stripe.Invoice[],
): Promise<number | null> {
  const start = subscription.items.data[0]?.current_period_start ?? subscription.created;
  const current = invoices.filter((invoice) => invoice.status === "paid" && invoice.created >= start);
  const intents = current.flatMap(({ payments }) =>
    (payments?.data ?? []).flatMap(({ payment }) => idOf(payment.payment_intent) ?? []),
  );
  const reversals = await Promise.all(
    intents.map(async (intent) => {
      const found = await stripe().paymentIntents.retrieve(intent, { expand: ["latest_charge"] });
      return findReversal(chargeOf(found));
    }),
  );
  const times = reversals.flatMap((reversal) => reversal?.at ?? []);
  return times.length > 0 ? Math.min(...times) : null;
}

async function write(tx: Transaction, row: Row): Promise<void> {
  const names = Object.keys(row);
  const changes = names.filter((name) => name !== "id" && name !== "user_id");
  await tx.query(
    `insert into public.subscriptions (${names.join(", ")})
      values (${names.map((_, at) => `$${at + 1}`).join(", ")})
      on conflict (id) do update set user_id = coalesce(excluded.user_id, subscriptions.user_id),
        ${changes.map((name) => `${name} = excluded.${name}`).join(", ")}`,
    Object.values(row),
  );
}

/** Writes to the member about the end. */
async function announceChanges(tx: Transaction, subscription: Stripe.Subscription, userId: string | null) {
  const { id, status, canceled_at, ended_at } = subscription;
  const runs = status === "active" || status === "trialing";
  const periodEnd = subscription.items.data[0]?.current_period_end ?? null;
  const endsAt = subscription.cancel_at ?? (subscription.cancel_at_period_end ? periodEnd : null);
  if (runs && endsAt !== null && isNews(canceled_at ?? endsAt)) {
    const data = { at: new Date(endsAt * 1000).toISOString(), hasEnded: false };
    await announce(tx, {
      template: "membership_ends",
      cause: `membership_ends:${id}:${endsAt}`,
      userId,
      data,
    });
  }
  if (status === "canceled" && isNews(ended_at)) {
    const data = { at: new Date(ended_at * 1000).toISOString(), hasEnded: true };
    await announce(tx, { template: "membership_ends", cause: `membership_ended:${id}`, userId, data });
  }
}
