import { expect, test } from "vitest";
import { addInterval, periodEnd } from "../../../local/stripe/world/time.ts";
import { iso, openAccount, priceOf, subscribe, types } from "./account.ts";

const seconds = (text: string) => Date.parse(text) / 1000;

test("a year of renewals: twelve paid invoices, in order, each for its month", async () => {
  const { stripe, service } = await openAccount();
  const { subscription } = await subscribe(stripe);
  const events = [...service.clock.advance("1y"), ...service.clock.advance("1h")];
  const created = events.map((event) => event.created);
  expect(created).toEqual([...created].sort((a, b) => a - b));
  const invoices = (await stripe.invoices.list({ subscription: subscription.id, limit: 100 })).data.reverse();
  expect(invoices).toHaveLength(13);
  expect(invoices.every(({ status, amount_paid }) => status === "paid" && amount_paid === 500)).toBe(true);
  expect(invoices.map(({ lines }) => iso(lines.data[0]!.period.start)!.slice(0, 10))).toEqual([
    "2026-03-10",
    "2026-04-10",
    "2026-05-10",
    "2026-06-10",
    "2026-07-10",
    "2026-08-10",
    "2026-09-10",
    "2026-10-10",
    "2026-11-10",
    "2026-12-10",
    "2027-01-10",
    "2027-02-10",
    "2027-03-10",
  ]);
  expect(types(events).filter((type) => type === "invoice.upcoming")).toHaveLength(12);
});

test("a renewal is a draft for an hour, then charged", async () => {
  const { stripe, service } = await openAccount();
  const { subscription } = await subscribe(stripe);
  service.clock.advance("30d");
  expect(types(service.clock.advance("1d"))).toEqual(["customer.subscription.updated", "invoice.created"]);
  const { latest_invoice } = await stripe.subscriptions.retrieve(subscription.id);
  expect((await stripe.invoices.retrieve(latest_invoice as string)).status).toBe("draft");
  expect(types(service.clock.advance("1h"))).toEqual([
    "payment_intent.created",
    "invoice.finalized",
    "charge.succeeded",
    "payment_intent.succeeded",
    "invoice.updated",
    "invoice.paid",
    "invoice.payment_succeeded",
    "invoice_payment.paid",
  ]);
});

test("a subscription of 31 January renews at the ends of months, and on the 31st again", async () => {
  const { stripe, service } = await openAccount({ now: new Date("2026-01-31T09:30:00Z") });
  const { subscription } = await subscribe(stripe);
  const ends: string[] = [];
  for (let month = 0; month < 5; month += 1) {
    const { items } = await stripe.subscriptions.retrieve(subscription.id);
    ends.push(iso(items.data[0]!.current_period_end)!);
    service.clock.set(new Date(items.data[0]!.current_period_end * 1000));
  }
  expect(ends).toEqual([
    "2026-02-28T09:30:00.000Z",
    "2026-03-31T09:30:00.000Z",
    "2026-04-30T09:30:00.000Z",
    "2026-05-31T09:30:00.000Z",
    "2026-06-30T09:30:00.000Z",
  ]);
});

test("months are counted in UTC, over leap days and the machine's summer time", () => {
  expect(iso(addInterval(seconds("2024-01-31T00:00:00Z"), "month", 1))).toBe("2024-02-29T00:00:00.000Z");
  expect(iso(addInterval(seconds("2024-02-29T23:59:59Z"), "year", 1))).toBe("2025-02-28T23:59:59.000Z");
  expect(iso(addInterval(seconds("2026-03-28T02:30:00Z"), "day", 1))).toBe("2026-03-29T02:30:00.000Z");
  expect(iso(addInterval(seconds("2026-12-31T23:00:00Z"), "month", 2))).toBe("2027-02-28T23:00:00.000Z");
  const anchor = seconds("2024-02-29T00:00:00Z");
  const ends = [2025, 2026, 2027].map((year) =>
    periodEnd(anchor, seconds(`${year}-02-28T00:00:00Z`), "year", 1),
  );
  expect(ends.map(iso)).toEqual([
    "2026-02-28T00:00:00.000Z",
    "2027-02-28T00:00:00.000Z",
    "2028-02-29T00:00:00.000Z",
  ]);
});

test("a trial ends in its first charge, three days after the notice", async () => {
  const { stripe, service } = await openAccount();
  const { subscription } = await subscribe(stripe, "membership_monthly", { trial_period_days: 14 });
  expect(subscription.status).toBe("trialing");
  expect(iso(subscription.trial_end)).toBe("2026-03-24T12:00:00.000Z");
  const events = service.clock.advance("15d");
  const notice = events.find(({ type }) => type === "customer.subscription.trial_will_end");
  expect(iso(notice!.created)).toBe("2026-03-21T12:00:00.000Z");
  expect(types(events)).toContain("invoice.paid");
  const after = await stripe.subscriptions.retrieve(subscription.id);
  expect(after.status).toBe("active");
  expect(iso(after.items.data[0]!.current_period_end)).toBe("2026-04-24T12:00:00.000Z");
  expect((await stripe.charges.list()).data).toHaveLength(1);
});

test("a trial can be ended now, and be made longer", async () => {
  const { stripe } = await openAccount();
  const { subscription } = await subscribe(stripe, "membership_monthly", { trial_period_days: 14 });
  const longer = seconds("2026-04-30T00:00:00Z");
  const extended = await stripe.subscriptions.update(subscription.id, { trial_end: longer });
  expect(extended.items.data[0]!.current_period_end).toBe(longer);
  const ended = await stripe.subscriptions.update(subscription.id, { trial_end: "now" });
  expect(ended.status).toBe("active");
  expect((await stripe.invoices.retrieve(ended.latest_invoice as string)).amount_paid).toBe(500);
});

test("a failed renewal is past due, tried again, and recovered by another card", async () => {
  const { stripe, service } = await openAccount();
  const { customer, subscription } = await subscribe(stripe);
  service.card(customer.id, "declined");
  service.clock.advance("1mo");
  expect(types(service.clock.advance("1h"))).toEqual([
    "payment_intent.created",
    "invoice.finalized",
    "charge.failed",
    "payment_intent.payment_failed",
    "invoice.updated",
    "invoice.payment_failed",
    "customer.updated",
    "customer.subscription.updated",
  ]);
  const due = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
  expect(due).toMatchObject({ status: "past_due", latest_invoice: { status: "open", attempt_count: 1 } });
  service.card(customer.id, "pays");
  expect(types(service.clock.advance("3d"))).toContain("invoice.paid");
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ delinquent: false });
});

test.each([
  ["cancel", "canceled", "customer.subscription.deleted"],
  ["unpaid", "unpaid", "customer.subscription.updated"],
  ["past_due", "past_due", "invoice.payment_failed"],
] as const)("after three more tries in vain the settings decide: %s", async (afterwards, status, last) => {
  const { stripe, service } = await openAccount({ dunning: { afterwards } });
  const { customer, subscription } = await subscribe(stripe);
  service.card(customer.id, "insufficient_funds");
  service.clock.advance("1mo");
  const events = service.clock.advance("16d");
  expect(types(events).filter((type) => type === "invoice.payment_failed")).toHaveLength(4);
  expect(types(events)).toContain(last);
  const after = await stripe.subscriptions.retrieve(subscription.id);
  expect(after.status).toBe(status);
  if (status === "canceled") expect(after.cancellation_details!.reason).toBe("payment_failed");
});

test("a card that fails later pays once", async () => {
  const { stripe, service } = await openAccount();
  const session = await stripe.checkout.sessions.create({
    mode: "subscription",
    line_items: [{ price: (await priceOf(stripe, "membership_monthly")).id }],
    customer_email: "ida@plinth.test",
    success_url: "https://plinth.test/ok",
  });
  service.checkout.complete(session.id, { card: "fails_later" });
  service.clock.advance("1mo");
  expect(types(service.clock.advance("1h"))).toContain("invoice.payment_failed");
});

test("a test clock moves its own customers and nobody else", async () => {
  const { stripe } = await openAccount();
  const start = seconds("2025-01-01T00:00:00Z");
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start, name: "Years ago" });
  const customer = await stripe.customers.create({ test_clock: clock.id, payment_method: "pm_card_visa" });
  const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data;
  const price = await priceOf(stripe, "membership_monthly");
  const inside = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    default_payment_method: method!.id,
  });
  const { subscription: outside } = await subscribe(stripe);
  expect(inside).toMatchObject({ created: start, test_clock: clock.id });
  const to = seconds("2025-03-01T02:00:00Z");
  const advanced = await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: to });
  expect(advanced).toMatchObject({ status: "ready", frozen_time: to });
  expect((await stripe.invoices.list({ subscription: inside.id })).data).toHaveLength(3);
  expect((await stripe.invoices.list({ subscription: outside.id })).data).toHaveLength(1);
  await stripe.testHelpers.testClocks.del(clock.id);
  expect((await stripe.subscriptions.retrieve(inside.id)).status).toBe("canceled");
});

test("the clock understands distances, and refuses what it does not understand", async () => {
  const { service } = await openAccount();
  service.clock.advance("90min");
  service.clock.advance(30 * 60 * 1000);
  service.clock.advance("2w");
  expect(service.clock.now().toISOString()).toBe("2026-03-24T14:00:00.000Z");
  for (const wrong of ["", "soon", "-1d", "1x", "1000001y", Number.NaN, -5, Number.POSITIVE_INFINITY]) {
    expect(() => service.clock.advance(wrong)).toThrow("cannot be moved");
  }
  expect(() => service.clock.set(new Date("2020-01-01"))).toThrow("cannot be moved");
});

test("the same seed and steps give the same history, to the last id", async () => {
  const history = async () => {
    const { stripe, service } = await openAccount({ seed: 7, publicUrl: "https://api.stripe.com" });
    const { customer } = await subscribe(stripe);
    await stripe.customers.list(); // reading changes no id that follows
    service.card(customer.id, "fails_later");
    service.clock.advance("3mo");
    return service.events.list();
  };
  const [one, other] = [await history(), await history()];
  expect(one.length).toBeGreaterThan(30);
  expect(other).toEqual(one.map((event) => ({ ...event, request: expect.anything() })));
});
