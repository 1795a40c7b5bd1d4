import { isType } from "../resources/events.ts";
import type { Delivery } from "../world/state.ts";
import type { Event, ThinEvent } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { sign } from "./signature.ts";

export type Retry = { attempts: number; baseMs: number; maxMs: number; timeoutMs: number };
export const defaultRetry: Retry = { attempts: 6, baseMs: 1000, maxMs: 60_000, timeoutMs: 10_000 };

type Sendable = Event | ThinEvent;
type Endpoint = { url: string; secret: string };
type Target = Partial<Endpoint> & { timestamp?: number };

const atOnce = 4;

/** Sends events to the account's endpoints: in order of their making, again when refused, a bounded number of times. */
export function createDeliverer(world: World, retry: Retry, changed: () => void) {
  const ended = new AbortController();
  const queue: { event: Sendable; endpoint: Endpoint; delivery: Delivery }[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let busy = 0;
  let waiting: (() => void)[] = [];

  const rest = () => {
    if (busy > 0 || queue.length > 0 || timers.size > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };

  const pump = () => {
    while (busy < atOnce && !ended.signal.aborted) {
      const next = queue.shift();
      if (!next) break;
      busy += 1;
      void attempt(next).finally(() => {
        busy -= 1;
        pump();
        rest();
      });
    }
  };

  const attempt = async (job: (typeof queue)[number]) => {
    await post(job.event, job.endpoint, job.delivery, {}, retry.timeoutMs, ended.signal);
    if (job.delivery.state !== "delivered" && job.delivery.attempts < retry.attempts) later(job);
    else settle(world, job.event, job.delivery);
    changed();
  };

  const later = (job: (typeof queue)[number]) => {
    if (ended.signal.aborted) return;
    const wait = Math.min(retry.maxMs, retry.baseMs * 2 ** (job.delivery.attempts - 1));
    const timer = setTimeout(() => {
      timers.delete(timer);
      queue.push(job);
      pump();
    }, wait);
    timer.unref();
    timers.add(timer);
  };

  return {
    /** Queues an event for each endpoint that wants it. `hold`: it is only written down that they want it. */
    enqueue(event: Sendable, hold: boolean) {
      for (const { endpoint, delivery } of plan(world, event)) {
        if (!hold) queue.push({ event, endpoint, delivery });
      }
      pump();
    },
    /** Takes up what an earlier run left undelivered. */
    resume() {
      for (const [id, deliveries] of world.state.deliveries) {
        const event = world.state.events.get(id) ?? world.state.thinEvents.get(id);
        for (const delivery of deliveries) {
          const endpoint = endpointsOf(world).find(({ url }) => url === delivery.url);
          if (event && endpoint && delivery.state === "pending") queue.push({ event, endpoint, delivery });
        }
      }
      pump();
    },
    /** One try, now. */
    async deliver(event: Sendable, target: Target): Promise<Delivery> {
      const deliveries = plan(world, event, target.url);
      let last: Delivery | undefined;
      for (const { endpoint, delivery } of deliveries) {
        await post(event, endpoint, delivery, target, retry.timeoutMs, ended.signal);
        settle(world, event, delivery);
        last = delivery;
      }
      changed();
      return (
        last ?? {
          event: event.id,
          url: "",
          attempts: 0,
          status: null,
          error: "No endpoint is set.",
          state: "failed",
        }
      );
    },
    settled: () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve);
        rest();
      }),
    close() {
      ended.abort();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      queue.length = 0;
      rest();
    },
  };
}

type Configured = Endpoint & { events: string[] };

function endpointsOf(world: World): Configured[] {
  return [...world.state.webhookEndpoints.values()]
    .filter(({ status }) => status === "enabled")
    .map(({ url, secret, enabled_events: events }) => ({ url, secret, events }));
}

/** Which endpoint gets the event, with what is known of earlier tries. */
function plan(world: World, event: Sendable, only?: string): { endpoint: Endpoint; delivery: Delivery }[] {
  const configured = endpointsOf(world);
  const chosen = only
    ? [
        configured.find(({ url }) => url === only) ?? {
          url: only,
          secret: configured[0]?.secret ?? "",
          events: ["*"],
        },
      ]
    : configured.filter(({ events }) => events.some((wanted) => isType(event.type, wanted)));
  const known = world.state.deliveries.get(event.id) ?? [];
  const planned = chosen.map((endpoint) => {
    const before = known.find(({ url }) => url === endpoint.url);
    const delivery: Delivery = before ?? {
      event: event.id,
      url: endpoint.url,
      attempts: 0,
      status: null,
      error: null,
      state: "pending",
    };
    if (!before) known.push(delivery);
    return { endpoint, delivery };
  });
  if (known.length > 0) world.state.deliveries.set(event.id, known);
  count(event, known);
  return planned;
}

function count(event: Sendable, deliveries: Delivery[]): void {
  if (event.object === "event") {
    event.pending_webhooks = deliveries.filter(({ state }) => state === "pending").length;
  }
}

function settle(world: World, event: Sendable, delivery: Delivery): void {
  if (delivery.state === "pending") delivery.state = "failed";
  count(event, world.state.deliveries.get(event.id) ?? []);
}

async function post(
  event: Sendable,
  endpoint: Endpoint,
  delivery: Delivery,
  target: Target,
  timeoutMs: number,
  ended: AbortSignal,
): Promise<void> {
  delivery.attempts += 1;
  delivery.error = null;
  const { payload, headers } = sign(event, target.secret ?? endpoint.secret, target.timestamp);
  try {
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
    delivery.error = reasonOf(error as Error);
  }
}

function reasonOf(error: Error): string {
  if (error.name === "TimeoutError") return "The endpoint did not answer in time.";
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code ? `The endpoint could not be reached (${cause.code}).` : error.message;
}
