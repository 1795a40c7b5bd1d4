import { LRUCache } from "lru-cache";
import { createBatch } from "../db/batch.ts";
import { pool } from "../db/pool.ts";
import { log } from "../observability/log.ts";
import { takeToken, type Verdict } from "./bucket.ts";
import type { Policy } from "./policies.ts";

/** Whom a bucket belongs to: `read:user:<id>`, `auth:address:<address>`. */
export type BucketKey = `${string}:${string}`;

// A flood has many senders; whoever is dropped from these starts anew in this process, and is counted in Postgres.
const maxBuckets = 20_000;

/** Buckets that are known to be empty, until when: a flood costs no query. */
const empty = new LRUCache<string, { fitsAt: number; fullAt: number }>({ max: maxBuckets });
const own = new LRUCache<string, number>({ max: maxBuckets });

const breakMs = 1_000;
let askAgainAt = 0;

/** Takes a token from a bucket of this process alone. */
export function takeHere(key: BucketKey, policy: Policy, now = performance.now()): Verdict {
  const verdict = takeToken(own.get(key) ?? 0, now, policy);
  own.set(key, verdict.fullAt);
  return verdict;
}

/**
 * Takes a token from a bucket that all processes share: its row is locked, so exactly `quota` pass however many
 * ask at once. An empty bucket answers from memory until its next token is due.
 * @returns null when the database does not answer; it is left in peace for a second then
 */
export async function takeShared(key: BucketKey, policy: Policy): Promise<Verdict | null> {
  const now = performance.now();
  const known = empty.get(key);
  if (known && now < known.fitsAt) {
    return { allowed: false, fullIn: (known.fullAt - now) / 1000, fitsIn: (known.fitsAt - now) / 1000 };
  }
  if (now < askAgainAt) return null;
  try {
    const verdict = await take({ key, policy });
    if (!verdict.allowed) remember(key, verdict);
    return verdict;
  } catch (error) {
    askAgainAt = performance.now() + breakMs;
    log().warn({ err: error }, "limits are not counted: the database does not answer");
    return null;
  }
}

function remember(key: string, { fitsIn, fullIn }: Verdict): void {
  const now = performance.now();
  empty.set(key, { fitsAt: now + fitsIn * 1000, fullAt: now + fullIn * 1000 });
}

type Asked = { key: string; policy: Policy };
type Row = { allowed: boolean; full_in: number; fits_in: number };

/** What is asked for at about the same time is asked for in one statement: the more is to do, the less each costs. */
const take = createBatch<Asked, Verdict>(async (asked) => {
  // Those who came while it did not answer have waited long enough.
  if (performance.now() < askAgainAt) throw new Error("the database did not answer a moment ago");
  const keys = asked.map(({ key }) => key);
  const quotas = asked.map(({ policy }) => policy.quota);
  const seconds = asked.map(({ policy }) => policy.seconds);
  // Without a name: a pooler that hands connections out by transaction keeps no prepared statements.
  const { rows } = await pool().query<Row>(
    "select allowed, full_in, fits_in from private.take_tokens($1, $2, $3) order by place",
    [keys, quotas, seconds],
  );
  return rows.map(({ allowed, full_in, fits_in }) => ({ allowed, fullIn: full_in, fitsIn: fits_in }));
});
