import { randomUUID } from "node:crypto";
import Stripe from "stripe";
import { beforeAll, expect, inject, test } from "vitest";
import { ApiClient } from "../support/api-client.ts";
import { newPerson, sql, stranger } from "../support/people.ts";
import { buy, pricesForSale } from "../support/shopping.ts";

let prices: Record<string, string>;
beforeAll(async () => {
  prices = await pricesForSale();
}, 60_000);

test("what is bought once becomes an order, with one receipt", async () => {
  const reader = await newPerson();
  await buy(reader, prices.annual_print!);
  const orders = async () => (await reader.get("/api/orders")).body.data;
  await expect.poll(async () => (await orders())[0]?.status, { timeout: 20_000 }).toBe("paid");
  const [order] = await orders();
  expect(order).toMatchObject({ priceId: prices.annual_print, amount: 2500, currency: "eur", quantity: 1 });
  const receipts = () =>
    sql("select sent_at from private.sent_emails where cause = $1", [`receipt:${order.id}`]);
  await expect.poll(async () => (await receipts())[0]?.sent_at ?? null, { timeout: 20_000 }).not.toBeNull();
  expect(await newPerson().then((other) => other.get("/api/orders"))).toMatchObject({ body: { data: [] } });
}, 60_000);

test("asking twice for the same thing opens one page", async () => {
  const reader = await newPerson();
  const ask = () => reader.post("/api/billing/checkout", { priceId: prices.annual_print });
  const [first, second] = [await ask(), await ask()];
  expect(second.body.url).toBe(first.body.url);
});

test("the price is Stripe's: a client names one, and nothing else", async () => {
  const reader = await newPerson();
  const priceId = prices.annual_print!;
  const cheaper = await reader.post("/api/billing/checkout", { priceId, amount: 1 });
  expect(cheaper).toMatchObject({ status: 422, body: { code: "validation_failed" } });
  for (const next of ["//evil.test", "https://evil.test", "/\\evil.test", "javascript:alert(1)"]) {
    expect(await reader.post("/api/billing/checkout", { priceId, next })).toMatchObject({ status: 422 });
  }
});

const stackKey = () => inject("stack").secretKey;

function signed(event: object, secret = inject("stack").webhookSecret) {
  const payload = JSON.stringify(event);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  return { raw: payload, headers: { "content-type": "application/json", "stripe-signature": signature } };
}

const eventOf = (changes: object = {}) => ({
  id: `evt_${randomUUID().replaceAll("-", "")}`,
  ...{ object: "event", type: "mandate.updated", api_version: null, livemode: false },
  ...{ created: Math.floor(Date.now() / 1000), data: { object: { id: "mandate_1", object: "mandate" } } },
  ...changes,
});

const send = (event: object, secret?: string) =>
  new ApiClient().send("POST", "/api/webhooks/stripe", signed(event, secret));
const kept = async ({ id }: { id: string }) =>
  sql("select state from private.stripe_events where id = $1", [id]);

test("an event is kept once, however often it comes", async () => {
  const event = eventOf();
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(event)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await kept(event)).toEqual([{ state: "ignored" }]);
});

test("what is not signed by Stripe, or is of its other mode, is refused and leaves no row", async () => {
  const [forged, live] = [eventOf(), eventOf({ livemode: true })];
  expect(await send(forged, "whsec_of_somebody_else")).toMatchObject({
    status: 400,
    body: { code: "invalid_signature" },
  });
  expect(await send(live)).toMatchObject({ status: 400, body: { code: "livemode_mismatch" } });
  expect([...(await kept(forged)), ...(await kept(live))]).toEqual([]);
});

test("a body of 5 MB is refused before it is read", async () => {
  const raw = "x".repeat(5 * 1024 * 1024);
  const answer = await new ApiClient().send("POST", "/api/webhooks/stripe", { raw });
  expect(answer).toMatchObject({ status: 413, body: { code: "payload_too_large" } });
});

test("admins see what Stripe sent, and have it worked on again", async () => {
  const admin = await newPerson({ role: "admin" });
  const { body } = await admin.get("/api/admin/stripe-events?state=processed&limit=1");
  const [event] = body.data;
  expect(event).toMatchObject({ state: "processed", lastError: null });
  expect(await admin.post(`/api/admin/stripe-events/${event.id}/replay`)).toMatchObject({ status: 202 });
  await expect.poll(async () => (await kept(event))[0]?.state, { timeout: 20_000 }).toBe("processed");
  const next = await admin.get(`/api/admin/stripe-events?limit=1&cursor=${body.pagination.nextCursor}`);
  expect(next.body.data[0]?.id).not.toBe(event.id);
});

test("recurring work runs for who knows the secret", async () => {
  const headers = { "x-cron-secret": inject("stack").cronSecret };
  for (const task of ["jobs", "retry_stripe_events", "clean_up"]) {
    expect(await stranger().post(`/api/cron/${task}`, undefined, { headers })).toMatchObject({ status: 204 });
  }
  expect(await stranger().post("/api/cron/send_email", undefined, { headers })).toMatchObject({
    status: 404,
  });
  const asked = { authorization: `Bearer ${headers["x-cron-secret"]}` };
  expect(await stranger().get("/api/cron/jobs", { headers: asked })).toMatchObject({ status: 204 });
  expect(await stranger().post("/api/cron/jobs", undefined, { headers: asked })).toMatchObject({
    status: 204,
  });
});

test.each([
  ["x-cron-secret", (secret: string) => `${secret}x`],
  ["authorization", (secret: string) => `Bearer ${secret}x`],
  ["authorization", (secret: string) => `Basic ${secret}`],
  ["authorization", (secret: string) => secret],
  ["authorization", () => `Bearer ${stackKey()}`],
])("recurring work does not run for who says something else in %s", async (name, given) => {
  const headers = { [name]: given(inject("stack").cronSecret) };
  for (const method of ["GET", "POST"]) {
    expect(await stranger().send(method, "/api/cron/jobs", { headers })).toMatchObject({
      status: 401,
      body: { code: "unauthenticated" },
    });
  }
});
