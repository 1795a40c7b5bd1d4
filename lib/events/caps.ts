import { AppError } from "../errors.ts";

/** How many streams one process holds open. */
export const caps = { perUser: 5, perAddress: 20 } as const;

/** Counts what is open. */
export class StreamCounts {
  #all = 0;
  readonly #byOwner = new Map<string, number>();

  get all(): number {
    return this.#all;
  }

  /**
   * Takes a place.
   * @returns gives it back; calling it again changes nothing
   * @throws {AppError} rate_limited (this person or address has its share), unavailable (nobody can have one)
   */
  take(userId: string | null, address: string, most: number): () => void {
    const shares: [key: string, cap: number][] = [[`address ${address}`, caps.perAddress]];
    if (userId !== null) shares.push([`user ${userId}`, caps.perUser]);
    if (this.#all >= most) throw full();
    for (const [key, cap] of shares) {
      if ((this.#byOwner.get(key) ?? 0) >= cap) throw tooMany(cap);
    }
    this.#all += 1;
    for (const [key] of shares) this.#byOwner.set(key, (this.#byOwner.get(key) ?? 0) + 1);
    let taken = true;
    return () => {
      if (!taken) return;
      taken = false;
      this.#all -= 1;
      for (const [key] of shares) this.#giveBack(key);
    };
  }

  #giveBack(key: string): void {
    const left = (this.#byOwner.get(key) ?? 0) - 1;
    if (left > 0) this.#byOwner.set(key, left);
    else this.#byOwner.delete(key);
  }
}

const full = () =>
  new AppError("unavailable", {
    detail: "There is no room for another stream right now. Ask /api/events instead.",
    headers: { "Retry-After": "10" },
  });

const tooMany = (cap: number) =>
  new AppError("rate_limited", {
    detail: `No more than ${cap} streams at once. Close another one first.`,
    headers: { "Retry-After": "30" },
  });
