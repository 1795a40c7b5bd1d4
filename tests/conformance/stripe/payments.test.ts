import { expect, test } from "vitest";
import { openAccount, refusal, subscribe, types } from "./account.ts";

test("an intent is made, confirmed, and becomes a charge", async () => {
  const { stripe, service } = await openAccount();
  const intent = await stripe.paymentIntents.create({
    amount: 1250,
    currency: "EUR",
    metadata: { order: "7" },
    automatic_payment_methods: { enabled: true },
  });
  expect(intent).toMatchObject({ status: "requires_payment_method", amount_received: 0, currency: "eur" });
  expect(intent.client_secret).toContain(intent.id);
  const paid = await stripe.paymentIntents.confirm(intent.id, {
    payment_method: "pm_card_visa",
    expand: ["latest_charge"],
  });
  expect(paid).toMatchObject({
    status: "succeeded",
    amount_received: 1250,
    latest_charge: { paid: true, refunded: false, disputed: false, metadata: { order: "7" } },
  });
  expect(paid).not.toHaveProperty("invoice");
  const twice = await refusal(stripe.paymentIntents.confirm(intent.id));
  expect(twice.code).toBe("payment_intent_unexpected_state");
  expect(types(service.events.take())).toEqual([
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
  ]);
});

test("a failed payment says why, and another card pays the same intent", async () => {
  const { stripe } = await openAccount();
  const intent = await stripe.paymentIntents.create({ amount: 1250, currency: "eur" });
  const no = await refusal(
    stripe.paymentIntents.confirm(intent.id, {
      payment_method: "pm_card_visa_chargeDeclinedInsufficientFunds",
    }),
  );
  expect(no).toMatchObject({ code: "card_declined", decline_code: "insufficient_funds" });
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { decline_code: "insufficient_funds" },
  });
  const paid = await stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" });
  expect(paid).toMatchObject({ status: "succeeded", last_payment_error: null });
});

test("an intent can be cancelled until it is paid", async () => {
  const { stripe } = await openAccount();
  const intent = await stripe.paymentIntents.create({ amount: 1250, currency: "eur" });
  expect((await stripe.paymentIntents.cancel(intent.id)).status).toBe("canceled");
  expect((await refusal(stripe.paymentIntents.cancel(intent.id))).statusCode).toBe(400);
});

test("a charge is refunded in parts, until nothing is left", async () => {
  const { stripe, service } = await openAccount();
  const intent = await stripe.paymentIntents.create({
    amount: 1000,
    currency: "eur",
    payment_method: "pm_card_visa",
    confirm: true,
  });
  service.events.take();
  const part = await stripe.refunds.create({
    payment_intent: intent.id,
    amount: 400,
    reason: "requested_by_customer",
    metadata: { ticket: "9" },
  });
  expect(part).toMatchObject({
    object: "refund",
    amount: 400,
    status: "succeeded",
    metadata: { ticket: "9" },
  });
  const events = service.events.take();
  expect(types(events)).toEqual(["refund.created", "charge.refunded"]);
  expect(events[1]!.data).toMatchObject({
    object: { amount_refunded: 400, refunded: false },
    previous_attributes: { amount_refunded: 0 },
  });
  expect((await refusal(stripe.refunds.create({ payment_intent: intent.id, amount: 601 }))).param).toBe(
    "amount",
  );
  await stripe.refunds.create({ payment_intent: intent.id });
  const charge = await stripe.charges.retrieve(intent.latest_charge as string, { expand: ["refunds"] });
  expect(charge).toMatchObject({ refunded: true, amount_refunded: 1000 });
  expect(charge.refunds!.data).toHaveLength(2);
  const more = await refusal(stripe.refunds.create({ charge: charge.id }));
  expect(more.code).toBe("charge_already_refunded");
  expect((await stripe.refunds.list({ payment_intent: intent.id })).data).toHaveLength(2);
});

test("a dispute takes the money, and gives it back when it is won", async () => {
  const { stripe, service } = await openAccount();
  const opened = service.trigger("charge.dispute.created", { amount: 4200 });
  expect(types(opened).slice(-3)).toEqual([
    "charge.updated",
    "charge.dispute.created",
    "charge.dispute.funds_withdrawn",
  ]);
  const [dispute] = (await stripe.disputes.list()).data;
  expect(dispute).toMatchObject({ status: "needs_response", amount: 4200, reason: "fraudulent" });
  const charge = await stripe.charges.retrieve(dispute!.charge as string);
  expect(charge.disputed).toBe(true);
  expect((await refusal(stripe.refunds.create({ charge: charge.id }))).code).toBe("charge_disputed");
  expect((await stripe.disputes.close(dispute!.id)).status).toBe("lost");
  expect(types(service.events.take())).toContain("charge.dispute.closed");
  expect((await refusal(stripe.disputes.close(dispute!.id))).statusCode).toBe(400);
});

test("a subscription's charge can be disputed and refunded by trigger", async () => {
  const { stripe, service } = await openAccount();
  const { customer } = await subscribe(stripe);
  const [charge] = (await stripe.charges.list({ customer: customer.id })).data;
  expect(types(service.trigger("charge.refunded", { charge: charge!.id }))).toEqual([
    "refund.created",
    "charge.refunded",
  ]);
});

test("an invoice by hand: items, finalised, paid, and another one voided", async () => {
  const { stripe, service } = await openAccount();
  const { customer } = await subscribe(stripe);
  service.events.take();
  await stripe.invoiceItems.create({
    customer: customer.id,
    amount: 700,
    currency: "eur",
    description: "A print",
  });
  const draft = await stripe.invoices.create({ customer: customer.id, metadata: { kind: "print" } });
  expect(draft).toMatchObject({ status: "draft", total: 700, billing_reason: "manual", parent: null });
  const open = await stripe.invoices.finalizeInvoice(draft.id!);
  expect(open).toMatchObject({ status: "open", amount_due: 700 });
  expect(open.number).toMatch(/^[0-9A-F]{8}-0002$/);
  expect(open.hosted_invoice_url).toContain(open.id);
  expect(await stripe.invoices.pay(open.id!)).toMatchObject({ status: "paid", amount_paid: 700 });
  expect((await refusal(stripe.invoices.pay(open.id!))).code).toBe("invoice_already_paid");
  await stripe.invoiceItems.create({ customer: customer.id, amount: 300, currency: "eur" });
  const other = await stripe.invoices.create({ customer: customer.id });
  await stripe.invoices.finalizeInvoice(other.id!);
  expect((await stripe.invoices.voidInvoice(other.id!)).status).toBe("void");
  expect(types(service.events.take())).toContain("invoice.voided");
  expect((await stripe.invoices.list({ customer: customer.id, status: "paid" })).data).toHaveLength(2);
});

test("the next invoice can be seen before it is made", async () => {
  const { stripe } = await openAccount();
  const { subscription } = await subscribe(stripe);
  const preview = await stripe.invoices.createPreview({ subscription: subscription.id });
  expect(preview).toMatchObject({ status: "draft", total: 500, billing_reason: "upcoming" });
  expect(preview.id).toMatch(/^upcoming_in_/);
  expect((await stripe.invoices.list()).data).toHaveLength(1);
});
