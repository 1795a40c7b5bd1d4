import type { Encoded, Shared } from "./broadcast.ts";
import type { Vsn } from "./frames.ts";

/** A joined channel, as far as delivery is concerned. */
export type Subscriber = {
  readonly vsn: Vsn;
  readsBroadcasts: boolean;
  /** Ids of messages that this subscriber had already when it joined. */
  readonly replayed: ReadonlySet<string>;
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

  of(key: TopicKey): Iterable<Subscriber> {
    return this.#subscribers.get(key) ?? [];
  }

  /** Sends a broadcast to everybody who may read it, except its sender when given. */
  broadcast(key: TopicKey, message: Shared, except?: Subscriber): void {
    const { id } = message;
    for (const subscriber of this.of(key)) {
      if (subscriber === except || !subscriber.readsBroadcasts) continue;
      if (id !== undefined && subscriber.replayed.has(id)) continue;
      const encoded = message.encode(subscriber.vsn);
      if (encoded) subscriber.write(encoded);
    }
  }
}
