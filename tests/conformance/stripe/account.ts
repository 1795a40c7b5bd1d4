import { once } from "node:events";
import { createServer } from "node:http";
import Stripe from "stripe";
import { onTestFinished } from "vitest";
import { listen } from "../../../local/gateway/listen.ts";
import { freePort } from "../../../local/postgres/ports.ts";
import {
  createStripeService,
  type StripeOptions,
  type StripeService,
} from "../../../local/stripe/service.ts";

export type Account = { stripe: Stripe; service: StripeService; url: string };

/** An account of its own with the demo catalogue, whose clock stands still, and the real client library for it. */
export async function openAccount(options: StripeOptions = {}): Promise<Account> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const service = await createStripeService({
    publicUrl: url,
    catalogue: true,
    seed: "test",
    now: new Date("2026-03-10T12:00:00Z"),
    delivery: "manual",
    ...options,
  });
  const listener = await listen(service.fetch, port);
  onTestFinished(async () => {
    await listener.close();
    await service.close();
  });
  service.events.take();
  return { stripe: clientFor(port), service, url };
}

export function clientFor(port: number): Stripe {
  return new Stripe("sk_test_local", { host: "127.0.0.1", port, protocol: "http", maxNetworkRetries: 0 });
}

/** The price of the demo catalogue with this lookup key. */
export async function priceOf(stripe: Stripe, key: string): Promise<Stripe.Price> {
  const { data } = await stripe.prices.list({ lookup_keys: [key] });
  return data[0]!;
}

/** A member: a customer with a card, and a subscription to this price. */
export async function subscribe(
  stripe: Stripe,
  key = "membership_monthly",
  more: Partial<Stripe.SubscriptionCreateParams> = {},
): Promise<{ customer: Stripe.Customer; subscription: Stripe.Subscription }> {
  const customer = await stripe.customers.create({ email: "ida@plinth.test" });
  const method = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
  const price = await priceOf(stripe, key);
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    ...more,
  });
  return { customer, subscription };
}

export const types = (events: Stripe.Event[]): string[] => events.map((event) => event.type);

export const iso = (seconds: number | null): string | null =>
  seconds === null ? null : new Date(seconds * 1000).toISOString();

/** What the client library throws. */
export async function refusal(work: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  return work.then(
    () => {
      throw new Error("It was not refused.");
    },
    (error: unknown) => {
      if (error instanceof Stripe.errors.StripeError) return error;
      throw error;
    },
  );
}

export type Received = { headers: Record<string, string>; body: string };

/** A webhook receiver. `answer` decides the status of each request. */
export async function receiver(answer: (count: number) => number = () => 200) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      received.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(answer(received.length)).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${port}/webhooks`, received };
}
