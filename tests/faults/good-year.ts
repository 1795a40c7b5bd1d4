import { randomUUID } from "node:crypto";
import type Stripe from "stripe";
import type { CrashingApp } from "./crashing-app.ts";

/** Somebody, and the subjects of the letters that they are owed, each once. */
export type Reader = { id: string; email: string; letters: string[] };

/** Lets people join, buy and leave until Stripe has so many events to tell of them. */
export async function tellOfReaders(app: CrashingApp, events: number): Promise<Reader[]> {
  const { data } = await app.stripe.prices.list({ limit: 100 });
  const prices = new Map(data.map(({ lookup_key, id }) => [lookup_key, id]));
  const readers: Reader[] = [];
  while (app.service.events.list().length < events) {
    readers.push(await newReader(app, readers.length, prices as Map<string, string>));
  }
  return readers;
}

async function newReader(app: CrashingApp, n: number, prices: Map<string, string>): Promise<Reader> {
  const { stripe, service } = app;
  const reader = { id: randomUUID(), email: `reader-${n}@crash.test`, letters: ["Welcome"] };
  await signUp(app, reader);
  const customer = await stripe.customers.create({ email: reader.email, metadata: { user_id: reader.id } });
  service.card(customer.id, "pays");
  const items = [{ price: prices.get("membership_monthly") }];
  const { id } = await stripe.subscriptions.create({ customer: customer.id, items });
  reader.letters.push("Receipt: €5.00");
  if (n % 3 === 0) {
    await stripe.subscriptions.cancel(id);
    reader.letters.push("Your membership has ended");
  }
  if (n % 2 === 0) {
    await buyOnce(app, customer, prices.get("annual_print"));
    reader.letters.push("Receipt: €25.00");
  }
  return { ...reader, letters: reader.letters.sort() };
}

/** As Auth does it, the address confirmed. */
async function signUp({ sql }: CrashingApp, { id, email }: Reader): Promise<void> {
  await sql(
    `insert into auth.users (id, aud, role, email, email_confirmed_at, raw_user_meta_data, created_at, updated_at)
      values ($1, 'authenticated', 'authenticated', $2, now(), '{"name":"A Reader"}', now(), now())`,
    [id, email],
  );
}

async function buyOnce({ stripe, service }: CrashingApp, customer: Stripe.Customer, price?: string) {
  const session = await stripe.checkout.sessions.create({
    mode: "payment",
    customer: customer.id,
    line_items: [{ price, quantity: 1 }],
    metadata: customer.metadata,
    success_url: "http://plinth.test/",
  });
  service.checkout.complete(session.id, { card: "pays" });
}

/** What Stripe says of subscriptions and orders in the end. */
export async function truthAtStripe({ stripe }: CrashingApp): Promise<object> {
  const subscriptions = [];
  for await (const { id, status, customer, items } of stripe.subscriptions.list({
    status: "all",
    limit: 100,
  })) {
    subscriptions.push({ id, status, customer, price: items.data[0]?.price.id });
  }
  const orders = [];
  for await (const { id, mode, customer, amount_total } of stripe.checkout.sessions.list({ limit: 100 })) {
    if (mode === "payment") orders.push({ id, status: "paid", customer, amount: amount_total });
  }
  return { subscriptions: byId(subscriptions), orders: byId(orders) };
}

/** The same as the product has it. */
export async function truthHere({ sql }: CrashingApp): Promise<object> {
  const subscriptions = await sql(
    "select id, status, stripe_customer_id as customer, price_id as price from public.subscriptions where user_id is not null",
  );
  const orders = await sql(
    "select id, status, stripe_customer_id as customer, amount from public.orders where user_id is not null",
  );
  return { subscriptions: byId(subscriptions), orders: byId(orders) };
}

const byId = (rows: { id?: unknown }[]) => rows.toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1));

type Mail = { MessageID: string; To: { Address: string }[]; Subject: string };

/** Who got which letters, by address; and how many copies of one and the same letter there are beyond the first. */
export async function lettersIn({ mailUrl }: CrashingApp) {
  const answer = await fetch(`${mailUrl}/api/v1/messages?limit=500`);
  const { messages } = (await answer.json()) as { messages: Mail[] };
  const letters = new Map(messages.map((mail) => [mail.MessageID, mail]));
  const byReader: Record<string, string[]> = {};
  for (const { To, Subject } of letters.values()) {
    const address = To.map(({ Address }) => Address).join();
    byReader[address] = [...(byReader[address] ?? []), Subject].sort();
  }
  return { byReader, copies: messages.length - letters.size };
}
