import type { Price } from "../world/wire.ts";

/** An amount as people read it: "€5.00". */
export function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency: currency.toUpperCase() });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

/** A day as people read it: "22 November 2026". */
export function dayOf(seconds: number): string {
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(seconds * 1000));
}

/** How often a price recurs: "per month", "every 3 months", or nothing. */
export function periodWords(price: Price): string {
  if (!price.recurring) return "";
  const { interval, interval_count: count } = price.recurring;
  return count === 1 ? `per ${interval}` : `every ${count} ${interval}s`;
}
