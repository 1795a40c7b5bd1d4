import type { Policy } from "./policies.ts";

/** What came of asking a bucket for a token. Seconds have fractions. */
export type Verdict = {
  allowed: boolean;
  /** until the bucket is full again */
  fullIn: number;
  /** until a token can be had; 0 when one was */
  fitsIn: number;
};

/**
 * Takes one token from a bucket that is kept as the moment at which it is full again: the arithmetic of
 * private.take_tokens(), for buckets that live in this process.
 * @param fullAt and `now` in milliseconds
 * @returns the verdict, and the bucket's new moment
 */
export function takeToken(
  fullAt: number,
  now: number,
  { quota, seconds }: Policy,
): Verdict & { fullAt: number } {
  const period = seconds * 1000;
  const after = Math.max(fullAt, now) + period / quota;
  const allowed = after <= now + period;
  const kept = allowed ? after : fullAt;
  return {
    allowed,
    fullAt: kept,
    fullIn: Math.max(0, kept - now) / 1000,
    fitsIn: allowed ? 0 : (after - period - now) / 1000,
  };
}

/** How many tokens are in a bucket that is full in so many seconds. */
export const tokensLeft = (fullIn: number, { quota, seconds }: Policy): number =>
  Math.max(0, Math.floor(quota - (fullIn * quota) / seconds + 1e-6));
