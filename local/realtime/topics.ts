import type { Encoded, Shared } from "./broadcast.ts";
import type { Vsn } from "./frames.ts";

/** A joined channel, as far as delivery is concerned. */
export type Subscriber = {
  readonly vsn: Vsn;
  /** Whether its bearer may hear of who is there. */
  readonly readsPresence: boolean;
  /** Takes a broadcast, or passes over it when it may not be read or was heard already. */
  hear: (message: Shared) => void;
  write: (encoded: Encoded) => void;
};

/** A public and a private channel of one name are two topics: what is said on one is not heard on the other. */
export type TopicKey = `public:${string}` | `private:${string}`;

export function topicKey(subTopic: string, isPrivate: boolean): TopicKey {
  return isPrivate ? `private:${subTopic}` : `public:${subTopic}`;
}

/** Who is subscribed to what, in this process. */
export class Topics {
  readonly #subscribers = new Map<TopicKey, Set<Subscriber>>();

  join(key: TopicKey, subscriber: Subscriber): void {
    const there = this.#subscribers.get(key);
    if (there) there.add(subscriber);
    else this.#subscribers.set(key, new Set([subscriber]));
  }

  leave(key: TopicKey, subscriber: Subscriber): void {
    const there = this.#subscribers.get(key);
    there?.delete(subscriber);
    if (there?.size === 0) this.#subscribers.delete(key);
  }

  has(key: TopicKey): boolean {
    return this.#subscribers.has(key);
  }

  /** Sends a broadcast to everybody on the topic, except its sender when given. */
  broadcast(key: TopicKey, message: Shared, except?: Subscriber): void {
    for (const subscriber of this.#subscribers.get(key) ?? []) {
      if (subscriber !== except) subscriber.hear(message);
    }
  }

  /** Tells everybody who may know it about a change of who is there. */
  announce(key: TopicKey, message: Shared): void {
    for (const subscriber of this.#subscribers.get(key) ?? []) {
      const encoded = subscriber.readsPresence ? message.encode(subscriber.vsn) : null;
      if (encoded) subscriber.write(encoded);
    }
  }
}
