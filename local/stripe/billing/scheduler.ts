import { addInterval, day, hour } from "../world/time.ts";
import type { Subscription } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { cancelNow, isOver } from "./cancellation.ts";
import { settleDebit } from "./charging.ts";
import { expireCheckout, settleSession } from "./checkout.ts";
import { collect, customerOf, finalise, settleFailed, settlePaid, voidInvoice } from "./collection.ts";
import { announceRenewal, currentPeriod, renew } from "./cycle.ts";

/** Something that Stripe does by itself. At the same second, a smaller `rank` is first. */
type Due = { at: number; rank: number; run: () => void };

const noticeDays = { trial: 3, renewal: 7 };
const incompleteFor = 23 * hour;
const mostSteps = 200_000;

/**
 * Lets happen, in the order of time, everything that is due until a moment, for the objects of one clock.
 * @param clock a test clock's id, or null for the account's own
 */
export function runUntil(world: World, clock: string | null, until: number): void {
  for (let step = 0; step < mostSteps; step += 1) {
    const next = nextDue(world, clock, until);
    if (!next) return;
    world.at({ clock, moment: next.at }, next.run);
  }
  throw new Error("The local Stripe's clock does not come to rest.");
}

function nextDue(world: World, clock: string | null, until: number): Due | null {
  let next: Due | null = null;
  const consider = (due: Due) => {
    if (due.at > until) return;
    if (!next || due.at < next.at || (due.at === next.at && due.rank < next.rank)) next = due;
  };
  considerSubscriptions(world, clock, consider);
  considerInvoices(world, clock, consider);
  considerCheckouts(world, clock, consider);
  return next;
}

type Consider = (due: Due) => void;

function considerSubscriptions(world: World, clock: string | null, consider: Consider): void {
  for (const one of world.state.subscriptions.values()) {
    if (one.test_clock !== clock || isOver(one)) continue;
    if (one.status === "incomplete") {
      consider({ at: one.created + incompleteFor, rank: 0, run: () => giveUpIncomplete(world, one) });
      continue;
    }
    if (one.cancel_at !== null) {
      consider({ at: one.cancel_at, rank: 1, run: () => cancelNow(world, one, {}) });
    }
    if (one.status === "paused") continue;
    const resumesAt = one.pause_collection?.resumes_at;
    if (resumesAt) consider({ at: resumesAt, rank: 2, run: () => unpause(world, one) });
    considerNotices(world, one, consider);
    consider({ at: currentPeriod(one).end, rank: 5, run: () => renew(world, one) });
  }
}

function considerNotices(world: World, one: Subscription, consider: Consider): void {
  const { start, end } = currentPeriod(one);
  const sent = world.state.notices.get(one.id) ?? {};
  const note = (notice: typeof sent) => world.state.notices.set(one.id, { ...sent, ...notice });
  const { trial_end: trialEnd } = one;
  if (one.status === "trialing" && trialEnd !== null && sent.trialWillEnd !== trialEnd) {
    // A trial of less than three days gives notice as it begins.
    consider({
      at: Math.max(one.trial_start ?? one.created, trialEnd - noticeDays.trial * day),
      rank: 3,
      run: () => {
        note({ trialWillEnd: trialEnd });
        world.emit("customer.subscription.trial_will_end", one);
      },
    });
  }
  const noticeAt = addInterval(end, "day", -noticeDays.renewal);
  const ends = one.cancel_at !== null && one.cancel_at <= end;
  if (noticeAt > start && sent.upcoming !== end && !ends) {
    consider({
      at: noticeAt,
      rank: 4,
      run: () => {
        note({ upcoming: end });
        announceRenewal(world, one);
      },
    });
  }
}

function unpause(world: World, one: Subscription): void {
  world.change(one, "customer.subscription.updated", (changed) => {
    changed.pause_collection = null;
  });
}

/** The first payment was not made in time. */
function giveUpIncomplete(world: World, one: Subscription): void {
  const invoice = world.state.invoices.get(one.latest_invoice ?? "");
  world.change(one, "customer.subscription.updated", (changed) => {
    changed.status = "incomplete_expired";
    changed.ended_at = world.now();
  });
  if (invoice?.status === "open") voidInvoice(world, invoice);
}

function considerInvoices(world: World, clock: string | null, consider: Consider): void {
  for (const one of world.state.invoices.values()) {
    if ((one.test_clock ?? null) !== clock) continue;
    if (one.status === "draft" && one.automatically_finalizes_at !== null) {
      const run = () => {
        finalise(world, one);
        if (one.status === "open") collect(world, one, { present: false });
      };
      consider({ at: one.automatically_finalizes_at, rank: 6, run });
    }
    if (one.status === "open" && one.next_payment_attempt !== null) {
      consider({
        at: one.next_payment_attempt,
        rank: 7,
        run: () => void collect(world, one, { present: false }),
      });
    }
  }
}

function considerCheckouts(world: World, clock: string | null, consider: Consider): void {
  const clockOf = (customer: string | null) => customerOf(world, { customer })?.test_clock ?? null;
  for (const one of world.state.checkoutSessions.values()) {
    if (one.status !== "open" || clockOf(one.customer) !== clock) continue;
    consider({ at: one.expires_at, rank: 8, run: () => expireCheckout(world, one) });
  }
  for (const debit of world.state.debits.values()) {
    const intent = world.state.paymentIntents.get(debit.intent);
    if (!intent || clockOf(intent.customer) !== clock) continue;
    consider({ at: debit.at, rank: 9, run: () => settle(world, intent.id) });
  }
}

function settle(world: World, id: string): void {
  const [intent, debit] = [world.state.paymentIntents.get(id), world.state.debits.get(id)];
  if (!intent || !debit) return;
  const arrived = settleDebit(world, intent, debit.arrives) === "succeeded";
  const session = world.state.checkoutSessions.get(debit.session ?? "");
  if (session) settleSession(world, session, arrived);
  const payment = [...world.state.invoicePayments.values()].find((one) => one.payment.payment_intent === id);
  const invoice = world.state.invoices.get(payment?.invoice ?? "");
  if (invoice?.status !== "open") return;
  if (arrived) settlePaid(world, invoice);
  else settleFailed(world, invoice);
}
