/** What one Realtime service lets its clients do. Rates are per second, on the average of a minute. */
export type Limits = {
  /** Connections at once. */
  connections: number;
  channelsPerConnection: number;
  joinsPerSecond: number;
  /** Broadcasts taken from clients and over HTTP together; what is delivered to whom is not counted. */
  eventsPerSecond: number;
  presenceEventsPerSecond: number;
  /** Presence messages that one channel of one client may send within `clientPresenceWindowMs`. */
  clientPresenceEvents: number;
  clientPresenceWindowMs: number;
  /** The largest payload of a broadcast or a presence, in bytes. */
  payloadBytes: number;
  /** The largest WebSocket message that is read at all. */
  frameBytes: number;
  /** What may wait for a client that does not read; more ends the connection. */
  bufferedBytes: number;
  /** A connection that sent nothing for so long, not even a heartbeat, is closed. */
  idleMs: number;
  /** The largest row that a change carries whole; of a larger one only the short values are sent. */
  recordBytes: number;
};

/**
 * Payloads, channels, presence and frames as hosted; the rates are those of its larger plans, because one
 * machine serves one project.
 */
export const defaultLimits: Limits = {
  connections: 10_000,
  channelsPerConnection: 100,
  joinsPerSecond: 2500,
  eventsPerSecond: 2500,
  presenceEventsPerSecond: 1000,
  clientPresenceEvents: 5,
  clientPresenceWindowMs: 30_000,
  payloadBytes: 3_000_500,
  frameBytes: 5_000_000,
  bufferedBytes: 16_000_000,
  idleMs: 60_000,
  recordBytes: 1024 * 1024,
};

const windowSeconds = 60;

/**
 * Counts what happens against a rate. A burst may use what the last minute left over; a counter that was just
 * made has left over one second's worth.
 */
export class RateCounter {
  readonly #perSecond: number;
  #left: number;
  #at = performance.now();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
  }

  /** Counts `events` if they are within the rate, and says whether they are. */
  take(events = 1): boolean {
    const now = performance.now();
    const earned = ((now - this.#at) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#perSecond * windowSeconds, this.#left + earned);
    this.#at = now;
    if (this.#left < events) return false;
    this.#left -= events;
    return true;
  }
}
