import type { Origins } from "./origins.ts";

const exposed = [
  ...["ETag", "Idempotency-Replayed", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After"],
  ...["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-Request-Id"],
].join(", ");

const requestHeaders = [
  ...["Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "Last-Event-ID"],
  ...["Traceparent", "Tracestate", "X-Request-Id"],
].join(", ");

/** Two hours, which is as long as any browser remembers a preflight's answer for. */
const maxAgeSeconds = "7200";

/** Lets a listed origin read the answer. The origin is named, never `*`, because credentials are allowed. */
export function allowOrigin(headers: Headers, origin: string | null, { allowed }: Origins): void {
  if (allowed.size === 0) return;
  headers.append("Vary", "Origin"); // also when this one is refused: a cache must not mix the two answers up
  if (origin === null || !allowed.has(origin)) return;
  headers.set("Access-Control-Allow-Origin", origin);
  headers.set("Access-Control-Allow-Credentials", "true");
  headers.set("Access-Control-Expose-Headers", exposed);
}

/** Answers a preflight for a listed origin. */
export function allowPreflight(headers: Headers, methods: string): void {
  headers.set("Access-Control-Allow-Methods", methods);
  headers.set("Access-Control-Allow-Headers", requestHeaders);
  headers.set("Access-Control-Max-Age", maxAgeSeconds);
}
