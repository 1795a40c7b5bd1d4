/** Nobody waits longer than this between two tries; a server that asks for more is answered with its own answer. */
const longestWaitMs = 30_000;
const firstWaitMs = 250;

/** 429: too much. 503: away. 409 with Retry-After: the first request under the same Idempotency-Key still runs. */
const isTransient = ({ status, headers }: Response) =>
  status === 429 || status === 503 || (status === 409 && headers.has("retry-after"));

/** Asked twice, these do what they do asked once. */
const canRepeat = ({ method, headers }: Request) =>
  ["GET", "HEAD", "PUT"].includes(method) || headers.has("idempotency-key");

/**
 * Sends a request, and again when it failed for a moment: there was no answer, or one that says so. Only what can be
 * repeated without harm is: reads, PUT, and whatever has an Idempotency-Key. It waits as long as `Retry-After` says,
 * else 250 ms, then twice as long each time.
 * @param retries how often it is tried again
 * @throws what `fetch` throws at the last try
 */
export async function fetchWithRetries(
  fetch: typeof globalThis.fetch,
  request: Request,
  retries: number,
): Promise<Response> {
  for (let tried = 0; ; tried += 1) {
    const isLast = tried >= retries || !canRepeat(request);
    const response = await attempt(fetch, isLast ? request : request.clone(), isLast);
    if (response !== null && (isLast || !isTransient(response))) return response;
    const wait = waitMs(response, tried);
    if (response !== null && wait > longestWaitMs) return response;
    await response?.body?.cancel();
    await sleep(wait, request.signal);
  }
}

/** Null when nobody answered, and it may be tried again. */
async function attempt(fetch: typeof globalThis.fetch, request: Request, isLast: boolean) {
  try {
    return await fetch(request);
  } catch (error) {
    if (isLast || request.signal.aborted) throw error;
    return null;
  }
}

function waitMs(response: Response | null, tried: number): number {
  const asked = Number(response?.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(asked) ? asked * 1000 : firstWaitMs * 2 ** tried * (1 + Math.random());
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
