import { beforeAll, expect, test } from "vitest";
import { giveOwnTime, stripeUnderTest } from "../support/own-time.ts";
import { newPerson, sql } from "../support/people.ts";
import { buy, pricesForSale } from "../support/shopping.ts";

let prices: Record<string, string>;
beforeAll(async () => {
  prices = await pricesForSale();
}, 60_000);

test("who deletes the account pays no more: Stripe ends the membership and forgets the customer", async () => {
  const reader = await newPerson();
  const { customer } = await giveOwnTime(reader.id, reader.email);
  await buy(reader, prices.membership_monthly!);
  const subscription = async () => (await reader.get("/api/billing/subscription")).body;
  await expect.poll(async () => (await subscription())?.status, { timeout: 20_000 }).toBe("active");
  const { id } = await subscription();

  expect((await reader.delete(`/api/users/${reader.id}`)).status).toBe(204);
  const stripe = stripeUnderTest();
  await expect
    .poll(async () => (await stripe.customers.retrieve(customer)).deleted, { timeout: 20_000 })
    .toBe(true);
  expect((await stripe.subscriptions.retrieve(id)).status).toBe("canceled");
  const rows = () => sql("select status, user_id from public.subscriptions where id = $1", [id]);
  await expect.poll(rows, { timeout: 20_000 }).toEqual([{ status: "canceled", user_id: null }]);
  const kept = await sql("select from public.customers where stripe_customer_id = $1", [customer]);
  expect(kept).toEqual([]);
}, 60_000);
