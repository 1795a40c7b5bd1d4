import { createHash } from "node:crypto";
import type { Caller } from "../auth/caller.ts";
import { env } from "../env.ts";
import { AppError, unavailable } from "../errors.ts";
import { clientAddress, networkOf, type TrustedProxies, trustedProxies } from "../limits/address.ts";
import { tokensLeft, type Verdict } from "../limits/bucket.ts";
import { peerHeader } from "../limits/peer.ts";
import { accountPolicy, type LimitClass, type Policy, policies } from "../limits/policies.ts";
import { type BucketKey, takeHere, takeShared } from "../limits/take.ts";
import { meters } from "../observability/meters.ts";

/** A bucket that a call was counted in, for the headers of its answer. */
export type Counted = { name: string; policy: Policy; verdict: Verdict };

let proxies: TrustedProxies | undefined;

/** Where a call comes from, as far as it can be believed. */
export function addressOf(headers: Headers): string {
  proxies ??= trustedProxies(env().TRUSTED_PROXIES);
  return clientAddress(headers.get(peerHeader) ?? "", headers.get("x-forwarded-for"), proxies);
}

/**
 * Counts a call in the bucket of its class: a person's own, or that of the address. Signing in is counted by address
 * whoever is signed in already.
 * @returns null when nothing counted, because the database is away and the class goes on without it
 * @throws {AppError} unavailable, when the class does not
 */
export async function countCall(limit: LimitClass, caller: Caller, address: string): Promise<Counted | null> {
  const isPerson = caller.kind === "user" && limit !== "auth";
  const policy = policies[limit][isPerson ? "user" : "anonymous"];
  const whom = isPerson ? `user:${caller.id}` : `address:${networkOf(address)}`;
  return count(limit, limit, policy, `${limit}:${whom}`);
}

/** Counts a try at an account, wherever it comes from, known or not. The bucket's name does not hold the address. */
export async function countAccount(email: string): Promise<Counted | null> {
  const account = createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");
  return count("auth", "account", accountPolicy, `auth:account:${account}`);
}

async function count(
  limit: LimitClass,
  name: string,
  policy: Policy,
  key: BucketKey,
): Promise<Counted | null> {
  const { counted, whenAway } = policies[limit];
  const verdict = counted === "process" ? takeHere(key, policy) : await takeShared(key, policy);
  if (verdict !== null) return { name, policy, verdict };
  if (whenAway === "open") return null;
  throw unavailable("The database", undefined, { "Retry-After": "5" });
}

/** 429, when no token was left. */
export function requireToken({ name, verdict }: Counted): void {
  if (verdict.allowed) return;
  meters()?.refused(name);
  const seconds = Math.max(1, Math.ceil(verdict.fitsIn));
  throw new AppError("rate_limited", {
    detail: `Wait ${seconds} ${seconds === 1 ? "second" : "seconds"}, then try again.`,
    headers: { "Retry-After": String(seconds) },
  });
}

/** The headers of draft-ietf-httpapi-ratelimit-headers, and those that came before it. All times are in seconds. */
export function writeLimitHeaders(headers: Headers, { name, policy, verdict }: Counted): void {
  const left = verdict.allowed ? tokensLeft(verdict.fullIn, policy) : 0;
  const full = Math.ceil(verdict.fullIn);
  headers.set("RateLimit-Policy", `"${name}";q=${policy.quota};w=${policy.seconds}`);
  headers.set("RateLimit", `"${name}";r=${left};t=${full}`);
  headers.set("X-RateLimit-Limit", String(policy.quota));
  headers.set("X-RateLimit-Remaining", String(left));
  headers.set("X-RateLimit-Reset", String(full));
}
