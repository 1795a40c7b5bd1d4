import Stripe from "stripe";
import { expect, test, vi } from "vitest";
import { openAccount, receiver, subscribe, types } from "./account.ts";

const secret = "whsec_of_the_test";

test("events arrive signed, and the library accepts them", async () => {
  const { url, received } = await receiver();
  const { stripe, service } = await openAccount({
    webhooks: [{ url, secret }],
    delivery: "auto",
    catalogue: false,
  });
  await stripe.customers.create({ email: "ida@plinth.test" }, { idempotencyKey: "ida" });
  await service.webhooks.settled();
  const [first] = received;
  const event = stripe.webhooks.constructEvent(first!.body, first!.headers["stripe-signature"]!, secret);
  expect(event).toMatchObject({
    object: "event",
    type: "customer.created",
    api_version: Stripe.API_VERSION,
    livemode: false,
    pending_webhooks: 1,
    request: { id: expect.stringMatching(/^req_/), idempotency_key: "ida" },
    data: { object: { object: "customer", email: "ida@plinth.test" } },
  });
  expect(() =>
    stripe.webhooks.constructEvent(`${first!.body} `, first!.headers["stripe-signature"]!, secret),
  ).toThrow();
  expect(() =>
    stripe.webhooks.constructEvent(first!.body, first!.headers["stripe-signature"]!, "whsec_no"),
  ).toThrow();
  expect(await stripe.events.retrieve(event.id)).toMatchObject({ id: event.id, pending_webhooks: 0 });
});

test("the signature's time is real, wherever the clock stands", async () => {
  const { url, received } = await receiver();
  const { stripe, service } = await openAccount({ webhooks: [{ url, secret }] });
  service.clock.advance("2y");
  const customer = await stripe.customers.create({});
  const [event] = service.events.take().filter(({ type }) => type === "customer.created");
  expect(event!.created).toBe(customer.created);
  expect((await service.webhooks.deliver(event!)).state).toBe("delivered");
  const header = received[0]!.headers["stripe-signature"]!;
  expect(stripe.webhooks.constructEvent(received[0]!.body, header, secret).id).toBe(event!.id);
});

test("a refused delivery is tried again until it is taken", async () => {
  const { url, received } = await receiver((count) => (count < 3 ? 500 : 200));
  const { stripe, service } = await openAccount({
    webhooks: [{ url, secret }],
    delivery: "auto",
    catalogue: false,
    retry: { baseMs: 5 },
  });
  await stripe.customers.create({});
  await service.webhooks.settled();
  expect(received).toHaveLength(3);
  const [event] = service.events.list();
  expect(service.webhooks.deliveries(event!.id)).toEqual([
    { event: event!.id, url, attempts: 3, status: 200, error: null, state: "delivered" },
  ]);
});

test("after the last try it is given up, listed as undelivered, and can be sent again", async () => {
  let answer = 503;
  const { url, received } = await receiver(() => answer);
  const { stripe, service } = await openAccount({
    webhooks: [{ url, secret }],
    delivery: "auto",
    catalogue: false,
    retry: { attempts: 3, baseMs: 1 },
  });
  await stripe.customers.create({});
  await service.webhooks.settled();
  expect(received).toHaveLength(3);
  const [event] = (await stripe.events.list({ delivery_success: false })).data;
  expect(service.webhooks.deliveries(event!.id)[0]).toMatchObject({ state: "failed", status: 503 });
  answer = 200;
  expect(await service.webhooks.redeliver(event!.id)).toMatchObject({ state: "delivered", attempts: 4 });
  expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
  expect(received[3]!.body).toContain(event!.id);
  await expect(service.webhooks.redeliver("evt_nobody")).rejects.toThrow("no event");
});

test("an endpoint that nobody answers is an error in the delivery, not in the service", async () => {
  const { stripe, service } = await openAccount({ webhooks: [{ url: "http://127.0.0.1:1/x", secret }] });
  await stripe.customers.create({});
  const [event] = service.events.take();
  const delivery = await service.webhooks.deliver(event!);
  expect(delivery).toMatchObject({
    state: "failed",
    status: null,
    error: expect.stringContaining("reached"),
  });
});

test("an endpoint gets the types it asked for", async () => {
  const { url, received } = await receiver();
  const { stripe, service } = await openAccount({ delivery: "auto" });
  const endpoint = await stripe.webhookEndpoints.create({
    url,
    enabled_events: ["invoice.paid", "customer.created"],
  });
  expect(endpoint.secret).toMatch(/^whsec_/);
  expect((await stripe.webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();
  await subscribe(stripe);
  await service.webhooks.settled();
  const sent = received.map(({ body }) => JSON.parse(body).type as string);
  expect(sent.sort()).toEqual(["customer.created", "invoice.paid"]);
  await stripe.webhookEndpoints.del(endpoint.id);
});

test("by hand, nothing is sent until it is asked for", async () => {
  const { url, received } = await receiver();
  const { stripe, service } = await openAccount({ webhooks: [{ url, secret }] });
  await subscribe(stripe);
  const events = service.events.take();
  expect(service.events.take()).toEqual([]);
  expect(received).toEqual([]);
  expect(
    (await stripe.events.list({ delivery_success: false, limit: 100 })).data.length,
  ).toBeGreaterThanOrEqual(events.length);
  const order = service.shuffle(3, events);
  expect(types(order)).not.toEqual(types(events));
  expect(service.shuffle(3, events)).toEqual(order);
  expect([...types(order)].sort()).toEqual([...types(events)].sort());
  for (const event of order) await service.webhooks.deliver(event);
  expect(received.map(({ body }) => JSON.parse(body).id)).toEqual(order.map(({ id }) => id));
});

test("an event is a snapshot: what came after does not change it", async () => {
  const { stripe, service } = await openAccount();
  const customer = await stripe.customers.create({ name: "Ida" });
  await stripe.customers.update(customer.id, { name: "Eve" });
  const [made, changed] = service.events.take();
  expect(made!.data.object).toMatchObject({ name: "Ida" });
  expect(changed!.data).toMatchObject({ object: { name: "Eve" }, previous_attributes: { name: "Ida" } });
});

test("events are listed by type and time", async () => {
  const { stripe, service } = await openAccount();
  await stripe.customers.create({});
  const since = service.clock.now().getTime() / 1000 + 60;
  service.clock.advance("1h");
  const late = await stripe.customers.create({});
  const { data } = await stripe.events.list({ type: "customer.created", created: { gte: since } });
  expect(data.map((event) => (event.data.object as Stripe.Customer).id)).toEqual([late.id]);
  expect(
    (await stripe.events.list({ types: ["customer.created", "product.created"], limit: 100 })).data,
  ).toHaveLength(4);
});

test("a thin event names its object, and the library fetches both", async () => {
  const { url, received } = await receiver();
  const { stripe, service } = await openAccount({
    webhooks: [{ url, secret }],
    delivery: "auto",
    catalogue: false,
  });
  const customer = await stripe.customers.create({ name: "Ida" });
  service.thin("v1.customer.created", customer.id);
  await service.webhooks.settled();
  const thin = received.find(({ body }) => body.includes("v2.core.event"))!;
  const note = stripe.parseEventNotification(thin.body, thin.headers["stripe-signature"]!, secret);
  expect(note.type).toBe("v1.customer.created");
  const related = await (
    note as unknown as { fetchRelatedObject(): Promise<Stripe.Customer> }
  ).fetchRelatedObject();
  expect(related).toMatchObject({ id: customer.id, name: "Ida" });
  expect(JSON.stringify(thin.body)).not.toContain("Ida");
});

test("with a clock that runs, what is due happens by itself", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-10T12:00:00Z") });
  try {
    const { stripe, service } = await openAccount({ now: undefined });
    const { subscription } = await subscribe(stripe);
    vi.setSystemTime(new Date("2026-04-10T14:00:00Z"));
    const after = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
    expect(after).toMatchObject({
      status: "active",
      latest_invoice: { billing_reason: "subscription_cycle", status: "paid" },
    });
    expect(service.clock.advance("1d").length).toBe(0);
    expect(service.clock.now().toISOString()).toBe("2026-04-11T14:00:00.000Z");
  } finally {
    vi.useRealTimers();
  }
});
