import { oncePerProcess } from "../process-state.ts";

/** What cached answers can be about. `posts`: whatever anybody may read of posts, their counts and their authors. */
export type CacheTag = "posts";

const expired = oncePerProcess("cache.tags", () => new Map<string, number>());

/** Milliseconds since 1970, with fractions. */
export const now = () => performance.timeOrigin + performance.now();

/** Makes this process forget what was worked out about these tags up to now, what is being worked out included. */
export function expireTags(tags: readonly string[]): void {
  for (const tag of tags) expired.set(tag, now());
}

/**
 * Whether one of the tags has expired since a moment.
 * @param since in milliseconds since 1970: when the work on an entry began
 */
export const haveExpired = (tags: readonly string[], since: number): boolean =>
  tags.some((tag) => (expired.get(tag) ?? Number.NEGATIVE_INFINITY) >= since);
