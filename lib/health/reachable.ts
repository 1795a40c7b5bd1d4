import { env } from "../env.ts";

/** For how long an answer speaks for the pages that follow. A failure speaks for none: the next one asks again. */
const goodForMs = 2_000;
const patienceMs = 1_500;

let goodUntil = 0;
let asking: Promise<boolean> | undefined;

/**
 * Whether the database answers through its REST API. Asked by one request for all that come at the same time,
 * and not at all for two seconds after it was well.
 */
export function isReachable(): Promise<boolean> {
  if (performance.now() < goodUntil) return Promise.resolve(true);
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function ask(): Promise<boolean> {
  try {
    const response = await fetch(`${env().SUPABASE_URL}/rest/v1/profiles?select=id&limit=1`, {
      method: "HEAD",
      headers: { apikey: env().SUPABASE_PUBLISHABLE_KEY },
      signal: AbortSignal.timeout(patienceMs),
      cache: "no-store",
    });
    if (response.status >= 500) return false;
    goodUntil = performance.now() + goodForMs;
    return true;
  } catch {
    return false;
  }
}
