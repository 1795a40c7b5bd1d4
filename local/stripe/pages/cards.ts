import { html } from "hono/html";
import { type TestCard, testCards } from "../world/state.ts";
import type { Html } from "./layout.ts";

const words: Record<TestCard, { name: string; hint: string }> = {
  pays: { name: "Pays", hint: "Visa ending in 4242" },
  declined: { name: "Is declined", hint: "Visa ending in 0002" },
  insufficient_funds: { name: "Has insufficient funds", hint: "Visa ending in 9995" },
  authenticate: { name: "Asks the bank, then pays", hint: "Visa ending in 3155" },
  fails_later: { name: "Pays now, fails at renewals", hint: "Visa ending in 0341" },
  debit: { name: "Bank debit that arrives after three days", hint: "IBAN ending in 3000" },
  debit_fails: { name: "Bank debit that is returned", hint: "IBAN ending in 2202" },
};

/** A choice of test cards. */
export function cardChoice(cards: TestCard[], chosen: TestCard): Html {
  return html`<fieldset><legend>Test card</legend>
${cards.map(
  (
    card,
  ) => html`<label class="choice"><input type="radio" name="card" value="${card}" ${card === chosen ? "checked" : ""}>
<span><span>${words[card].name}</span><span class="small mono">${words[card].hint}</span></span></label>`,
)}</fieldset>`;
}

/** What a form sent as its card; anything else pays. */
export function cardOf(value: unknown): TestCard {
  return testCards.find((card) => card === value) ?? "pays";
}
