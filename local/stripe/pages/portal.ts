import { Hono } from "hono";
import { html } from "hono/html";
import { isOver } from "../billing/cancellation.ts";
import { changeSubscription } from "../billing/changes.ts";
import { currentPeriod } from "../billing/cycle.ts";
import { StripeError } from "../http/errors.ts";
import { replaceCard } from "../resources/payment-methods.ts";
import { setCancellation } from "../resources/subscriptions.ts";
import type { Customer, PortalSession, Price, Subscription } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { cardChoice, cardOf } from "./cards.ts";
import { formOf, type Html, message, page, seeOther } from "./layout.ts";
import { dayOf, money, periodWords } from "./words.ts";

/** The hosted billing portal: subscriptions, card and invoices of one customer. */
export function portalPages(world: World): Hono {
  const app = new Hono();
  app.get("/portal/:session", (c) => {
    const found = find(world, c.req.param("session"));
    return found ? portalPage(world, found.session, found.customer) : unknown();
  });
  app.post("/portal/:session", async (c) => {
    const found = find(world, c.req.param("session"));
    if (!found) return unknown();
    const form = await formOf(c.req.raw);
    try {
      world.at({ clock: found.customer.test_clock ?? null }, () => act(world, found.customer, form));
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      return message("That did not work", error.message, {
        url: `/portal/${found.session.id}`,
        text: "Back",
      });
    }
    return seeOther(`/portal/${found.session.id}`);
  });
  return app;
}

const unknown = () =>
  message("Not found", "This link is not valid any more. Open billing from your account.", null);

function find(world: World, id: string): { session: PortalSession; customer: Customer } | null {
  const session = world.state.portalSessions.get(id);
  const customer = world.state.customers.get(session?.customer ?? "");
  return session && customer ? { session, customer } : null;
}

function act(world: World, customer: Customer, form: Record<string, unknown>): void {
  if (form.action === "card") replaceCard(world, customer, cardOf(form.card));
  const subscription = world.state.subscriptions.get(String(form.subscription ?? ""));
  if (!subscription || subscription.customer !== customer.id || isOver(subscription)) return;
  if (form.action === "cancel" || form.action === "resume") {
    const given = form.action === "cancel" ? { cancel_at_period_end: true } : { cancel_at_period_end: false };
    changeSubscription(world, subscription, {
      proration: "none",
      set: (one) => setCancellation(world, one, given),
    });
  }
  if (form.action === "change") {
    const price = plansFor(world, subscription).find(({ id }) => id === form.price);
    const [item] = subscription.items.data;
    if (!price || !item) return;
    const change = {
      items: [{ id: item.id, price }],
      proration: "create_prorations" as const,
      set: () => {},
    };
    changeSubscription(world, subscription, change);
  }
}

/** What the customer can change to. */
function plansFor(world: World, subscription: Subscription): Price[] {
  return [...world.state.prices.values()].filter(
    (price) =>
      price.recurring &&
      price.active &&
      price.currency === subscription.currency &&
      world.state.products.get(price.product)?.active,
  );
}

function portalPage(world: World, session: PortalSession, customer: Customer): Response {
  const subscriptions = [...world.state.subscriptions.values()].filter((one) => one.customer === customer.id);
  const current = subscriptions.filter((one) => !isOver(one));
  const back = session.return_url ? { url: session.return_url, text: "Back" } : null;
  const content = html`<h1>Billing</h1><p class="soft">${customer.name ?? ""} ${customer.email ?? ""}</p>
<div class="two"><div>
<section class="panel"><h2>Subscription</h2>
${current.length === 0 ? html`<p class="soft">There is no subscription.</p>` : current.map((one) => subscriptionPart(world, session, one))}
</section>${cardPart(world, session, customer)}</div>
<section class="panel"><h2>Invoices</h2>${invoicesPart(world, customer)}</section></div>`;
  return page("Billing", back, content);
}

const tags: Record<string, string> = { active: "good", trialing: "good", past_due: "bad", unpaid: "bad" };

function subscriptionPart(world: World, session: PortalSession, one: Subscription): Html {
  const [item] = one.items.data;
  const name = world.state.products.get(item?.price.product ?? "")?.name ?? "Plan";
  const { end } = currentPeriod(one);
  const amount = money((item?.price.unit_amount ?? 0) * (item?.quantity ?? 1), one.currency);
  const next =
    one.cancel_at !== null
      ? `Ends on ${dayOf(one.cancel_at)}.`
      : one.status === "trialing"
        ? `Free until ${dayOf(end)}, then ${amount}.`
        : `Renews on ${dayOf(end)}.`;
  const ending = one.cancel_at !== null;
  return html`<div class="row"><strong>${name}</strong><span class="tag ${tags[one.status] ?? ""}">${one.status.replaceAll("_", " ")}</span></div>
<p>${amount} <span class="soft">${item ? periodWords(item.price) : ""}</span></p>
<p class="${ending ? "note" : "soft"}">${next}</p>
${changeForm(world, session, one)}
<form method="post" action="/portal/${session.id}"><input type="hidden" name="subscription" value="${one.id}">
<div class="actions">${
    ending
      ? html`<button name="action" value="resume">Keep the subscription</button>`
      : html`<button class="quiet" name="action" value="cancel">Cancel at the end of the period</button>`
  }</div></form>`;
}

function changeForm(world: World, session: PortalSession, one: Subscription): Html | string {
  const [item] = one.items.data;
  const others = plansFor(world, one).filter(({ id }) => id !== item?.price.id);
  if (others.length === 0) return "";
  return html`<form method="post" action="/portal/${session.id}"><input type="hidden" name="subscription" value="${one.id}">
<label class="field">Change to<select name="price">${others.map(
    (price) =>
      html`<option value="${price.id}">${world.state.products.get(price.product)?.name}, ${money(price.unit_amount ?? 0, price.currency)} ${periodWords(price)}</option>`,
  )}</select></label><button name="action" value="change">Change the plan</button></form>`;
}

function cardPart(world: World, session: PortalSession, customer: Customer): Html {
  const known = [...world.state.paymentMethods.values()].filter((one) => one.customer === customer.id).at(-1);
  const last4 = known?.card?.last4 ?? known?.sepa_debit?.last4;
  return html`<section class="panel"><h2>Card</h2>
<p class="soft">${last4 ? `The card in use ends in ${last4}.` : "No card is kept."}</p>
<form method="post" action="/portal/${session.id}">${cardChoice(["pays", "declined", "insufficient_funds"], "pays")}
<button class="quiet" name="action" value="card">Use this card</button></form></section>`;
}

function invoicesPart(world: World, customer: Customer): Html {
  const invoices = [...world.state.invoices.values()]
    .filter((one) => one.customer === customer.id && one.status !== "draft")
    .toReversed();
  if (invoices.length === 0) return html`<p class="soft">There are no invoices yet.</p>`;
  return html`<ul class="plain">${invoices.map(
    (one) => html`<li><div class="row"><a href="${one.hosted_invoice_url ?? ""}">${one.number ?? one.id}</a>
<span class="mono">${money(one.total, one.currency)}</span></div>
<div class="row small"><span class="soft">${dayOf(one.created)}</span><span class="tag ${one.status === "paid" ? "good" : one.status === "open" ? "bad" : ""}">${one.status ?? ""}</span></div></li>`,
  )}</ul>`;
}
