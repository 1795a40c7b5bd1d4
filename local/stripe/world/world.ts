import Stripe from "stripe";
import { previousAttributes } from "./diff.ts";
import { createIds } from "./ids.ts";
import { emptyState, type State } from "./state.ts";
import type { Interval } from "./time.ts";
import type * as W from "./wire.ts";

/** The API version that the installed library pins: the only one spoken here. */
export const apiVersion: string = Stripe.API_VERSION;

export type Settings = {
  /** where the hosted pages are, without a slash at the end */
  publicUrl: string;
  retryDays: number[];
  afterDunning: "cancel" | "unpaid" | "past_due";
};

type Fields = Record<string, unknown>;
type Origin = W.Event["request"];
const nobody: Origin = { id: null, idempotency_key: null };

/**
 * The account: its objects, its clock and its events. Everything that changes it runs to its end without
 * waiting, so no request sees another one half done.
 */
export type World = ReturnType<typeof createWorld>;

export function createWorld(settings: Settings, kept: State | null, seed: string | undefined, start?: Date) {
  const state = kept ?? emptyState(start ? Math.floor(start.getTime() / 1000) : null);
  const makeId = createIds(seed, state.counters);
  let origin = nobody;
  let moment: number | null = null;
  let scope: string | null = null;
  const fresh: W.Event[] = [];

  const accountTime = () => state.clock.still ?? Math.floor(Date.now() / 1000) + state.clock.ahead;
  const now = () => moment ?? (scope ? state.testClocks.get(scope)?.frozen_time : null) ?? accountTime();

  const emit = (type: string, object: object, previous?: Record<string, unknown>) => {
    const event: W.Event = {
      id: makeId("evt"),
      object: "event",
      api_version: apiVersion,
      created: now(),
      data: {
        object: structuredClone(object) as Record<string, unknown>,
        ...(previous ? { previous_attributes: structuredClone(previous) } : {}),
      },
      livemode: false,
      pending_webhooks: 0,
      request: origin,
      type,
    };
    state.events.set(event.id, event);
    fresh.push(event);
  };

  return {
    state,
    settings,
    id: makeId,
    /** Unix seconds, by the clock of the object at hand. */
    now,
    /** The account's own clock. */
    accountTime,
    /** Events since the last call: the deliverer takes them. */
    takeFresh: () => fresh.splice(0),
    emit,
    /** Changes an object and tells of it, unless nothing changed. */
    change<T extends object>(object: T, type: string | null, mutate: (object: T) => void): boolean {
      const before: object = structuredClone(object as object);
      try {
        mutate(object);
      } catch (error) {
        Object.assign(object, before); // a refusal leaves the object as it was
        throw error;
      }
      const previous = previousAttributes(before as Fields, object as Fields);
      if (Object.keys(previous).length === 0) return false;
      if (type) emit(type, object, previous);
      return true;
    },
    /** Runs `work` as caused by an API request, which its events name. */
    asRequest<T>(by: Origin, work: () => T): T {
      origin = by;
      try {
        return work();
      } finally {
        origin = nobody;
      }
    },
    /** Runs `work` by a test clock, or at a moment that the scheduler has reached. */
    at<T>(place: { clock: string | null; moment?: number }, work: () => T): T {
      const before = { moment, scope };
      scope = place.clock;
      moment = place.moment ?? (place.clock === before.scope ? moment : null);
      try {
        return work();
      } finally {
        ({ moment, scope } = before);
      }
    },
  };
}

export function recurrence(price: W.Price): { interval: Interval; count: number } | null {
  if (!price.recurring) return null;
  return { interval: price.recurring.interval as Interval, count: price.recurring.interval_count };
}

/** An empty list object, as nested lists begin. */
export function listOf<T>(data: T[], url: string): W.List<T> {
  return { object: "list", data, has_more: false, url };
}
