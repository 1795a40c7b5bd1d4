import { LRUCache } from "lru-cache";

const maxNames = 400;
const maxTextLength = 20_000;

/**
 * Names for statements worth preparing: those seen before. When the names run out, all are given up and a new
 * `generation` begins; connections that hold prepared statements of an older one are to be closed after use.
 */
export class StatementNames {
  generation = 0;
  readonly #seen = new LRUCache<string, true>({ max: 2000 });
  readonly #names = new Map<string, string>();

  nameFor(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known) return known;
    if (text.length > maxTextLength) return;
    if (!this.#seen.has(text)) {
      this.#seen.set(text, true);
      return;
    }
    if (this.#names.size >= maxNames) {
      this.#names.clear();
      this.generation += 1;
    }
    const name = `plinth_${this.generation}_${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }
}
