import { Hono } from "hono";
import { html } from "hono/html";
import { completeCheckout, successUrl } from "../billing/checkout.ts";
import { StripeError } from "../http/errors.ts";
import type { TestCard } from "../world/state.ts";
import { day } from "../world/time.ts";
import type { CheckoutSession } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { cardChoice, cardOf } from "./cards.ts";
import { formOf, type Html, message, page, seeOther } from "./layout.ts";
import { dayOf, money, periodWords } from "./words.ts";

const refusals: Record<string, string> = {
  declined: "Your card was declined. Choose another one.",
  bank: "Your bank did not confirm the payment. Choose another card, or try again.",
  email: "Enter your email address.",
};

/** The hosted checkout: what is bought, an email address, a test card, and two ways out. */
export function payPages(world: World): Hono {
  const app = new Hono();
  app.get("/pay/:session", (c) => {
    const session = world.state.checkoutSessions.get(c.req.param("session"));
    if (session?.status !== "open") return closed(session);
    const { error, card, email } = c.req.query();
    return payPage(world, session, { error, card: cardOf(card), email });
  });
  app.post("/pay/:session", async (c) => {
    const session = world.state.checkoutSessions.get(c.req.param("session"));
    if (session?.status !== "open") return closed(session);
    const form = await formOf(c.req.raw);
    const answer = { card: cardOf(form.card), email: String(form.email ?? "").trim() };
    return pay(world, session, answer, form.bank === undefined ? null : form.bank === "confirm");
  });
  app.get("/pay/:session/bank", (c) => {
    const session = world.state.checkoutSessions.get(c.req.param("session"));
    if (session?.status !== "open") return closed(session);
    return bankPage(session, c.req.query("email") ?? "");
  });
  return app;
}

type Answer = { card: TestCard; email: string };

/** @param bank what the bank's page said; null before it was asked */
function pay(world: World, session: CheckoutSession, answer: Answer, bank: boolean | null): Response {
  const again = (error: string) =>
    seeOther(`/pay/${session.id}?${new URLSearchParams({ error, card: answer.card, email: answer.email })}`);
  if (bank === false) return again("bank");
  if (!knownEmail(world, session) && !/^[^\s@]+@[^\s@]+$/.test(answer.email)) return again("email");
  try {
    const { outcome, url } = completeCheckout(world, session, {
      card: answer.card,
      ...(answer.email ? { email: answer.email } : {}),
      authenticated: bank === true,
    });
    if (url) return seeOther(url);
    if (outcome === "declined") return again("declined");
    return seeOther(`/pay/${session.id}/bank?${new URLSearchParams({ email: answer.email })}`);
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    return message("This payment cannot be made", error.message, { url: `/pay/${session.id}`, text: "Back" });
  }
}

function closed(session: CheckoutSession | undefined): Response {
  if (session?.status === "complete") {
    const url = successUrl(session);
    return message("This is paid", "The checkout is complete.", url ? { url, text: "Continue" } : null);
  }
  const url = session?.cancel_url;
  const text = session
    ? "This checkout has expired. Start again from the shop."
    : "There is no such checkout.";
  return message(session ? "Too late" : "Not found", text, url ? { url, text: "Back to the shop" } : null);
}

const knownEmail = (world: World, session: CheckoutSession): string | null =>
  world.state.customers.get(session.customer ?? "")?.email ?? session.customer_email;

function payPage(
  world: World,
  session: CheckoutSession,
  shown: { error?: string; card: TestCard; email?: string },
): Response {
  const known = knownEmail(world, session);
  const cards: TestCard[] = ["pays", "declined", "authenticate"];
  const more: TestCard[] =
    session.mode === "payment" ? ["debit", "debit_fails"] : ["insufficient_funds", "fails_later"];
  const back = session.cancel_url ? { url: session.cancel_url, text: "Back" } : null;
  const email = known
    ? html`<input type="email" name="email" value="${known}" readonly>`
    : html`<input type="email" name="email" value="${shown.email ?? ""}" required autocomplete="email" placeholder="you@example.com">`;
  const content = html`<div class="two"><section aria-label="Order">${summary(world, session)}</section>
<section class="panel" aria-label="Payment"><h2>Pay</h2>
${shown.error ? html`<p class="alarm" role="alert">${refusals[shown.error] ?? refusals.declined}</p>` : ""}
<form method="post" action="/pay/${session.id}">
<label class="field">Email ${email}</label>
${cardChoice([...cards, ...more], shown.card)}
<button class="wide">${buttonWords(world, session)}</button></form></section></div>`;
  return page("Checkout", back, content);
}

function buttonWords(world: World, session: CheckoutSession): string {
  if (trialEndOf(world, session) !== null) return "Start the trial";
  const amount = money(session.amount_total ?? 0, session.currency ?? "eur");
  return session.mode === "subscription" ? `Subscribe for ${amount}` : `Pay ${amount}`;
}

function trialEndOf(world: World, session: CheckoutSession): number | null {
  const plan = world.state.checkoutPlans.get(session.id);
  if (!plan) return null;
  return plan.trialEnd ?? (plan.trialDays === null ? null : world.now() + plan.trialDays * day);
}

function summary(world: World, session: CheckoutSession): Html {
  const plan = world.state.checkoutPlans.get(session.id);
  const currency = session.currency ?? "eur";
  const trial = trialEndOf(world, session);
  const [first] = plan?.lines ?? [];
  const lines = plan?.lines.map(
    (
      line,
    ) => html`<div><dt>${line.description ?? "Item"}${(line.quantity ?? 1) > 1 ? ` × ${line.quantity}` : ""}
<span class="soft small">${periodWords(line.price)}</span></dt><dd>${money(line.amount_total, currency)}</dd></div>`,
  );
  const heading =
    session.mode === "subscription" ? `Subscribe to ${first?.description ?? "a plan"}` : "Your order";
  const then =
    trial === null
      ? ""
      : html`<p class="note">Free until ${dayOf(trial)}. Nothing is charged if you cancel before.</p>`;
  return html`<p class="soft">${heading}</p>
<p class="sum">${money(session.amount_total ?? 0, currency)}</p>${then}
<dl class="lines">${lines}<div class="total"><dt>Due today</dt><dd>${money(session.amount_total ?? 0, currency)}</dd></div></dl>`;
}

function bankPage(session: CheckoutSession, email: string): Response {
  const amount = money(session.amount_total ?? 0, session.currency ?? "eur");
  const content = html`<div class="panel narrow"><h1>Your bank asks</h1>
<p class="soft">Was it you who wants to pay ${amount} with the card ending in 3155?</p>
<form method="post" action="/pay/${session.id}">
<input type="hidden" name="card" value="authenticate"><input type="hidden" name="email" value="${email}">
<div class="actions"><button name="bank" value="confirm">Yes, pay</button>
<button class="quiet" name="bank" value="refuse">No</button></div></form></div>`;
  return page("Your bank asks", null, content);
}
