import { randomUUID } from "node:crypto";
import { pool } from "../db/pool.ts";
import { log } from "../observability/log.ts";
import { noticeFrame } from "./frames.ts";
import type { Subscriber } from "./subscriber.ts";

type Listeners = (topic: string) => ReadonlySet<Subscriber> | undefined;
type Count = { topic: string; count: number; people: { username: string; name: string }[] };

const isPost = (topic: string) => topic.startsWith("post:");

/** Who comes and goes is told together: at once it is after a moment, and the later the more have to be told. */
const leastDelayMs = 300;
const delayPerListenerMs = 2;

/**
 * Knows who is reading a post now, on all servers, and tells those who read it too. Somebody reads a post who has a
 * stream on its topic; several streams of a person are one reader.
 */
export class Readers {
  readonly #server = randomUUID();
  readonly #listeners: Listeners;
  readonly #changed = new Set<string>();
  /** by topic, what its listeners were last told */
  readonly #told = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;

  /** @param listeners who has a stream on a topic in this process */
  constructor(listeners: Listeners) {
    this.#listeners = listeners;
  }

  /** Says that somebody came to these topics, or left them. */
  changed(topics: readonly string[]): void {
    let mostListeners = -1;
    for (const topic of topics) {
      if (!isPost(topic)) continue;
      this.#changed.add(topic);
      mostListeners = Math.max(mostListeners, this.#listeners(topic)?.size ?? 0);
    }
    if (mostListeners < 0 || this.#timer !== undefined) return;
    const delay = leastDelayMs + mostListeners * delayPerListenerMs;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const topics = [...this.#changed];
      this.#changed.clear();
      this.#note(topics).catch(complain);
    }, delay).unref();
  }

  /** Says that another server's readers have changed. */
  heard({ server, topics }: { server?: unknown; topics?: unknown }): void {
    if (server === this.#server || !Array.isArray(topics)) return;
    this.#tell(topics.map(String)).catch(complain);
  }

  /** Says again what is so, for others to know that this server lives, and looks whether the others do. */
  async renew(topics: readonly string[]): Promise<void> {
    await this.#note(topics.filter(isPost));
  }

  /** Tells somebody who has just come what is known. */
  greet(subscriber: Subscriber): void {
    for (const topic of subscriber.topics) {
      const known = this.#told.get(topic);
      if (known !== undefined) subscriber.send(noticeFrame("readers", JSON.parse(known)));
    }
  }

  async #note(topics: readonly string[]): Promise<void> {
    if (topics.length === 0) return;
    const seen = topics.map((topic) => ({ topic, ...this.#seenHere(topic) }));
    await pool().query("select private.note_readers($1, $2)", [this.#server, JSON.stringify(seen)]);
    await this.#tell(topics);
  }

  #seenHere(topic: string): { people: string[]; strangers: number } {
    const people = new Set<string>();
    let strangers = 0;
    for (const { owner } of this.#listeners(topic) ?? []) {
      if (owner.userId === null) strangers += 1;
      else people.add(owner.userId);
    }
    return { people: [...people], strangers };
  }

  async #tell(topics: readonly string[]): Promise<void> {
    const here = topics.filter((topic) => this.#listeners(topic) !== undefined);
    for (const topic of topics) if (!here.includes(topic)) this.#told.delete(topic);
    if (here.length === 0) return;
    const { rows } = await pool().query<Count>(
      "select topic, count::int, people from private.readers_of($1::text[])",
      [here],
    );
    for (const { topic, ...readers } of rows) {
      const said = JSON.stringify({ postId: topic.slice("post:".length), ...readers });
      if (this.#told.get(topic) === said) continue;
      this.#told.set(topic, said);
      const frame = noticeFrame("readers", JSON.parse(said));
      for (const subscriber of this.#listeners(topic) ?? []) subscriber.send(frame);
    }
  }
}

const complain = (error: unknown) => log().warn({ err: error }, "streams: who reads is not known");
