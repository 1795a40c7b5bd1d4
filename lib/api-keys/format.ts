import { createHash, timingSafeEqual } from "node:crypto";
import { customAlphabet } from "nanoid";
import { invalidToken } from "../errors.ts";

/** What a token begins with that is an API key. */
export const keyMark = "plk_";

// Letters, digits and the underscores between the parts: a double click takes the whole key.
const random = customAlphabet("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
const form = /^plk_([0-9A-Za-z]{10})_[0-9A-Za-z]{40}$/;

/** Makes a key: `plk_<prefix>_<secret>`. The secret's 40 characters of 62 are 238 bits. */
export function makeKey(): { key: string; prefix: string } {
  const prefix = random(10);
  return { key: `${keyMark}${prefix}_${random(40)}`, prefix };
}

/** The prefix of what has the form of a key; null for anything else. */
export const prefixOf = (key: string): string | null => form.exec(key)?.[1] ?? null;

/**
 * What is kept of a key. One round of SHA-256 is enough: unlike a password, a secret of 238 bits cannot be guessed from
 * its hash.
 */
export const hashOf = (key: string): Buffer => createHash("sha256").update(key).digest();

/** Whether this is the key that the hash was kept of, in a time that does not tell how much of it fits. */
export function fits(key: string, hash: Buffer): boolean {
  const own = hashOf(key);
  return own.length === hash.length && timingSafeEqual(own, hash);
}

/** 401, the same for a key that is malformed, unknown, wrong, expired or revoked, or whose owner may not act. */
export const keyInvalid = () => invalidToken("The API key is not valid.");
