import { expect, inject, vi } from "vitest";
import { type Person, stranger } from "./people.ts";

type Price = { id: string; lookupKey: string };
const wanted = ["membership_monthly", "membership_yearly", "annual_print"];

/** The ids of the demo catalogue's prices by lookup key. It comes by webhook, or is fetched when the worker starts. */
export async function pricesForSale(): Promise<Record<string, string>> {
  return vi.waitUntil(
    async () => {
      const { body } = await stranger().get("/api/billing/catalogue");
      const all = (body.data as { prices: Price[] }[]).flatMap((product) => product.prices);
      const prices = Object.fromEntries(all.map(({ lookupKey, id }) => [lookupKey, id]));
      return wanted.every((key) => key in prices) && prices;
    },
    { timeout: 30_000, interval: 100 },
  );
}

/** Pays on Stripe's page, as a browser without scripts would. */
async function pay(url: string): Promise<void> {
  const form = new URLSearchParams({ card: "pays", email: "payer@example.test", name: "A Payer" });
  const answer = await fetch(url, { method: "POST", body: form, redirect: "manual" });
  expect(answer.status).toBe(303);
}

/** Buys something and pays for it. That it was paid arrives here some time later. */
export async function buy(person: Person, priceId: string): Promise<void> {
  const { status, body } = await person.post("/api/billing/checkout", { priceId });
  expect(status, JSON.stringify(body)).toBe(200);
  await pay(body.url);
}

/** Makes something happen at the local Stripe that its API cannot be asked for. */
export async function triggerAtStripe(type: string, subject: object = {}): Promise<void> {
  const answer = await fetch(`${inject("stack").stripeUrl}/_local/trigger`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ type, ...subject }),
  });
  expect(answer.status).toBe(200);
}
