import { beforeAll, expect, test } from "vitest";
import { reconcile } from "../../lib/billing/reconcile.ts";
import { stripe } from "../../lib/billing/stripe.ts";
import { openShop, priceOf, type Shop } from "./shop.ts";

const day = 24 * 60 * 60 * 1000;

let shop: Shop;
let print: string;
let monthly: string;
beforeAll(async () => {
  // Stripe's clock stands 60 days back, so that none of its events is among those that are asked for.
  shop = await openShop({ now: new Date(Date.now() - 60 * day) });
  print = await priceOf(stripe(), "annual_print");
  monthly = await priceOf(stripe(), "membership_yearly");
});

/** Delivers what has happened and was not delivered. */
async function hear(): Promise<void> {
  for (const event of shop.service.events.take()) await shop.deliver(event);
  await shop.work();
}

/** Loses what has happened and was not delivered. */
const lose = () => void shop.service.events.take();

async function buy(mode: "payment" | "subscription") {
  const userId = await shop.newPerson();
  const metadata = { user_id: userId };
  const { id: customer } = await stripe().customers.create({ metadata, email: "payer@example.test" });
  const session = await stripe().checkout.sessions.create({
    ...{ mode, customer, metadata, success_url: "http://plinth.test/" },
    line_items: [{ price: mode === "payment" ? print : monthly, quantity: 1 }],
  });
  shop.service.checkout.complete(session.id, { card: "pays" });
  const { data } = await stripe().charges.list({ customer, limit: 1 });
  return { userId, session: session.id, charge: data[0]!.id };
}

const orderOf = async ({ session }: { session: string }) =>
  (await shop.db.sql("select status, amount_refunded from public.orders where id = $1", [session]))[0];
const isMember = async ({ userId }: { userId: string }) =>
  (await shop.db.sql("select private.is_member($1) as yes", [userId]))[0]?.yes;

/** What happened two months ago, unheard, is found; and finding it again changes nothing. */
async function reconcileTwice(): Promise<void> {
  lose();
  await reconcile({ days: 3 });
  await shop.work();
  const truth = await shop.truth();
  await reconcile({ days: 3 });
  await shop.work();
  expect(await shop.truth()).toEqual(truth);
}

test("a refund that was never heard of is found after Stripe has forgotten its events", async () => {
  const [order, member] = [await buy("payment"), await buy("subscription")];
  await hear();
  expect(await orderOf(order)).toMatchObject({ status: "paid" });
  expect(await isMember(member)).toBe(true);
  await stripe().refunds.create({ charge: order.charge });
  await stripe().refunds.create({ charge: member.charge });
  await reconcileTwice();
  expect(await orderOf(order)).toEqual({ status: "refunded", amount_refunded: 2500 });
  expect(await isMember(member)).toBe(false);
});

test("a part that was paid back is found as well", async () => {
  const order = await buy("payment");
  await hear();
  await stripe().refunds.create({ charge: order.charge, amount: 700 });
  await reconcileTwice();
  expect(await orderOf(order)).toEqual({ status: "paid", amount_refunded: 700 });
  await stripe().refunds.create({ charge: order.charge, amount: 600 });
  await reconcileTwice();
  expect(await orderOf(order)).toEqual({ status: "paid", amount_refunded: 1300 });
});

test("so is a dispute, and that it was won", async () => {
  const [order, member] = [await buy("payment"), await buy("subscription")];
  await hear();
  for (const { charge } of [order, member]) shop.service.trigger("charge.dispute.created", { charge });
  await reconcileTwice();
  expect(await orderOf(order)).toMatchObject({ status: "disputed" });
  expect(await isMember(member)).toBe(false);
  for await (const { id, status } of stripe().disputes.list()) {
    if (status === "needs_response")
      await stripe().disputes.update(id, {
        evidence: { uncategorized_text: "winning_evidence" },
        submit: true,
      });
  }
  await reconcileTwice();
  expect(await orderOf(order)).toMatchObject({ status: "paid" });
  expect(await isMember(member)).toBe(true);
});
