import { Hono } from "hono";
import { html } from "hono/html";
import { collect, customerOf, intentOf } from "../billing/collection.ts";
import { attach, createMethod } from "../resources/payment-methods.ts";
import type { Invoice } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { cardChoice, cardOf } from "./cards.ts";
import { formOf, type Html, message, page, seeOther } from "./layout.ts";
import { dayOf, money } from "./words.ts";

/** The hosted invoice, which can be paid while it is open, and the receipt of a charge. */
export function invoicePages(world: World): Hono {
  const app = new Hono();
  app.get("/invoice/:id", (c) => {
    const invoice = find(world, c.req.param("id"), c.req.query("s"));
    return invoice ? invoicePage(world, invoice, c.req.query("error") !== undefined) : unknown();
  });
  app.post("/invoice/:id", async (c) => {
    const invoice = find(world, c.req.param("id"), c.req.query("s"));
    if (!invoice?.hosted_invoice_url) return unknown();
    const { pathname, search } = new URL(invoice.hosted_invoice_url);
    if (invoice.status !== "open") return seeOther(pathname + search);
    const { card } = await formOf(c.req.raw);
    const paid = pay(world, invoice, String(card ?? ""));
    return seeOther(`${pathname}${search}${paid ? "" : "&error=declined"}`);
  });
  app.get("/receipt/:id", (c) => {
    const charge = world.state.charges.get(c.req.param("id"));
    if (!charge?.paid) return unknown();
    const text = `${money(charge.amount, charge.currency)} on ${dayOf(charge.created)}.`;
    return message("Receipt", charge.refunded ? `${text} Refunded.` : text, null);
  });
  return app;
}

const unknown = () => message("Not found", "There is nothing at this address.", null);

function find(world: World, id: string, secret: string | undefined): Invoice | undefined {
  const invoice = world.state.invoices.get(id);
  const wanted = invoice?.hosted_invoice_url && new URL(invoice.hosted_invoice_url).searchParams.get("s");
  return wanted && wanted === secret ? invoice : undefined;
}

function pay(world: World, invoice: Invoice, card: string): boolean {
  const customer = customerOf(world, invoice);
  if (!customer || !intentOf(world, invoice)) return false;
  return world.at({ clock: customer.test_clock ?? null }, () => {
    const method = createMethod(world, cardOf(card), customer);
    attach(world, method, customer);
    return collect(world, invoice, { present: true, authenticated: true }, method) === "succeeded";
  });
}

function invoicePage(world: World, invoice: Invoice, failed: boolean): Response {
  const lines = invoice.lines.data.map(
    (line) => html`<div><dt>${line.description ?? "Item"}
<span class="soft small own">${dayOf(line.period.start)} – ${dayOf(line.period.end)}</span></dt><dd>${money(line.amount, line.currency)}</dd></div>`,
  );
  const credit = invoice.amount_due - invoice.total;
  const tag = invoice.status === "paid" ? "good" : invoice.status === "open" ? "bad" : "";
  const content = html`<div class="panel narrow"><div class="row"><h1>Invoice ${invoice.number ?? ""}</h1>
<span class="tag ${tag}">${invoice.status ?? ""}</span></div>
<p class="soft">${invoice.customer_name ?? ""} ${invoice.customer_email ?? ""}, ${dayOf(invoice.created)}</p>
<dl class="lines">${lines}
${credit === 0 ? "" : html`<div><dt>From the balance</dt><dd>${money(credit, invoice.currency)}</dd></div>`}
<div class="total"><dt>${invoice.status === "paid" ? "Paid" : "Due"}</dt><dd>${money(invoice.amount_due, invoice.currency)}</dd></div></dl>
${invoice.status === "open" ? payForm(world, invoice, failed) : ""}</div>`;
  return page(`Invoice ${invoice.number ?? ""}`, null, content);
}

function payForm(world: World, invoice: Invoice, failed: boolean): Html | string {
  if (!intentOf(world, invoice) || !invoice.hosted_invoice_url) return "";
  const { pathname, search } = new URL(invoice.hosted_invoice_url);
  return html`<form method="post" action="${pathname + search}" style="margin-top:1.5rem">
${failed ? html`<p class="alarm" role="alert">Your card was declined. Choose another one.</p>` : ""}
${cardChoice(["pays", "declined"], "pays")}
<button class="wide">Pay ${money(invoice.amount_remaining, invoice.currency)}</button></form>`;
}
