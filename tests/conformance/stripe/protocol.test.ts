import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import Stripe from "stripe";
import { expect, onTestFinished, test } from "vitest";
import { createStripeService } from "../../../local/stripe/service.ts";
import { openAccount, priceOf, refusal } from "./account.ts";

test("a repeated key gets the first answer again, and nothing is made twice", async () => {
  const { stripe } = await openAccount();
  const key = { idempotencyKey: "customer-of-ida" };
  const first = await stripe.customers.create({ email: "ida@plinth.test" }, key);
  const again = await stripe.customers.create({ email: "ida@plinth.test" }, key);
  expect(again.id).toBe(first.id);
  expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
  expect((await stripe.customers.list()).data).toHaveLength(1);
});

test("a key cannot be used for something else", async () => {
  const { stripe } = await openAccount();
  const key = { idempotencyKey: "once" };
  await stripe.customers.create({ email: "ida@plinth.test" }, key);
  const other = await refusal(stripe.customers.create({ email: "eve@plinth.test" }, key));
  expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  expect(other.statusCode).toBe(400);
  expect((await refusal(stripe.products.create({ name: "x" }, key))).type).toBe("StripeIdempotencyError");
});

test("a refused parameter leaves its key unused; a declined card does not", async () => {
  const { stripe } = await openAccount();
  const key = { idempotencyKey: "corrected" };
  await refusal(stripe.customers.create({ nonsense: "1" } as never, key));
  expect((await stripe.customers.create({ name: "Ida" }, key)).name).toBe("Ida");
  const pay = () =>
    stripe.paymentIntents.create(
      { amount: 100, currency: "eur", payment_method: "pm_card_chargeDeclined", confirm: true },
      { idempotencyKey: "declined" },
    );
  const [first, again] = [await refusal(pay()), await refusal(pay())];
  expect([first.code, again.code]).toEqual(["card_declined", "card_declined"]);
  expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
});

test("errors say what is wrong in the library's terms", async () => {
  const { stripe } = await openAccount();
  const unknown = await refusal(stripe.customers.retrieve("cus_nobody"));
  expect(unknown).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
  expect(unknown).toMatchObject({ statusCode: 404, code: "resource_missing", param: "id" });
  expect(unknown.requestId).toMatch(/^req_/);
  const named = await refusal(
    stripe.subscriptions.create({ customer: "cus_nobody", items: [{ price: "p" }] }),
  );
  expect(named).toMatchObject({ statusCode: 400, code: "resource_missing", param: "customer" });
  const lacks = await refusal(stripe.products.create({} as never));
  expect(lacks).toMatchObject({ statusCode: 400, code: "parameter_missing", param: "name" });
  const extra = await refusal(stripe.products.create({ name: "x", colour: "red" } as never));
  expect(extra).toMatchObject({ code: "parameter_unknown", param: "colour" });
  const number = await refusal(stripe.customers.list({ limit: "many" as never }));
  expect(number).toMatchObject({ code: "parameter_invalid_integer", param: "limit" });
  const nested = await refusal(
    stripe.prices.create({
      currency: "eur",
      unit_amount: 1,
      product: "p",
      recurring: { interval: "moon" as never },
    }),
  );
  expect(nested.param).toBe("recurring[interval]");
  const cursor = await refusal(stripe.customers.list({ starting_after: "cus_nobody" }));
  expect(cursor).toMatchObject({ statusCode: 400, param: "starting_after" });
  const card = await refusal(
    stripe.paymentIntents.create({
      amount: 100,
      currency: "eur",
      payment_method: "pm_card_chargeDeclined",
      confirm: true,
    }),
  );
  expect(card).toBeInstanceOf(Stripe.errors.StripeCardError);
  expect(card).toMatchObject({ statusCode: 402, code: "card_declined", decline_code: "generic_decline" });
});

test("a live key, no key and another API version are refused", async () => {
  const { stripe, url } = await openAccount();
  const { port } = new URL(url);
  const live = new Stripe("sk_live_x", { host: "127.0.0.1", port, protocol: "http", maxNetworkRetries: 0 });
  expect(await refusal(live.customers.list())).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
  expect((await fetch(`${url}/v1/customers`)).status).toBe(401);
  const old = await refusal(stripe.customers.list({}, { apiVersion: "2020-08-27" }));
  expect(old.message).toContain(Stripe.API_VERSION);
});

test("ids become objects where they are asked for, four levels deep, and nowhere else", async () => {
  const { stripe, service } = await openAccount();
  const price = await priceOf(stripe, "membership_monthly");
  const session = await stripe.checkout.sessions.create({
    mode: "subscription",
    line_items: [{ price: price.id, quantity: 2 }],
    customer_email: "ida@plinth.test",
    success_url: "http://127.0.0.1/ok",
  });
  expect(session.line_items).toBeUndefined();
  service.checkout.complete(session.id);
  const seen = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ["line_items.data.price.product", "subscription.latest_invoice.payments", "customer"],
  });
  expect(seen.line_items!.data[0]).toMatchObject({ quantity: 2, amount_total: 1000 });
  expect(seen.line_items!.data[0]!.price!.product).toMatchObject({ object: "product", name: "Membership" });
  expect(seen.subscription).toMatchObject({
    status: "active",
    latest_invoice: { payments: { object: "list" } },
  });
  expect(seen.customer).toMatchObject({ email: "ida@plinth.test" });
  const wrong = stripe.checkout.sessions.retrieve(session.id, { expand: ["mode"] });
  expect((await refusal(wrong)).statusCode).toBe(400);
});

test("the same handler serves https://api.stripe.com behind msw", async () => {
  const service = await createStripeService({ catalogue: true });
  const server = setupServer(
    http.all("https://api.stripe.com/*", ({ request }) => service.fetch(request)),
    http.all("*", () => HttpResponse.error()),
  );
  server.listen();
  onTestFinished(async () => {
    server.close();
    await service.close();
  });
  const stripe = new Stripe("sk_test_msw");
  const customer = await stripe.customers.create({ email: "ida@plinth.test", metadata: { a: "1" } });
  const session = await stripe.checkout.sessions.create({
    mode: "payment",
    customer: customer.id,
    line_items: [{ price: (await priceOf(stripe, "annual_print")).id, quantity: 1 }],
    success_url: "https://plinth.test/ok",
  });
  expect(session.url).toBe(`https://api.stripe.com/pay/${session.id}`);
  expect(service.checkout.complete(session.id).outcome).toBe("paid");
  expect((await stripe.paymentIntents.list({ customer: customer.id })).data[0]!.status).toBe("succeeded");
});

test("what the library asks for at its edges is there: account and balance", async () => {
  const { stripe, service } = await openAccount();
  service.trigger("payment_intent.succeeded", { amount: 1234 });
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 1234, currency: "eur" }]);
  expect((await stripe.accounts.retrieveCurrent()).object).toBe("account");
});
