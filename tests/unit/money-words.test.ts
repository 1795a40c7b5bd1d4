import { expect, test } from "vitest";
import {
  byInterval,
  intervalWords,
  moneyWords,
  priceWords,
  savedPercent,
} from "../../app/_ui/billing/money.ts";

test.each([
  ["eur", 500, "€5", "€5.00"],
  ["EUR", 550, "€5.50", "€5.50"],
  ["usd", 123456, "US$1,234.56", "US$1,234.56"],
  ["jpy", 500, "JP¥500", "JP¥500"],
  ["isk", 50000, "ISK 500", "ISK 500.00"],
  ["huf", 12345, "HUF 123.45", "HUF 123.45"],
  ["kwd", 1250, "KWD 1.250", "KWD 1.250"],
  ["eur", 0, "€0", "€0.00"],
  ["eur", -500, "-€5", "-€5.00"],
])("in %s, %i of Stripe's units are %j, and in a list %j", (currency, amount, short, exact) => {
  const plain = (text: string) => text.replaceAll("\u00a0", " ");
  expect(plain(moneyWords({ amount, currency }))).toBe(short);
  expect(plain(moneyWords({ amount, currency }, true))).toBe(exact);
});

const price = (unitAmount: number, interval: string | null, intervalCount: number | null = 1) => ({
  unitAmount,
  interval,
  intervalCount,
  currency: "eur",
});

test("how often one pays is said as people say it", () => {
  expect(priceWords(price(500, "month"))).toBe("€5 a month");
  expect(intervalWords(price(500, "month", 3))).toBe("every 3 months");
  expect(priceWords(price(2500, null, null))).toBe("€25");
});

test("plans stand in the order of how often they are paid, and what is bought once is none", () => {
  const year = price(5000, "year");
  const quarter = price(1400, "month", 3);
  const month = price(500, "month");
  expect(byInterval([year, price(2500, null), quarter, month])).toEqual([month, quarter, year]);
});

test("a longer period says what it saves, and nothing when it saves nothing or can't be compared", () => {
  const month = price(500, "month");
  expect(savedPercent(price(5000, "year"), month)).toBe(17);
  expect(savedPercent(price(6000, "year"), month)).toBe(0);
  expect(savedPercent(price(9000, "year"), month)).toBe(0);
  expect(savedPercent({ ...price(5000, "year"), currency: "usd" }, month)).toBe(0);
  expect(savedPercent(price(5000, "year"), price(0, "month"))).toBe(0);
});
