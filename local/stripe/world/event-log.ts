import Stripe from "stripe";
import { previousAttributes } from "./diff.ts";
import type { State } from "./state.ts";
import type { Event } from "./wire.ts";

/** The API version that the installed library pins: the only one spoken here. */
export const apiVersion: string = Stripe.API_VERSION;

type Fields = Record<string, unknown>;
type Origin = Event["request"];
const nobody: Origin = { id: null, idempotency_key: null };

/** Writes down what happens, as snapshot events. */
export function createEventLog(state: State, id: (prefix: string) => string, now: () => number) {
  let origin = nobody;
  const fresh: Event[] = [];

  const emit = (type: string, object: object, previous?: Fields) => {
    const event: Event = {
      id: id("evt"),
      object: "event",
      api_version: apiVersion,
      created: now(),
      data: {
        object: structuredClone(object) as Fields,
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

  /** Changes an object and tells of it, unless nothing changed. A refusal leaves the object as it was. */
  const change = <T extends object>(object: T, type: string, mutate: (object: T) => void): boolean => {
    const before: object = structuredClone(object as object);
    try {
      mutate(object);
    } catch (error) {
      Object.assign(object, before);
      throw error;
    }
    const previous = previousAttributes(before as Fields, object as Fields);
    if (Object.keys(previous).length === 0) return false;
    emit(type, object, previous);
    return true;
  };

  /** Runs `work` as caused by an API request, which its events name. */
  const asRequest = <T>(by: Origin, work: () => T): T => {
    origin = by;
    try {
      return work();
    } finally {
      origin = nobody;
    }
  };

  /** The events since the last call. */
  const takeFresh = (): Event[] => fresh.splice(0);

  return { emit, change, asRequest, takeFresh };
}
