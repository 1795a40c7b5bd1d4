import { createHash } from "node:crypto";
import { customAlphabet } from "nanoid";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const random = customAlphabet(alphabet);

/** Ids as long as Stripe's own; the rest has 24 characters. */
const lengths: Record<string, number> = { cus: 14, prod: 14, cs_test: 58, bps: 24, clock: 24, req: 14 };

/**
 * Makes ids like Stripe's: a prefix and letters.
 * @param seed with one, the n-th id of a prefix is the same in every run
 * @param counters how many ids of each prefix were made (a kept state goes on where it stopped)
 */
export function createIds(seed: string | undefined, counters: Record<string, number>) {
  return (prefix: string): string => {
    const count = (counters[prefix] ?? 0) + 1;
    counters[prefix] = count;
    const length = lengths[prefix] ?? 24;
    return `${prefix}_${seed === undefined ? random(length) : seededLetters(`${seed}:${prefix}:${count}`, length)}`;
  };
}

function seededLetters(text: string, length: number): string {
  const bytes = createHash("sha512").update(text).digest();
  return Array.from({ length }, (_, at) => alphabet[(bytes[at] ?? 0) % alphabet.length]).join("");
}
