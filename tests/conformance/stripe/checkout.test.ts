import { expect, test } from "vitest";
import { iso, openAccount, priceOf, refusal, types } from "./account.ts";

const addresses = {
  success_url: "https://plinth.test/done?session={CHECKOUT_SESSION_ID}",
  cancel_url: "https://plinth.test/pricing",
};

test("a paid checkout makes a customer, an active subscription and a paid invoice, and tells of each", async () => {
  const { stripe, service } = await openAccount();
  const price = await priceOf(stripe, "membership_monthly");
  const session = await stripe.checkout.sessions.create({
    ...addresses,
    mode: "subscription",
    line_items: [{ price: price.id, quantity: 1 }],
    customer_email: "ida@plinth.test",
    client_reference_id: "user-42",
    metadata: { plan: "monthly" },
    subscription_data: { metadata: { user: "42" } },
    allow_promotion_codes: true,
  });
  expect(session).toMatchObject({
    object: "checkout.session",
    status: "open",
    payment_status: "unpaid",
    amount_total: 500,
    currency: "eur",
    ui_mode: "hosted_page",
    client_reference_id: "user-42",
  });
  expect(session.id).toMatch(/^cs_test_/);
  const done = service.checkout.complete(session.id);
  expect(done).toEqual({ outcome: "paid", url: `https://plinth.test/done?session=${session.id}` });
  const after = await stripe.checkout.sessions.retrieve(session.id);
  expect(after).toMatchObject({ status: "complete", payment_status: "paid", url: null });
  expect(after.customer_details).toMatchObject({ email: "ida@plinth.test" });
  const subscription = await stripe.subscriptions.retrieve(after.subscription as string);
  expect(subscription).toMatchObject({
    status: "active",
    metadata: { user: "42" },
    customer: after.customer,
  });
  expect(subscription).not.toHaveProperty("current_period_end");
  expect(iso(subscription.items.data[0]!.current_period_end)).toBe("2026-04-10T12:00:00.000Z");
  const invoice = await stripe.invoices.retrieve(after.invoice as string);
  expect(invoice).toMatchObject({
    status: "paid",
    amount_paid: 500,
    billing_reason: "subscription_create",
    parent: { type: "subscription_details", subscription_details: { subscription: subscription.id } },
  });
  expect(types(service.events.take())).toEqual([
    "payment_intent.created",
    "customer.created",
    "payment_method.attached",
    "customer.subscription.created",
    "invoice.created",
    "invoice.finalized",
    "charge.succeeded",
    "payment_intent.succeeded",
    "invoice.updated",
    "invoice.paid",
    "invoice.payment_succeeded",
    "invoice_payment.paid",
    "customer.subscription.updated",
    "checkout.session.completed",
  ]);
});

test("from a charge one finds the invoice and the subscription, though neither names the other", async () => {
  const { stripe, service } = await openAccount();
  const price = await priceOf(stripe, "membership_yearly");
  const session = await stripe.checkout.sessions.create({
    ...addresses,
    mode: "subscription",
    line_items: [{ price: price.id }],
    customer_email: "ida@plinth.test",
  });
  service.checkout.complete(session.id);
  const [charge] = (await stripe.charges.list()).data;
  const payments = await stripe.invoicePayments.list({
    payment: { type: "payment_intent", payment_intent: charge!.payment_intent as string },
    expand: ["data.invoice"],
  });
  expect(payments.data).toHaveLength(1);
  expect(payments.data[0]).toMatchObject({
    status: "paid",
    invoice: { parent: { subscription_details: { subscription: expect.stringMatching(/^sub_/) } } },
  });
});

test("a declined card leaves the checkout open, and another card pays it", async () => {
  const { stripe, service } = await openAccount();
  const price = await priceOf(stripe, "membership_monthly");
  const session = await stripe.checkout.sessions.create({
    ...addresses,
    mode: "subscription",
    line_items: [{ price: price.id }],
    customer_email: "ida@plinth.test",
  });
  expect(service.checkout.complete(session.id, { card: "declined" })).toEqual({
    outcome: "declined",
    url: null,
  });
  expect(types(service.events.take())).toEqual([
    "payment_intent.created",
    "charge.failed",
    "payment_intent.payment_failed",
  ]);
  expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
  expect((await stripe.subscriptions.list()).data).toEqual([]);
  expect(service.checkout.complete(session.id, { card: "pays" }).outcome).toBe("paid");
  expect((await stripe.paymentIntents.list()).data.map(({ status }) => status)).toEqual(["succeeded"]);
  expect(() => service.checkout.complete(session.id)).toThrow("complete");
});

test("a card that asks the bank pays after the answer", async () => {
  const { stripe, service } = await openAccount();
  const session = await stripe.checkout.sessions.create({
    ...addresses,
    mode: "payment",
    line_items: [{ price: (await priceOf(stripe, "annual_print")).id, quantity: 1 }],
    payment_intent_data: { metadata: { order: "7" } },
  });
  const payment = { card: "authenticate" as const, email: "ida@plinth.test" };
  expect(service.checkout.complete(session.id, payment).outcome).toBe("needs_authentication");
  const [intent] = (await stripe.paymentIntents.list()).data;
  expect(intent).toMatchObject({ status: "requires_action", metadata: { order: "7" } });
  expect(service.checkout.complete(session.id, { ...payment, authenticated: true }).outcome).toBe("paid");
  expect(await stripe.paymentIntents.retrieve(intent!.id)).toMatchObject({
    status: "succeeded",
    amount_received: 2500,
  });
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    customer: null,
    payment_intent: intent!.id,
    payment_status: "paid",
  });
});

test.each([
  ["debit", "checkout.session.async_payment_succeeded", "paid"],
  ["debit_fails", "checkout.session.async_payment_failed", "unpaid"],
] as const)(
  "a bank %s completes the checkout unpaid, and is decided after three days",
  async (card, type, status) => {
    const { stripe, service } = await openAccount();
    const session = await stripe.checkout.sessions.create({
      ...addresses,
      mode: "payment",
      line_items: [{ price: (await priceOf(stripe, "annual_print")).id, quantity: 1 }],
      customer_email: "ida@plinth.test",
      customer_creation: "always",
    });
    expect(service.checkout.complete(session.id, { card }).outcome).toBe("processing");
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
    });
    expect(types(service.clock.advance("2d"))).not.toContain(type);
    expect(types(service.clock.advance("1d"))).toContain(type);
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe(status);
  },
);

test("a checkout expires after a day, or when the shop says so", async () => {
  const { stripe, service } = await openAccount();
  const input = {
    ...addresses,
    mode: "subscription" as const,
    line_items: [{ price: (await priceOf(stripe, "membership_monthly")).id }],
  };
  const [left, closed] = [
    await stripe.checkout.sessions.create(input),
    await stripe.checkout.sessions.create(input),
  ];
  expect((await stripe.checkout.sessions.expire(closed.id)).status).toBe("expired");
  expect((await refusal(stripe.checkout.sessions.expire(closed.id))).statusCode).toBe(400);
  service.events.take();
  expect(types(service.clock.advance("23h"))).toEqual([]);
  expect(types(service.clock.advance("1h"))).toEqual(["checkout.session.expired"]);
  expect(await stripe.checkout.sessions.retrieve(left.id)).toMatchObject({ status: "expired", url: null });
});

test("a trial by checkout needs a card and charges nothing", async () => {
  const { stripe, service } = await openAccount();
  const session = await stripe.checkout.sessions.create({
    ...addresses,
    mode: "subscription",
    line_items: [{ price: (await priceOf(stripe, "membership_monthly")).id }],
    customer_email: "ida@plinth.test",
    subscription_data: { trial_period_days: 14 },
  });
  service.checkout.complete(session.id);
  const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
  expect(after).toMatchObject({
    payment_status: "no_payment_required",
    subscription: { status: "trialing" },
  });
  expect((await stripe.charges.list()).data).toEqual([]);
});

test("prices that do not fit the mode are refused", async () => {
  const { stripe } = await openAccount();
  const monthly = (await priceOf(stripe, "membership_monthly")).id;
  const print = (await priceOf(stripe, "annual_print")).id;
  const start = (mode: "payment" | "subscription", price: string) =>
    refusal(stripe.checkout.sessions.create({ ...addresses, mode, line_items: [{ price }] }));
  expect((await start("payment", monthly)).param).toBe("line_items");
  expect((await start("subscription", print)).param).toBe("line_items");
  await stripe.prices.update(print, { active: false });
  expect((await start("payment", print)).message).toContain("inactive");
});
