import Stripe from "stripe";
import { previousAttributes } from "./diff.ts";
import type { State } from "./state.ts";
import type { Event } from "./wire.ts";

/** The API version that the installed library pins: the only one spoken here. */
export const apiVersion: string = Stripe.API_VERSION;

type Fields = Record<string, unknown>;
type Origin = Event["request"];
const nobody: Origin = { id: null, idempotency_key: null };

/** An event with the object as it is at this moment, and what the change replaced. */
const snapshot = (type: string, object: object, previous: Fields | undefined) => ({
  object: "event" as const,
  api_version: apiVersion,
  data: {
    object: structuredClone(object) as Fields,
    ...(previous ? { previous_attributes: structuredClone(previous) } : {}),
  },
  livemode: false as const,
  pending_webhooks: 0,
  type,
});

/** Writes down what happens, as snapshot events. */
export function createEventLog(state: State, id: (prefix: string) => string, now: () => number) {
  let origin = nobody;
  const fresh: Event[] = [];

  const emit = (type: string, object: object, previous?: Fields) => {
    const event = { ...snapshot(type, object, previous), id: id("evt"), created: now(), request: origin };
    state.events.set(event.id, event);
    fresh.push(event);
  };

  /** Changes an object and tells of it, unless nothing changed. A refusal leaves the object as it was. */
  const change = <T extends object>(object: T, type: string, mutate: (object: T) => void): boolean => {
    const previous = mutated(object, mutate);
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

/** What a change replaced; when it is refused, the object is put back. */
function mutated<T extends object>(object: T, mutate: (object: T) => void): Fields {
  const before: object = structuredClone(object as object);
  try {
    mutate(object);
  } catch (error) {
    Object.assign(object, before);
    throw error;
  }
  return previousAttributes(before as Fields, object as Fields);
}
