import { LRUCache } from "lru-cache";
import { type CacheTag, haveExpired, now } from "./tags.ts";

type Kept<T> = { since: number; value: Promise<T> };

export type MemoryOptions<T> = {
  /** What it is about: when one of these expires, it is forgotten. */
  tags: readonly CacheTag[];
  /** in bytes, about; what was not asked for lately goes first */
  maxBytes: number;
  /** for when nobody is told of changes */
  maxAgeSeconds: number;
  /** how many bytes a value takes; null when it is not to be kept */
  sizeOf: (value: T) => number | null;
};

/** what an entry takes beside its value, about */
const frame = 512;

/**
 * Values that are the same for everybody, in this process's memory. Who asks for what is being made waits for it, unless
 * a tag has expired since the making began. What fails is not kept.
 */
export class Memory<T extends object | null> {
  readonly #kept: LRUCache<string, Kept<T>>;
  readonly #options: MemoryOptions<T>;

  constructor(options: MemoryOptions<T>) {
    this.#options = options;
    this.#kept = new LRUCache({ maxSize: options.maxBytes });
  }

  /** The value under a key, made if there is none that holds. */
  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(key);
    return known && this.#holds(known) ? known.value : this.#make(key, make);
  }

  #holds({ since }: Kept<T>): boolean {
    return now() <= since + this.#options.maxAgeSeconds * 1000 && !haveExpired(this.#options.tags, since);
  }

  #make(key: string, make: () => Promise<T>): Promise<T> {
    const entry: Kept<T> = { since: now(), value: make() };
    this.#kept.set(key, entry, { size: key.length + frame });
    entry.value.then(
      (value) => this.#settle(key, entry, this.#options.sizeOf(value)),
      () => this.#settle(key, entry, null),
    );
    return entry.value;
  }

  /** Whoever was faster meanwhile is left alone. */
  #settle(key: string, entry: Kept<T>, size: number | null): void {
    if (this.#kept.peek(key) !== entry) return;
    if (size === null) this.#kept.delete(key);
    // A copy: what is set again as it was keeps its size.
    else this.#kept.set(key, { ...entry }, { size: key.length + frame + size });
  }
}
