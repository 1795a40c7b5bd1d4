import type Stripe from "stripe";
import { expect, test } from "vitest";
import { openAccount, priceOf, subscribe } from "./account.ts";

async function startCheckout(stripe: Stripe, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const price = await priceOf(stripe, "membership_monthly");
  return stripe.checkout.sessions.create({
    mode: "subscription",
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: "https://plinth.test/done?id={CHECKOUT_SESSION_ID}",
    cancel_url: "https://plinth.test/pricing?a=1&b=2",
    ...more,
  });
}

const send = (address: string, form: Record<string, string>) =>
  fetch(address, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });

test("the pay page shows the order and both ways out, without scripts", async () => {
  const { stripe } = await openAccount();
  const session = await startCheckout(stripe);
  const response = await fetch(session.url!);
  const html = await response.text();
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(html).toContain("€5.00");
  expect(html).toContain("per month");
  expect(html).toContain("Subscribe for €5.00");
  expect(html).toContain('href="https://plinth.test/pricing?a=1&amp;b=2"');
  expect(html).not.toContain("<script");
});

test("paying goes to the success address, which names the session", async () => {
  const { stripe } = await openAccount();
  const session = await startCheckout(stripe);
  const paid = await send(session.url!, { email: "ida@plinth.test", card: "pays" });
  expect(paid.status).toBe(303);
  expect(paid.headers.get("location")).toBe(`https://plinth.test/done?id=${session.id}`);
  expect(await (await fetch(session.url!)).text()).toContain("This is paid");
  expect((await stripe.subscriptions.list()).data[0]!.status).toBe("active");
});

test("a declined card and a missing address come back to the page, which says so", async () => {
  const { stripe, url } = await openAccount();
  const session = await startCheckout(stripe);
  const declined = await send(session.url!, { email: "ida@plinth.test", card: "declined" });
  const again = new URL(declined.headers.get("location")!, url);
  expect(again.pathname).toBe(`/pay/${session.id}`);
  const html = await (await fetch(again)).text();
  expect(html).toContain("Your card was declined");
  expect(html).toContain('value="ida@plinth.test"');
  const nameless = await send(session.url!, { email: "nobody", card: "pays" });
  expect(await (await fetch(new URL(nameless.headers.get("location")!, url))).text()).toContain(
    "Enter your email",
  );
});

test("a card that asks the bank goes by the bank's page", async () => {
  const { stripe, url } = await openAccount();
  const session = await startCheckout(stripe, { customer_email: "ida@plinth.test" });
  const asked = await send(session.url!, { card: "authenticate" });
  const bank = asked.headers.get("location")!;
  expect(bank).toContain("/bank");
  expect(await (await fetch(new URL(bank, url))).text()).toContain("Your bank asks");
  const no = await send(session.url!, { card: "authenticate", bank: "refuse" });
  expect(no.headers.get("location")).toContain("error=bank");
  const yes = await send(session.url!, { card: "authenticate", bank: "confirm" });
  expect(yes.headers.get("location")).toContain("plinth.test/done");
});

test("an expired or unknown checkout says so and leads back", async () => {
  const { stripe, service, url } = await openAccount();
  const session = await startCheckout(stripe);
  service.clock.advance("1d");
  expect(await (await fetch(`${url}/pay/${session.id}`)).text()).toContain("expired");
  expect((await send(`${url}/pay/${session.id}`, { card: "pays" })).status).toBe(200);
  expect((await stripe.subscriptions.list()).data).toEqual([]);
  expect(await (await fetch(`${url}/pay/cs_test_nobody`)).text()).toContain("no such checkout");
});

test("what others wrote is text on the page", async () => {
  const { stripe } = await openAccount();
  const product = await stripe.products.create({ name: '<img src=x onerror="alert(1)">' });
  const price = await stripe.prices.create({ product: product.id, currency: "eur", unit_amount: 100 });
  const session = await startCheckout(stripe, {
    mode: "payment",
    line_items: [{ price: price.id, quantity: 2 }],
  });
  const html = await (await fetch(`${session.url}?email="><script>x</script>&error=<b>`)).text();
  expect(html).not.toContain("<img src=x");
  expect(html).not.toContain("<script>");
});

test("the portal cancels at the period's end, takes it back, changes the plan and the card", async () => {
  const { stripe } = await openAccount();
  const { customer, subscription } = await subscribe(stripe);
  const portal = await stripe.billingPortal.sessions.create({
    customer: customer.id,
    return_url: "https://plinth.test/settings/billing",
  });
  const html = await (await fetch(portal.url)).text();
  expect(html).toContain("Renews on 10 April 2026.");
  expect(html).toContain('href="https://plinth.test/settings/billing"');
  const act = (form: Record<string, string>) => send(portal.url, { subscription: subscription.id, ...form });
  expect((await act({ action: "cancel" })).status).toBe(303);
  expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(true);
  expect(await (await fetch(portal.url)).text()).toContain("Ends on 10 April 2026.");
  await act({ action: "resume" });
  expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at).toBeNull();
  await act({ action: "change", price: (await priceOf(stripe, "membership_yearly")).id });
  const changed = await stripe.subscriptions.retrieve(subscription.id);
  expect(changed.items.data[0]!.price.lookup_key).toBe("membership_yearly");
  await act({ action: "card", card: "declined" });
  const { data } = await stripe.customers.listPaymentMethods(customer.id);
  expect(data[0]!.card!.last4).toBe("0002");
});

test("the portal touches its own customer's subscriptions only", async () => {
  const { stripe } = await openAccount();
  const [one, other] = [await subscribe(stripe), await subscribe(stripe)];
  const portal = await stripe.billingPortal.sessions.create({ customer: one.customer.id });
  await send(portal.url, { action: "cancel", subscription: other.subscription.id });
  expect((await stripe.subscriptions.retrieve(other.subscription.id)).cancel_at).toBeNull();
});

test("an open invoice can be paid on its page, by whoever has the whole address", async () => {
  const { stripe, service } = await openAccount();
  const { customer, subscription } = await subscribe(stripe);
  service.card(customer.id, "declined");
  service.clock.advance("1mo");
  service.clock.advance("1h");
  const [invoice] = (await stripe.invoices.list({ subscription: subscription.id, status: "open" })).data;
  const address = invoice!.hosted_invoice_url!;
  expect(await (await fetch(address)).text()).toContain("Pay €5.00");
  expect(await (await fetch(address.replace(/\?.*/, "?s=guess"))).text()).toContain(
    "nothing at this address",
  );
  expect((await send(address, { card: "declined" })).headers.get("location")).toContain("error=declined");
  await send(address, { card: "pays" });
  expect((await stripe.invoices.retrieve(invoice!.id!)).status).toBe("paid");
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
});
