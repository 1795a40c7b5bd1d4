import { setTimeout as delay, setImmediate as turn } from "node:timers/promises";
import { type OutboxEvent, readAfter, readHorizon } from "./outbox.ts";
import type { Position } from "./position.ts";

type PumpOptions = {
  /** whether anybody listens; if not, what happens is passed over unread */
  isNeeded: () => boolean;
  /** what has to be known before events go out */
  prepare: (events: OutboxEvent[]) => Promise<void>;
  /** takes the events, at once and in order */
  deliver: (events: OutboxEvent[]) => void;
};

/** After so many characters of events, sockets get a turn to take them. */
const sliceLength = 32 * 1024;

const shortestPauseMs = 2;
const longestPauseMs = 500;
const mostTries = 24;

/** Reads the outbox on and on, each event once, one read at a time however many ask for it. */
export class Pump {
  readonly #options: PumpOptions;
  #position: Position | null = null;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #wanted = 0n;
  #isChasing = false;

  constructor(options: PumpOptions) {
    this.#options = options;
  }

  /** Everything up to here was delivered. Null before the first read. */
  get position(): Position | null {
    return this.#position;
  }

  /**
   * Delivers what is there. Resolves after a read that began with or after this call; calls that come while one runs
   * share the next.
   */
  advance(): Promise<void> {
    if (this.#running === null) {
      this.#running = this.#read().finally(() => {
        this.#running = null;
      });
      return this.#running;
    }
    this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#next = null;
        return this.advance();
      });
    return this.#next;
  }

  /** Says that a transaction has written events. They can be read when no older transaction runs any more. */
  async wake(txid: bigint): Promise<void> {
    if (txid > this.#wanted) this.#wanted = txid;
    if (this.#isChasing) return;
    this.#isChasing = true;
    let pause = shortestPauseMs;
    for (let tries = 0; tries < mostTries && this.#isBehind(); tries++) {
      if (tries > 0) await delay(pause);
      pause = Math.min(pause * 2, longestPauseMs);
      await this.advance().catch(() => {}); // looked at again by whoever polls
    }
    this.#isChasing = false;
  }

  #isBehind(): boolean {
    return this.#position === null || this.#position.txid <= this.#wanted;
  }

  async #read(): Promise<void> {
    const { isNeeded, prepare, deliver } = this.#options;
    if (this.#position === null || !isNeeded()) {
      const horizon = await readHorizon();
      // Somebody may have begun to listen meanwhile, and counts on everything after the position of that moment.
      if (this.#position === null || !isNeeded()) {
        this.#position = horizon;
        return;
      }
    }
    for (let isFull = true; isFull; ) {
      const batch = await readAfter(this.#position);
      if (batch.events.length > 0) await prepare(batch.events);
      for (const slice of slices(batch.events)) {
        deliver(slice);
        this.#position = slice.at(-1)?.position ?? this.#position;
        await turn();
      }
      this.#position = batch.until;
      isFull = batch.isFull;
    }
  }
}

/** Cuts a list of events into parts that a client can be sent at once. */
function* slices(events: OutboxEvent[]): Generator<OutboxEvent[]> {
  let slice: OutboxEvent[] = [];
  let length = 0;
  for (const event of events) {
    slice.push(event);
    length += event.payload.length;
    if (length < sliceLength) continue;
    yield slice;
    slice = [];
    length = 0;
  }
  if (slice.length > 0) yield slice;
}
