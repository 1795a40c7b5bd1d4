import { randomUUID } from "node:crypto";
import Stripe from "stripe";
import { beforeAll, expect, inject, test, vi } from "vitest";
import { ApiClient } from "../support/api-client.ts";
import { newPerson, newPost, type Person, sql, stranger } from "../support/people.ts";

type Price = { id: string; lookupKey: string };
let prices: Record<string, string>;

beforeAll(async () => {
  // The catalogue comes by webhook, or is fetched when the worker starts.
  await vi.waitUntil(
    async () => {
      const { body } = await stranger().get("/api/billing/catalogue");
      const all = (body.data as { prices: Price[] }[]).flatMap((product) => product.prices);
      prices = Object.fromEntries(all.map(({ lookupKey, id }) => [lookupKey, id]));
      return "membership_monthly" in prices && "membership_yearly" in prices && "annual_print" in prices;
    },
    { timeout: 30_000, interval: 100 },
  );
}, 60_000);

/** Pays on Stripe's page, as a browser without scripts would. */
async function pay(url: string): Promise<void> {
  const form = new URLSearchParams({ card: "pays", email: "payer@example.test", name: "A Payer" });
  const answer = await fetch(url, { method: "POST", body: form, redirect: "manual" });
  expect(answer.status).toBe(303);
}

async function trigger(type: string, subject: object): Promise<void> {
  const answer = await fetch(`${inject("stack").stripeUrl}/_local/trigger`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ type, ...subject }),
  });
  expect(answer.status).toBe(200);
}

async function buy(person: Person, priceId: string): Promise<void> {
  const { status, body } = await person.post("/api/billing/checkout", { priceId });
  expect(status, JSON.stringify(body)).toBe(200);
  await pay(body.url);
}

const isMember = async (person: Person) =>
  (await person.get("/api/auth/session")).body.membership?.isMember ?? null;

test("who pays reads what is for members, until it has ended", async () => {
  const [author, reader] = [await newPerson(), await newPerson()];
  const sentence = `Only members know of ${randomUUID()}`;
  const post = await newPost(author, { visibility: "members", content: sentence, excerpt: "An excerpt" });
  const read = async () => (await reader.get(`/api/posts/${post.id}`)).body.content;
  expect(await read()).toBeUndefined();
  expect((await reader.get("/api/billing/subscription")).body).toBeNull();

  await buy(reader, prices.membership_monthly!);
  await expect.poll(() => isMember(reader), { timeout: 20_000 }).toBe(true);
  expect(await read()).toBe(sentence);
  const { body: subscription } = await reader.get("/api/billing/subscription");
  expect(subscription).toMatchObject({
    status: "active",
    priceId: prices.membership_monthly,
    isMember: true,
  });
  const again = await reader.post("/api/billing/checkout", { priceId: prices.membership_yearly });
  expect(again).toMatchObject({ status: 409, body: { code: "conflict" } });

  await trigger("customer.subscription.deleted", { subscription: subscription.id });
  await expect.poll(() => isMember(reader), { timeout: 20_000 }).toBe(false);
  expect(await read()).toBeUndefined();
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
  const wrong = { "x-cron-secret": `${headers["x-cron-secret"]}x` };
  expect(await stranger().post("/api/cron/jobs", undefined, { headers: wrong })).toMatchObject({
    status: 401,
  });
});
