import { LRUCache } from "lru-cache";

const maxNames = 400;
const maxTextLength = 20_000;

/**
 * Names for statements worth preparing: those seen before. Each role has its own, because policies make another plan
 * for each, and Postgres begins anew when somebody else comes with the same statement. When the names run out, all are
 * given up and a new `generation` begins; connections that hold prepared statements of an older one are to be closed
 * after use.
 */
export class StatementNames {
  generation = 0;
  readonly #seen = new LRUCache<string, true>({ max: 2000 });
  readonly #names = new Map<string, string>();

  nameFor(text: string, role: string): string | undefined {
    if (text.length > maxTextLength) return;
    const key = `${role}:${text}`;
    const known = this.#names.get(key);
    if (known) return known;
    if (!this.#seen.has(key)) {
      this.#seen.set(key, true);
      return;
    }
    if (this.#names.size >= maxNames) {
      this.#names.clear();
      this.generation += 1;
    }
    const name = `plinth_${this.generation}_${this.#names.size}`;
    this.#names.set(key, name);
    return name;
  }
}
