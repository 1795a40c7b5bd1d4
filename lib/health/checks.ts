import { pool } from "../db/pool.ts";
import { env } from "../env.ts";
import { defaultRhythm } from "../jobs/heartbeat.ts";
import { log } from "../observability/log.ts";
import { isEnding } from "../shutdown.ts";
import { type Check, type Readiness, type Service, services } from "./schema.ts";

/** A service that takes longer than this is not ready, whatever it says in the end. */
const patienceMs = 2_000;

const probes: Record<Service, () => Promise<void>> = {
  database: async () => {
    await pool().query("select 1");
  },
  auth: () => requireAnswer("/auth/v1/health"),
  rest: () => requireAnswer("/rest/v1/profiles?select=id&limit=1"),
  storage: () => requireAnswer("/storage/v1/status"),
  realtime: () => requireAnswer("/realtime/v1/api/ping"),
  jobs: requireJobs,
};

/**
 * Asks every service that requests depend on, all at once, and waits for none of them longer than two seconds. What is
 * wrong goes to the log, not to the caller.
 */
export async function checkReadiness(): Promise<Readiness> {
  const answers = await Promise.all(services.map(async (name) => [name, await check(name)] as const));
  const isWell = answers.every(([, { ok }]) => ok);
  const status = isEnding() ? "stopping" : isWell ? "ready" : "unavailable";
  return { status, checks: Object.fromEntries(answers) as Readiness["checks"] };
}

async function check(name: Service): Promise<Check> {
  const startedAt = performance.now();
  const latency = () => Math.round((performance.now() - startedAt) * 10) / 10;
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer in ${patienceMs} ms`)), patienceMs);
  try {
    await Promise.race([probes[name](), late]);
    return { ok: true, latencyMs: latency() };
  } catch (error) {
    log().warn({ err: error, service: name }, "not ready");
    return { ok: false, latencyMs: latency() };
  } finally {
    clearTimeout(timer);
  }
}

async function requireAnswer(path: string): Promise<void> {
  const response = await fetch(env().SUPABASE_URL + path, {
    headers: { apikey: env().SUPABASE_PUBLISHABLE_KEY },
    signal: AbortSignal.timeout(patienceMs),
    cache: "no-store",
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
}

/** Jobs run in this process unless it is told that they do not; then it is enough that they can be enqueued. */
async function requireJobs(): Promise<void> {
  if (env().JOBS === "off") {
    await pool().query("select from graphile_worker.jobs limit 1");
    return;
  }
  const { beatMs, silenceMs } = defaultRhythm;
  const { rowCount } = await pool().query(
    "select from private.job_workers where seen_at > now() - $1 * interval '1 millisecond' limit 1",
    [beatMs + silenceMs],
  );
  if (rowCount === 0) throw new Error("no worker says that it lives");
}
