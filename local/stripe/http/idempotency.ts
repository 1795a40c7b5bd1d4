import { createHash } from "node:crypto";
import { day } from "../world/time.ts";
import type { World } from "../world/world.ts";
import { invalid, StripeError } from "./errors.ts";

const keptFor = day;

/**
 * The answer that this key already got, or null.
 * @throws {StripeError} 400 idempotency_error when the key was used for something else
 */
export function savedAnswer(world: World, key: string, fingerprint: string) {
  if (key.length > 255) throw invalid("Idempotency keys have at most 255 characters.");
  const saved = world.state.answers.get(key);
  if (!saved || saved.at <= realTime() - keptFor) return null;
  if (saved.fingerprint !== fingerprint) {
    throw new StripeError(400, {
      type: "idempotency_error",
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    });
  }
  return saved;
}

/** Keeps an answer for a day, and forgets older ones. */
export function saveAnswer(world: World, key: string, fingerprint: string, status: number, body: string) {
  const { answers } = world.state;
  answers.set(key, { fingerprint, status, body, at: realTime() });
  for (const [old, saved] of answers) {
    if (saved.at > realTime() - keptFor) break; // oldest first
    answers.delete(old);
  }
}

/** What makes two requests the same one. */
export function fingerprintOf(method: string, path: string, body: string): string {
  return createHash("sha256").update(`${method} ${path}\n${body}`).digest("base64url");
}

// Retries are a matter of real hours: the account's clock may jump by months between two of them.
const realTime = () => Math.floor(Date.now() / 1000);
