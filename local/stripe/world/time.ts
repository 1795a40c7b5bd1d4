import { addDays, addMonths, addWeeks, addYears } from "date-fns";

export type Interval = "day" | "week" | "month" | "year";

export const minute = 60;
export const hour = 60 * minute;
export const day = 24 * hour;

const add = { day: addDays, week: addWeeks, month: addMonths, year: addYears };

/**
 * `from` moved by `count` intervals, in UTC. A day that the month lacks becomes the month's last (31 January plus
 * one month is the last of February).
 * @param from Unix seconds
 */
export function addInterval(from: number, interval: Interval, count: number): number {
  const at = new Date(from * 1000);
  // date-fns counts in the machine's zone. Noon exists on each of its days, so the calendar day is moved at noon.
  const noon = new Date(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), 12);
  const moved = add[interval](noon, count);
  const midnight = Date.UTC(moved.getFullYear(), moved.getMonth(), moved.getDate()) / 1000;
  return midnight + (from - Math.floor(from / day) * day);
}

const lengths: Record<Interval, number> = { day, week: 7 * day, month: 28 * day, year: 365 * day };

/**
 * The first end of a period after `start`, counted from the anchor, so that a 31st stays a 31st after February.
 * @returns Unix seconds
 */
export function periodEnd(anchor: number, start: number, interval: Interval, count: number): number {
  const guess = Math.floor((start - anchor) / (lengths[interval] * count + 3 * day * count));
  for (let periods = Math.max(0, guess - 1); ; periods += 1) {
    const end = addInterval(anchor, interval, periods * count);
    if (end > start) return end;
  }
}

const units: Record<string, (from: number, count: number) => number> = {
  s: (from, count) => from + count,
  min: (from, count) => from + count * minute,
  h: (from, count) => from + count * hour,
  d: (from, count) => addInterval(from, "day", count),
  w: (from, count) => addInterval(from, "week", count),
  mo: (from, count) => addInterval(from, "month", count),
  y: (from, count) => addInterval(from, "year", count),
};

const longest = 100 * 366 * day;

/**
 * Where the clock stands after moving it.
 * @param by "10s", "30min", "4h", "3d", "2w", "1mo", "1y", or milliseconds; at most 100 years
 * @returns Unix seconds, or null when `by` says nothing of the kind
 */
export function movedBy(from: number, by: string | number): number | null {
  const to = typeof by === "number" ? from + Math.floor(by / 1000) : movedByText(from, by);
  return to !== null && Number.isFinite(to) && to >= from && to - from <= longest ? to : null;
}

function movedByText(from: number, by: string): number | null {
  const [, digits, unit] = /^(\d{1,6})\s?(s|min|h|d|w|mo|y)$/.exec(by.trim()) ?? [];
  const move = unit ? units[unit] : undefined;
  return move && digits ? move(from, Number(digits)) : null;
}
