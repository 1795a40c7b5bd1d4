import type { Delivery } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { type Job, plan, post, type Sendable, settle, type Target } from "./sending.ts";

export type Retry = { attempts: number; baseMs: number; maxMs: number; timeoutMs: number };
export const defaultRetry: Retry = { attempts: 8, baseMs: 1000, maxMs: 60_000, timeoutMs: 10_000 };

const atOnce = 4;

/**
 * Sends events to the account's endpoints: begun in the order of their making, four at once, again when refused, a
 * bounded number of times with growing pauses.
 */
export class Deliverer {
  readonly #world: World;
  readonly #retry: Retry;
  readonly #changed: () => void;
  readonly #ended = new AbortController();
  readonly #queue: Job[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #busy = 0;
  #waiting: (() => void)[] = [];

  constructor(world: World, retry: Retry, changed: () => void) {
    this.#world = world;
    this.#retry = retry;
    this.#changed = changed;
  }

  /** Queues an event for each endpoint that wants it. `hold`: it is only written down that they want it. */
  enqueue(event: Sendable, hold: boolean): void {
    const jobs = plan(this.#world, event);
    if (!hold) this.#queue.push(...jobs);
    this.#pump();
  }

  /** Takes up what an earlier run left undelivered. */
  resume(): void {
    const { deliveries, events, thinEvents } = this.#world.state;
    for (const [id, known] of deliveries) {
      const event = events.get(id) ?? thinEvents.get(id);
      if (!event || known.every(({ state }) => state !== "pending")) continue;
      this.#queue.push(...plan(this.#world, event).filter(({ delivery }) => delivery.state === "pending"));
    }
    this.#pump();
  }

  /** One try, now, at each endpoint or at the one that is named. */
  async deliver(event: Sendable, target: Target): Promise<Delivery> {
    const none = { event: event.id, url: "", attempts: 0, status: null, error: "No endpoint is set." };
    let last: Delivery = { ...none, state: "failed" };
    for (const job of plan(this.#world, event, target.url)) {
      await post(job, target, this.#retry.timeoutMs, this.#ended.signal);
      settle(this.#world, job);
      last = job.delivery;
    }
    this.#changed();
    return structuredClone(last);
  }

  /** Resolves when nothing is under way and nothing waits to be tried again. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#rest();
    });
  }

  /** Ends what is under way. What was not delivered stays pending. */
  close(): void {
    this.#ended.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#queue.length = 0;
    this.#rest();
  }

  #pump(): void {
    while (this.#busy < atOnce && !this.#ended.signal.aborted) {
      const job = this.#queue.shift();
      if (!job) return;
      this.#busy += 1;
      void this.#attempt(job).finally(() => {
        this.#busy -= 1;
        this.#pump();
        this.#rest();
      });
    }
  }

  async #attempt(job: Job): Promise<void> {
    await post(job, {}, this.#retry.timeoutMs, this.#ended.signal);
    if (this.#ended.signal.aborted) return;
    if (job.delivery.state === "delivered" || job.delivery.attempts >= this.#retry.attempts) {
      settle(this.#world, job);
    } else {
      this.#later(job);
    }
    this.#changed();
  }

  #later(job: Job): void {
    const wait = Math.min(this.#retry.maxMs, this.#retry.baseMs * 2 ** (job.delivery.attempts - 1));
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#queue.push(job);
      this.#pump();
    }, wait);
    timer.unref();
    this.#timers.add(timer);
  }

  #rest(): void {
    if (this.#busy > 0 || this.#queue.length > 0 || this.#timers.size > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
