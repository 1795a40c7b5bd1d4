import { isType } from "../resources/events.ts";
import type { Delivery } from "../world/state.ts";
import type { Event, ThinEvent } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { sign } from "./signature.ts";

export type Sendable = Event | ThinEvent;
type Endpoint = { url: string; secret: string };

/** An event on its way to an endpoint, and what is known of the tries. */
export type Job = { event: Sendable; endpoint: Endpoint; delivery: Delivery };

/** Where to send, and with which secret and real Unix seconds, other than usual. */
export type Target = Partial<Endpoint> & { timestamp?: number };

function endpointsOf(world: World): (Endpoint & { events: string[] })[] {
  return [...world.state.webhookEndpoints.values()]
    .filter(({ status }) => status === "enabled")
    .map(({ url, secret, enabled_events: events }) => ({ url, secret, events }));
}

/** Which endpoints get the event. From now on they are known to want it. */
export function plan(world: World, event: Sendable, only?: string): Job[] {
  const configured = endpointsOf(world);
  const named = (url: string) =>
    configured.find((one) => one.url === url) ?? { url, secret: configured[0]?.secret ?? "", events: ["*"] };
  const chosen = only
    ? [named(only)]
    : configured.filter(({ events }) => events.some((wanted) => isType(event.type, wanted)));
  const known = world.state.deliveries.get(event.id) ?? [];
  const jobs = chosen.map((endpoint) => {
    const delivery = known.find(({ url }) => url === endpoint.url) ?? newDelivery(event, endpoint);
    if (!known.includes(delivery)) known.push(delivery);
    return { event, endpoint, delivery };
  });
  if (known.length > 0) world.state.deliveries.set(event.id, known);
  countPending(event, known);
  return jobs;
}

const newDelivery = (event: Sendable, endpoint: Endpoint): Delivery => ({
  event: event.id,
  url: endpoint.url,
  attempts: 0,
  status: null,
  error: null,
  state: "pending",
});

function countPending(event: Sendable, deliveries: Delivery[]): void {
  if (event.object !== "event") return;
  event.pending_webhooks = deliveries.filter(({ state }) => state === "pending").length;
}

/** Writes down that no further try is to come. */
export function settle(world: World, { event, delivery }: Job): void {
  if (delivery.state === "pending") delivery.state = "failed";
  countPending(event, world.state.deliveries.get(event.id) ?? []);
}

/** One try. It never throws: what went wrong is in the delivery. */
export async function post(job: Job, target: Target, timeoutMs: number, ended: AbortSignal): Promise<void> {
  const { event, endpoint, delivery } = job;
  delivery.attempts += 1;
  delivery.error = null;
  try {
    const { payload, headers } = sign(event, target.secret ?? endpoint.secret, target.timestamp);
    const response = await fetch(endpoint.url, {
      method: "POST",
      body: payload,
      headers,
      redirect: "manual",
      signal: AbortSignal.any([ended, AbortSignal.timeout(timeoutMs)]),
    });
    await response.body?.cancel();
    delivery.status = response.status;
    if (response.ok) delivery.state = "delivered";
    else delivery.error = `The endpoint answered ${response.status}.`;
  } catch (error) {
    delivery.status = null;
    delivery.error = reasonOf(error as FetchError);
  }
}

type FetchError = Error & { cause?: { code?: string; message?: string } };

function reasonOf(error: FetchError): string {
  if (error.name === "TimeoutError") return "The endpoint did not answer in time.";
  const why = error.cause?.code ?? error.cause?.message;
  return why ? `The endpoint could not be reached (${why}).` : error.message;
}
