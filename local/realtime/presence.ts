import { randomBytes } from "node:crypto";
import { jsonMessage } from "./broadcast.ts";
import type { Subscriber, TopicKey, Topics } from "./topics.ts";

export type Meta = { phx_ref: string; phx_ref_prev?: string } & Record<string, unknown>;

/** Presences by their key, as Phoenix writes them down. */
export type PresenceState = Record<string, { metas: Meta[] }>;

type Present = { key: string; meta: Meta };

/** Who is there, by topic. One channel is there once, under its key; several may share a key. */
export class Presences {
  readonly #topics: Topics;
  readonly #present = new Map<TopicKey, Map<Subscriber, Present>>();

  constructor(topics: Topics) {
    this.#topics = topics;
  }

  state(at: TopicKey): PresenceState {
    const state: PresenceState = Object.create(null);
    for (const { key, meta } of this.#present.get(at)?.values() ?? []) {
      const known = state[key];
      if (known) known.metas.push(meta);
      else state[key] = { metas: [meta] };
    }
    return state;
  }

  /** Says that a channel is there, or what is new about it. */
  track(at: TopicKey, topic: string, who: Subscriber, key: string, payload: Record<string, unknown>): void {
    const there = this.#present.get(at) ?? new Map<Subscriber, Present>();
    this.#present.set(at, there);
    const before = there.get(who);
    const ref = { phx_ref: randomBytes(9).toString("base64url") };
    const meta: Meta = before
      ? { ...payload, ...ref, phx_ref_prev: before.meta.phx_ref }
      : { ...payload, ...ref };
    there.set(who, { key, meta });
    this.#announce(at, topic, single({ key, meta }), before ? single(before) : {});
  }

  untrack(at: TopicKey, topic: string, who: Subscriber): void {
    const there = this.#present.get(at);
    const before = there?.get(who);
    if (!there || !before) return;
    there.delete(who);
    if (there.size === 0) this.#present.delete(at);
    this.#announce(at, topic, {}, single(before));
  }

  #announce(at: TopicKey, topic: string, joins: PresenceState, leaves: PresenceState): void {
    this.#topics.announce(at, jsonMessage(topic, "presence_diff", { joins, leaves }));
  }
}

const single = ({ key, meta }: Present): PresenceState => ({ [key]: { metas: [meta] } });
