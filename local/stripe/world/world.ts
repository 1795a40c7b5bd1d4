import { createClock } from "./clock.ts";
import { createEventLog } from "./event-log.ts";
import { createIds } from "./ids.ts";
import { emptyState, type State } from "./state.ts";
import type { Interval } from "./time.ts";
import type { List, Price } from "./wire.ts";

export { apiVersion } from "./event-log.ts";

export type Settings = {
  /** where the hosted pages are, without a slash at the end */
  publicUrl: string;
  retryDays: number[];
  afterDunning: "cancel" | "unpaid" | "past_due";
};

/**
 * The account: its objects, its clock and its events. Everything that changes it runs to its end without
 * waiting, so no request sees another one half done.
 */
export type World = ReturnType<typeof createWorld>;

/**
 * @param kept the state of an earlier run
 * @param seed makes ids the same in every run
 * @param start where the clock stands still; without it, it is real time
 */
export function createWorld(settings: Settings, kept: State | null, seed: string | undefined, start?: Date) {
  const state = kept ?? emptyState(start ? Math.floor(start.getTime() / 1000) : null);
  const id = createIds(seed, state.counters);
  const clock = createClock(state);
  return { state, settings, id, ...clock, ...createEventLog(state, id, clock.now) };
}

/** How often a price recurs, or null. */
export function recurrence(price: Price): { interval: Interval; count: number } | null {
  if (!price.recurring) return null;
  return { interval: price.recurring.interval as Interval, count: price.recurring.interval_count };
}

/** A list object that holds everything, as nested lists do here. */
export function listOf<T>(data: T[], url: string): List<T> {
  return { object: "list", data, has_more: false, url };
}
