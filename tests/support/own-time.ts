import Stripe from "stripe";
import { inject, vi } from "vitest";
import { sql } from "./people.ts";

/** The stack's Stripe, as its dashboard would reach it. */
export function stripeUnderTest(): Stripe {
  const { hostname, port } = new URL(inject("stack").stripeUrl);
  return new Stripe("sk_test_of_the_tests", { host: hostname, port, protocol: "http" });
}

export type OwnTime = {
  customer: string;
  /** Moves this customer's time at Stripe by so many days, and lets happen there what falls due. */
  advance(days: number): Promise<void>;
};

const day = 24 * 60 * 60;

/**
 * Makes somebody a customer whose time at Stripe is moved by itself, on a test clock, before they buy anything:
 * nobody else's trials, renewals and open checkouts notice.
 */
export async function giveOwnTime(userId: string, email: string): Promise<OwnTime> {
  const stripe = stripeUnderTest();
  let now = Math.floor(Date.now() / 1000);
  const { id: clock } = await stripe.testHelpers.testClocks.create({ frozen_time: now });
  const metadata = { user_id: userId };
  const { id: customer } = await stripe.customers.create({ email, metadata, test_clock: clock });
  const known = async () =>
    (await sql("select stripe_customer_id as id from public.customers where user_id = $1", [userId]))[0]?.id;
  await vi.waitUntil(async () => (await known()) === customer, { timeout: 20_000 });
  return {
    customer,
    async advance(days) {
      now += days * day;
      await stripe.testHelpers.testClocks.advance(clock, { frozen_time: now });
      const status = async () => (await stripe.testHelpers.testClocks.retrieve(clock)).status;
      await vi.waitUntil(async () => (await status()) === "ready", { timeout: 20_000 });
    },
  };
}
