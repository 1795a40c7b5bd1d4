import { expect, test } from "vitest";
import { iso, openAccount, priceOf, refusal, subscribe, types } from "./account.ts";

test("a subscription is whole: its period is on the items", async () => {
  const { stripe } = await openAccount();
  const { subscription } = await subscribe(stripe, "membership_monthly", { metadata: { user: "42" } });
  expect(subscription).toMatchObject({
    object: "subscription",
    status: "active",
    metadata: { user: "42" },
    cancel_at_period_end: false,
    collection_method: "charge_automatically",
    billing_mode: { type: "flexible" },
    latest_invoice: expect.stringMatching(/^in_/),
    items: {
      object: "list",
      data: [
        {
          object: "subscription_item",
          quantity: 1,
          price: { lookup_key: "membership_monthly" },
          plan: { object: "plan", amount: 500 },
          current_period_start: Date.parse("2026-03-10T12:00:00Z") / 1000,
          current_period_end: Date.parse("2026-04-10T12:00:00Z") / 1000,
        },
      ],
    },
  });
});

test("a first payment that fails leaves it incomplete, and it expires after 23 hours", async () => {
  const { stripe, service } = await openAccount();
  const price = await priceOf(stripe, "membership_monthly");
  const customer = await stripe.customers.create({ payment_method: "pm_card_chargeDeclined" });
  const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data;
  const input = { customer: customer.id, items: [{ price: price.id }], default_payment_method: method!.id };
  const subscription = await stripe.subscriptions.create(input);
  expect(subscription.status).toBe("incomplete");
  const strict = stripe.subscriptions.create({ ...input, payment_behavior: "error_if_incomplete" });
  expect(await refusal(strict)).toMatchObject({ statusCode: 402, code: "card_declined" });
  expect((await stripe.subscriptions.list({ customer: customer.id })).data).toHaveLength(1);
  const later = types(service.clock.advance("1d"));
  expect(later).toContain("customer.subscription.updated");
  expect(later).toContain("invoice.voided");
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("incomplete_expired");
});

test("a first invoice that fails can be paid with another card", async () => {
  const { stripe } = await openAccount();
  const price = await priceOf(stripe, "membership_monthly");
  const customer = await stripe.customers.create({ payment_method: "pm_card_chargeDeclined" });
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    payment_behavior: "default_incomplete",
  });
  expect(subscription.status).toBe("incomplete");
  const invoice = subscription.latest_invoice as string;
  const no = await refusal(stripe.invoices.pay(invoice, { payment_method: "pm_card_chargeDeclined" }));
  expect(no.code).toBe("card_declined");
  expect((await stripe.invoices.pay(invoice, { payment_method: "pm_card_visa" })).status).toBe("paid");
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
});

test("a customer without a card cannot subscribe, except by trial", async () => {
  const { stripe } = await openAccount();
  const price = await priceOf(stripe, "membership_monthly");
  const customer = await stripe.customers.create({});
  const input = { customer: customer.id, items: [{ price: price.id }] };
  expect((await refusal(stripe.subscriptions.create(input))).code).toBe("resource_missing");
  const trial = await stripe.subscriptions.create({ ...input, trial_period_days: 7 });
  expect(trial.status).toBe("trialing");
});

test("cancelling at the period's end can be taken back, and otherwise ends it then", async () => {
  const { stripe, service } = await openAccount();
  const { subscription } = await subscribe(stripe);
  const { id } = subscription;
  service.events.take();
  const planned = await stripe.subscriptions.update(id, { cancel_at_period_end: true });
  expect(planned).toMatchObject({ status: "active", cancel_at_period_end: true });
  expect(iso(planned.cancel_at)).toBe("2026-04-10T12:00:00.000Z");
  expect(iso(planned.canceled_at)).toBe("2026-03-10T12:00:00.000Z");
  expect(service.events.take()[0]!.data.previous_attributes).toEqual({
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { reason: null },
  });
  const back = await stripe.subscriptions.update(id, { cancel_at_period_end: false });
  expect(back).toMatchObject({ cancel_at: null, canceled_at: null, cancel_at_period_end: false });
  await stripe.subscriptions.update(id, { cancel_at_period_end: true });
  expect(types(service.clock.advance("1mo"))).toEqual(["customer.subscription.deleted"]);
  const ended = await stripe.subscriptions.retrieve(id);
  expect(ended.status).toBe("canceled");
  expect(iso(ended.ended_at)).toBe("2026-04-10T12:00:00.000Z");
  expect(types(service.clock.advance("1y"))).toEqual([]);
  expect((await stripe.subscriptions.list()).data).toEqual([]);
  expect((await stripe.subscriptions.list({ status: "all" })).data).toHaveLength(1);
});

test("it ends at once when cancelled, or at a moment that was set", async () => {
  const { stripe, service } = await openAccount();
  const { subscription: one } = await subscribe(stripe);
  const { subscription: other } = await subscribe(stripe);
  const gone = await stripe.subscriptions.cancel(one.id, {
    cancellation_details: { comment: "Too many posts" },
  });
  expect(gone).toMatchObject({
    status: "canceled",
    cancellation_details: { reason: "cancellation_requested", comment: "Too many posts" },
  });
  expect((await refusal(stripe.subscriptions.cancel(one.id))).statusCode).toBe(400);
  expect((await refusal(stripe.subscriptions.update(one.id, { trial_end: "now" }))).statusCode).toBe(400);
  const at = Date.parse("2026-03-20T00:00:00Z") / 1000;
  expect((await stripe.subscriptions.update(other.id, { cancel_at: at })).cancel_at).toBe(at);
  expect(types(service.clock.advance("10d"))).toContain("customer.subscription.deleted");
});

test("an upgrade within the interval waits, prorated, for the next invoice", async () => {
  const { stripe, service } = await openAccount();
  const { subscription } = await subscribe(stripe);
  const { product } = await priceOf(stripe, "membership_monthly");
  const plus = await stripe.prices.create({
    product: product as string,
    currency: "eur",
    unit_amount: 1500,
    recurring: { interval: "month" },
  });
  const [item] = subscription.items.data;
  service.clock.advance("15d");
  service.events.take();
  const changed = await stripe.subscriptions.update(subscription.id, {
    items: [{ id: item!.id, price: plus.id }],
  });
  expect(changed.items.data[0]).toMatchObject({ id: item!.id, price: { id: plus.id } });
  expect(changed.items.data[0]!.current_period_end).toBe(item!.current_period_end);
  const events = service.events.take();
  expect(types(events)).toEqual([
    "invoiceitem.created",
    "invoiceitem.created",
    "customer.subscription.updated",
  ]);
  expect(events[2]!.data.previous_attributes).toHaveProperty("items");
  const waiting = await stripe.invoiceItems.list({ pending: true });
  expect(waiting.data.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([-258, 774]); // 16 of 31 days
  service.clock.advance("1mo");
  const { latest_invoice } = await stripe.subscriptions.retrieve(subscription.id);
  const invoice = await stripe.invoices.retrieve(latest_invoice as string);
  expect(invoice.total).toBe(1500 + 774 - 258);
  expect(invoice.lines.data.filter((line) => line.parent?.invoice_item_details?.proration)).toHaveLength(2);
});

test("always_invoice bills the difference at once; none bills nothing", async () => {
  const { stripe, service } = await openAccount();
  const { subscription } = await subscribe(stripe);
  const [item] = subscription.items.data;
  service.events.take();
  await stripe.subscriptions.update(subscription.id, {
    items: [{ id: item!.id, quantity: 3 }],
    proration_behavior: "always_invoice",
  });
  expect(types(service.events.take())).toContain("invoice.paid");
  const [invoice] = (await stripe.invoices.list({ subscription: subscription.id, limit: 1 })).data;
  expect(invoice).toMatchObject({ billing_reason: "subscription_update", amount_paid: 1000, status: "paid" });
  await stripe.subscriptionItems.update(item!.id, { quantity: 1, proration_behavior: "none" });
  expect((await stripe.invoiceItems.list({ pending: true })).data).toEqual([]);
  expect((await stripe.subscriptionItems.list({ subscription: subscription.id })).data[0]!.quantity).toBe(1);
});

test("a change from monthly to yearly begins a new period now, less what was unused", async () => {
  const { stripe, service } = await openAccount();
  const { subscription } = await subscribe(stripe);
  const yearly = await priceOf(stripe, "membership_yearly");
  service.clock.advance("10d");
  const changed = await stripe.subscriptions.update(subscription.id, {
    items: [{ id: subscription.items.data[0]!.id, price: yearly.id }],
  });
  expect(iso(changed.items.data[0]!.current_period_start)).toBe("2026-03-20T12:00:00.000Z");
  expect(iso(changed.items.data[0]!.current_period_end)).toBe("2027-03-20T12:00:00.000Z");
  const invoice = await stripe.invoices.retrieve(changed.latest_invoice as string);
  expect(invoice).toMatchObject({ status: "paid", total: 5000 - 339 }); // 21 of 31 days of 500
});

test("a downgrade leaves credit, which later invoices use up", async () => {
  const { stripe, service } = await openAccount();
  const { customer, subscription } = await subscribe(stripe, "membership_yearly");
  const monthly = await priceOf(stripe, "membership_monthly");
  service.clock.advance("1mo");
  const changed = await stripe.subscriptions.update(subscription.id, {
    items: [{ id: subscription.items.data[0]!.id, price: monthly.id }],
  });
  const invoice = await stripe.invoices.retrieve(changed.latest_invoice as string);
  expect(invoice).toMatchObject({ status: "paid", amount_due: 0 });
  expect(invoice.total).toBeLessThan(0);
  expect((await stripe.customers.retrieve(customer.id)) as { balance: number }).toMatchObject({
    balance: invoice.total,
  });
  service.clock.advance("1mo");
  service.clock.advance("1h");
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: invoice.total + 500 });
});

test("while its collection is paused, invoices are voided and nothing is charged", async () => {
  const { stripe, service } = await openAccount();
  const { subscription } = await subscribe(stripe);
  const resumes = Date.parse("2026-05-01T00:00:00Z") / 1000;
  const paused = await stripe.subscriptions.update(subscription.id, {
    pause_collection: { behavior: "void", resumes_at: resumes },
  });
  expect(paused).toMatchObject({
    status: "active",
    pause_collection: { behavior: "void", resumes_at: resumes },
  });
  const events = types(service.clock.advance("35d"));
  expect(events).toContain("invoice.voided");
  expect(events).not.toContain("charge.succeeded");
  service.clock.set(new Date("2026-05-11T12:00:00Z"));
  const resumed = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
  expect(resumed).toMatchObject({ pause_collection: null, latest_invoice: { status: "paid" } });
});

test("a trial without a card at its end is paused, and taken up again", async () => {
  const { stripe, service } = await openAccount();
  const price = await priceOf(stripe, "membership_monthly");
  const customer = await stripe.customers.create({});
  const { id } = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    trial_period_days: 10,
    trial_settings: { end_behavior: { missing_payment_method: "pause" } },
  });
  expect(types(service.clock.advance("10d"))).toEqual([
    "invoice.upcoming",
    "customer.subscription.trial_will_end",
    "customer.subscription.paused",
  ]);
  expect((await stripe.subscriptions.retrieve(id)).status).toBe("paused");
  service.card(customer.id, "pays");
  service.events.take();
  expect((await stripe.subscriptions.resume(id)).status).toBe("active");
  expect(types(service.events.take())).toContain("customer.subscription.resumed");
});

test("deleting a customer ends the subscriptions first", async () => {
  const { stripe, service } = await openAccount();
  const { customer, subscription } = await subscribe(stripe);
  service.events.take();
  await stripe.customers.del(customer.id);
  expect(types(service.events.take())).toEqual(["customer.subscription.deleted", "customer.deleted"]);
  expect(await stripe.subscriptions.retrieve(subscription.id, { expand: ["customer"] })).toMatchObject({
    status: "canceled",
    customer: { id: customer.id, deleted: true },
  });
});
