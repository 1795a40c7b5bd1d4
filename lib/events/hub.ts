import { bannedPeople } from "../admin/banned.ts";
import { keysThatHold } from "../api-keys/keys.ts";
import { env } from "../env.ts";
import { AppError } from "../errors.ts";
import { log } from "../observability/log.ts";
import { addGauge } from "../observability/meters.ts";
import { apart } from "../observability/spans.ts";
import { oncePerProcess } from "../process-state.ts";
import { endInOrder } from "../shutdown.ts";
import { accessTo } from "./access.ts";
import { StreamCounts } from "./caps.ts";
import { aliveFrame, eventFrame, noticeFrame, positionFrame, retryFrame } from "./frames.ts";
import type { OutboxEvent } from "./outbox.ts";
import { isAfter, type Position } from "./position.ts";
import { Pump } from "./pump.ts";
import { Readers } from "./readers.ts";
import { replay } from "./replay.ts";
import type { StreamOwner, Subscriber } from "./subscriber.ts";
import { openUpstream, type Upstream } from "./upstream.ts";

/** A part of this process that wants to know what happens. It must not throw. */
export type Listener = (events: OutboxEvent[]) => void;

/** All in seconds. A right that is lost ends the stream within 30. */
const every = { alive: 15, bans: 5, check: 20, look: 10, lookAlone: 2, renew: 15 } as const;
const checkedForMs = 27_000;

/** After these, whoever could read a topic perhaps no longer can. */
const changesReaders = new Set(["post.updated", "post.unpublished", "post.deleted"]);

/**
 * The one place of each process where streams hang. It hears through one channel that something happened, reads it once
 * and hands it to everybody who has asked for its topic.
 */
export class Hub {
  readonly #counts = new StreamCounts();
  readonly #subscribers = new Set<Subscriber>();
  readonly #byTopic = new Map<string, Set<Subscriber>>();
  readonly #listeners = new Set<Listener>();
  readonly #readers = new Readers((topic) => this.#byTopic.get(topic));
  readonly #pump: Pump;
  #upstream: Upstream | null = null;
  #checkedAt = 0;
  #seconds = 0;
  #isEnding = false;

  constructor() {
    this.#pump = new Pump({
      isNeeded: () => this.#isNeeded,
      prepare: (events) => this.#prepare(events),
      deliver: (events) => this.#deliver(events),
    });
    const help = "Event streams that are open in this process.";
    addGauge(() => [{ name: "plinth_streams_open", help, value: this.#counts.all }]);
  }

  /** Everything up to here was delivered in this process. Null while nobody listens. */
  get position(): Position | null {
    return this.#subscribers.size > 0 ? this.#pump.position : null;
  }

  /**
   * Takes a place for a stream.
   * @returns gives it back
   * @throws {AppError} rate_limited, unavailable
   */
  takePlace({ userId, address }: Pick<StreamOwner, "userId" | "address">): () => void {
    if (this.#isEnding) throw ending();
    return this.#counts.take(userId, address, env().MAX_STREAMS);
  }

  /** Hangs a stream in: it is told what came after `after`, then what happens. Null is from now on. */
  async join(subscriber: Subscriber, after: Position | null): Promise<void> {
    this.#start();
    await this.#pump.advance();
    const now = this.#pump.position;
    if (now === null || !subscriber.isOpen) return;
    // From here on without a pause: what the pump delivers next is the first that this stream is given.
    this.#add(subscriber);
    this.#readers.greet(subscriber);
    this.#readers.changed(subscriber.topics);
    if (after !== null && isAfter(now, after)) return this.#catchUp(subscriber, after, now);
    // A place that is yet to come was not of this outbox: it may have been restored from a copy.
    if (after !== null && isAfter(after, now)) subscriber.catchUp(noticeFrame("reset", {}));
    subscriber.catchUp(positionFrame(now));
    subscriber.goLive();
  }

  /**
   * Tells a part of this process of everything that happens from now on, before any stream hears of it.
   * @throws when the outbox cannot be read: nothing is heard then, and the next call tries again
   */
  async listen(listener: Listener): Promise<void> {
    if (this.#listeners.has(listener)) return;
    this.#start();
    await this.#pump.advance();
    this.#listeners.add(listener);
  }

  /**
   * Hears everything that has happened by now.
   * @returns the place up to which it was heard
   */
  async catchUp(): Promise<Position | null> {
    await this.#pump.advance();
    return this.#pump.position;
  }

  leave(subscriber: Subscriber): void {
    if (!this.#subscribers.delete(subscriber)) return;
    for (const topic of subscriber.topics) {
      const others = this.#byTopic.get(topic);
      others?.delete(subscriber);
      if (others?.size === 0) this.#byTopic.delete(topic);
    }
    this.#readers.changed(subscriber.topics);
  }

  /** Sends everybody away, to come back at different moments and, behind a balancer, elsewhere. */
  end(): void {
    this.#isEnding = true;
    for (const subscriber of this.#subscribers) {
      this.#dismiss(subscriber, retryFrame(500 + Math.round(Math.random() * 2_500)));
    }
  }

  get #isNeeded(): boolean {
    return this.#subscribers.size > 0 || this.#listeners.size > 0;
  }

  #add(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber);
    for (const topic of subscriber.topics) {
      const others = this.#byTopic.get(topic);
      if (others) others.add(subscriber);
      else this.#byTopic.set(topic, new Set([subscriber]));
    }
  }

  #catchUp(subscriber: Subscriber, after: Position, until: Position): void {
    replay(subscriber, after, until).catch((error) => {
      log().warn({ err: error }, "streams: what was missed could not be sent");
      this.#dismiss(subscriber, retryFrame(2_000));
    });
  }

  #dismiss(subscriber: Subscriber, farewell: Uint8Array): void {
    this.leave(subscriber);
    subscriber.close(farewell);
  }

  #start(): void {
    if (this.#upstream === null) apart(() => this.#listen());
  }

  #listen(): void {
    this.#upstream = openUpstream({
      onWake: (txid) => void (this.#isNeeded && this.#pump.wake(txid)),
      onJoined: () => this.#look(),
      onReaders: (said) => this.#readers.heard(said),
    });
    setInterval(() => this.#tick(), 1_000).unref();
    endInOrder({ name: "streams", stage: "work", end: () => this.end() });
  }

  #look(): void {
    if (!this.#isNeeded) return;
    this.#pump.advance().catch((error) => log().warn({ err: error }, "streams: the outbox cannot be read"));
  }

  #tick(): void {
    this.#seconds += 1;
    const isDue = (seconds: number) => this.#seconds % seconds === 0;
    if (isDue(this.#upstream?.isJoined ? every.look : every.lookAlone)) this.#look();
    if (isDue(every.alive)) this.#showLife();
    if (isDue(every.check)) {
      this.#checkAll().catch((error) => log().warn({ err: error }, "streams: rights cannot be checked"));
    }
    if (isDue(every.bans)) void this.#dismissBanned();
    if (isDue(every.renew)) {
      this.#readers.renew([...this.#byTopic.keys()]).catch((error) => {
        log().warn({ err: error }, "streams: who reads is not known");
      });
    }
    const now = Date.now();
    for (const subscriber of this.#subscribers) {
      if (subscriber.owner.expiresAt <= now) this.#dismiss(subscriber, noticeFrame("expired", {}));
    }
  }

  /** Whoever is banned has lost the right to every topic, also to what everybody may read: they have left. */
  async #dismissBanned(): Promise<void> {
    if (this.#subscribers.size === 0) return;
    const banned = await bannedPeople();
    for (const subscriber of this.#subscribers) {
      const { owner, topics } = subscriber;
      if (banned.has(owner.userId ?? "")) this.#dismiss(subscriber, noticeFrame("revoked", { topics }));
    }
  }

  #showLife(): void {
    const settled = aliveFrame(this.#pump.position);
    const plain = aliveFrame(null);
    for (const subscriber of this.#subscribers) {
      if (subscriber.isLive) subscriber.send(settled);
      else subscriber.catchUp(plain);
    }
  }

  /** Nothing goes out to anybody whose right has not been looked at lately, or may just have changed. */
  async #prepare(events: OutboxEvent[]): Promise<void> {
    if (Date.now() - this.#checkedAt > checkedForMs) return this.#checkAll();
    for (const { type, topic } of events) {
      if (changesReaders.has(type)) await this.#check([...(this.#byTopic.get(topic) ?? [])]);
      if (type === "subscription.changed") {
        const isTheirs = ({ owner }: Subscriber) => topic === `user:${owner.userId}`;
        await this.#check([...this.#subscribers].filter(isTheirs));
      }
    }
  }

  async #checkAll(): Promise<void> {
    const startedAt = Date.now();
    await this.#check([...this.#subscribers]);
    this.#checkedAt = startedAt;
  }

  async #check(subscribers: Subscriber[]): Promise<void> {
    const keys = await keysThatHold(subscribers.flatMap(({ owner }) => owner.keyId ?? []));
    await Promise.all(
      subscribers.map(async (subscriber) => {
        const { topics, owner } = subscriber;
        const answers = await Promise.all(topics.map((topic) => accessTo(owner.userId, topic)));
        const isKeyGone = owner.keyId !== null && !keys.has(owner.keyId);
        const lost = topics.filter((_, at) => isKeyGone || answers[at] !== "readable");
        if (lost.length > 0) this.#dismiss(subscriber, noticeFrame("revoked", { topics: lost }));
      }),
    );
  }

  #deliver(events: OutboxEvent[]): void {
    for (const listener of this.#listeners) listener(events);
    for (const event of events) {
      const listeners = this.#byTopic.get(event.topic);
      if (listeners === undefined) continue;
      const frame = eventFrame(event);
      for (const subscriber of listeners) subscriber.send(frame);
    }
  }
}

const ending = () =>
  new AppError("unavailable", {
    detail: "This server is being stopped. Come back in a moment.",
    headers: { "Retry-After": "2" },
  });

/** The hub of this process. */
export const hub = (): Hub => oncePerProcess("hub", () => new Hub());
