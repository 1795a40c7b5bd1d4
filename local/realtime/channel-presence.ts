import type { Channel } from "./channel.ts";
import { type Frame, isObject } from "./frames.ts";

/** A channel's part in presence: what its client says of itself. */
export class ChannelPresence {
  /** Whether the client is told who is there; tracking itself makes it so. */
  enabled: boolean;
  readonly #channel: Channel;
  readonly #key: string;
  #last: string | undefined;
  #window = { until: 0, messages: 0 };

  constructor(channel: Channel, { enabled, key }: { enabled: boolean; key: string }) {
    this.#channel = channel;
    this.enabled = enabled;
    this.#key = key;
  }

  /** Sends the client everybody who is there, if it may know. */
  sync(): void {
    const { realtime, key } = this.#channel;
    if (!this.enabled || !this.#channel.readsPresence) return;
    if (!realtime.rates.presence.take()) this.#channel.shutDown("Too many presence messages per second");
    else this.#channel.push("presence_state", realtime.presences.state(key));
  }

  async receive(frame: Frame): Promise<void> {
    const { event, payload } = frame.payload;
    if (typeof event !== "string") return this.#channel.reply(frame, "ok", {});
    if (!this.#isWithinWindow()) return this.#channel.shutDown("Client presence rate limit exceeded");
    switch (event.toLowerCase()) {
      case "track":
        return this.#track(frame, payload ?? {});
      case "untrack":
        this.leave();
        return this.#channel.reply(frame, "ok", {});
      default:
        return this.#channel.reply(frame, "error", {});
    }
  }

  leave(): void {
    const { realtime, key, topic } = this.#channel;
    this.#last = undefined;
    realtime.presences.untrack(key, topic, this.#channel);
  }

  async #track(frame: Frame, payload: unknown): Promise<void> {
    const { realtime, key, topic } = this.#channel;
    if (!(await this.#mayTrack())) return this.#channel.reply(frame, "error", {});
    if (!isObject(payload)) {
      return this.#channel.reply(frame, "error", { reason: "Presence track payload must be a map" });
    }
    if (frame.size > realtime.limits.payloadBytes)
      return this.#channel.shutDown("Track message size exceeded");
    const content = JSON.stringify(payload);
    if (content !== this.#last) {
      if (!realtime.rates.presence.take()) {
        return this.#channel.shutDown("Too many presence messages per second");
      }
      this.#last = content;
      realtime.presences.track(key, topic, this.#channel, this.#key, payload);
    }
    this.#channel.reply(frame, "ok", {});
    if (this.enabled) return;
    this.enabled = true;
    this.sync();
  }

  /** A channel that did not ask for presence when it joined has no right to read yet either. */
  async #mayTrack(): Promise<boolean> {
    if (!this.enabled) await this.#channel.may("presence.read");
    return this.#channel.may("presence.write");
  }

  #isWithinWindow(): boolean {
    const { clientPresenceEvents, clientPresenceWindowMs } = this.#channel.realtime.limits;
    const now = performance.now();
    if (now > this.#window.until) this.#window = { until: now + clientPresenceWindowMs, messages: 0 };
    this.#window.messages++;
    return this.#window.messages <= clientPresenceEvents;
  }
}
