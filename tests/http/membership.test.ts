import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { giveOwnTime, type OwnTime, stripeUnderTest } from "../support/own-time.ts";
import { newPerson, newPost, type Person } from "../support/people.ts";
import { buy, pricesForSale } from "../support/shopping.ts";

// Every reader here lives by a clock of their own at Stripe, which is moved; ours is real time all along.

let prices: Record<string, string>;
beforeAll(async () => {
  prices = await pricesForSale();
}, 60_000);

type Member = { reader: Person; time: OwnTime; read: () => Promise<string | undefined>; sentence: string };

/** Somebody who has bought a membership, and a post for members by somebody else. */
async function newMember(): Promise<Member> {
  const [author, reader] = [await newPerson(), await newPerson()];
  const sentence = `Only members know of ${randomUUID()}`;
  const post = await newPost(author, { visibility: "members", content: sentence, excerpt: "An excerpt" });
  const read = async () => (await reader.get(`/api/posts/${post.id}`)).body.content;
  const time = await giveOwnTime(reader.id, reader.email);
  expect(await read()).toBeUndefined();
  await buy(reader, prices.membership_monthly!);
  await expect.poll(read, { timeout: 20_000 }).toBe(sentence);
  return { reader, time, read, sentence };
}

const subscriptionOf = async (reader: Person) => (await reader.get("/api/billing/subscription")).body;
const soon = { timeout: 20_000 };

test("who buys, reads; who cancels reads until the month is over, and not after it", async () => {
  const { reader, time, read, sentence } = await newMember();
  const second = await reader.post("/api/billing/checkout", { priceId: prices.membership_yearly });
  expect(second).toMatchObject({ status: 409, body: { code: "conflict" } });
  const { body: portal } = await reader.post("/api/billing/portal");
  const { id } = await subscriptionOf(reader);
  const form = new URLSearchParams({ action: "cancel", subscription: id });
  await fetch(portal.url, { method: "POST", body: form });
  await expect.poll(async () => (await subscriptionOf(reader)).cancelAtPeriodEnd, soon).toBe(true);
  expect(await subscriptionOf(reader)).toMatchObject({ status: "active", isMember: true });
  expect(await read()).toBe(sentence);

  await time.advance(27);
  expect(await read()).toBe(sentence);
  await time.advance(5);
  await expect.poll(async () => (await subscriptionOf(reader)).status, soon).toBe("canceled");
  expect(await read()).toBeUndefined();
  expect((await subscriptionOf(reader)).isMember).toBe(false);
  const again = await reader.post("/api/billing/checkout", { priceId: prices.membership_yearly });
  expect(again.status).toBe(200);
}, 60_000);

test("who does not cancel reads on, with a new period and an invoice for it", async () => {
  const { reader, time, read, sentence } = await newMember();
  const { currentPeriodEnd: first } = await subscriptionOf(reader);
  await time.advance(32);
  await expect.poll(async () => (await subscriptionOf(reader)).currentPeriodEnd, soon).not.toBe(first);
  expect(await read()).toBe(sentence);
  const { data } = await stripeUnderTest().invoices.list({ customer: time.customer });
  expect(data.map(({ status }) => status)).toEqual(["paid", "paid"]);
}, 60_000);

test("whose card fails reads on until a day that is named", async () => {
  const { reader, time, read, sentence } = await newMember();
  const stripe = stripeUnderTest();
  const { id: method } = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
    customer: time.customer,
  });
  await stripe.customers.update(time.customer, { invoice_settings: { default_payment_method: method } });
  const { id } = await subscriptionOf(reader);
  await stripe.subscriptions.update(id, { default_payment_method: method });
  await time.advance(32);
  await expect.poll(async () => (await subscriptionOf(reader)).status, soon).toBe("past_due");
  const { pastDueSince, graceEndsAt, isMember } = await subscriptionOf(reader);
  expect(isMember).toBe(true);
  expect(await read()).toBe(sentence);
  expect(Date.parse(graceEndsAt) - Date.parse(pastDueSince)).toBe(7 * 24 * 60 * 60 * 1000);
}, 60_000);

test("a refund closes at once; the membership that runs on has to be cancelled before another is bought", async () => {
  const { reader, time, read } = await newMember();
  const stripe = stripeUnderTest();
  const { data: charges } = await stripe.charges.list({ customer: time.customer });
  await stripe.refunds.create({ charge: charges[0]!.id });
  await expect.poll(read, soon).toBeUndefined();
  const { id, status, revokedAt, isMember } = await subscriptionOf(reader);
  expect({ status, isMember }).toEqual({ status: "active", isMember: false });
  expect(revokedAt).not.toBeNull();

  const buyAgain = () => reader.post("/api/billing/checkout", { priceId: prices.membership_monthly });
  const refused = await buyAgain();
  expect(refused).toMatchObject({ status: 409, body: { code: "conflict" } });
  expect(refused.body.detail).toContain("Cancel it");
  await stripe.subscriptions.update(id, { cancel_at_period_end: true });
  await expect.poll(async () => (await buyAgain()).status, { ...soon, interval: 500 }).toBe(200);
}, 60_000);

test("while payments are paused everything stays open, and it is said", async () => {
  const { reader, read, sentence } = await newMember();
  const { id } = await subscriptionOf(reader);
  await stripeUnderTest().subscriptions.update(id, { pause_collection: { behavior: "void" } });
  await expect.poll(async () => (await subscriptionOf(reader)).paymentsPaused, soon).toBe(true);
  expect(await read()).toBe(sentence);
}, 60_000);
