import { pool } from "../db/pool.ts";
import { env } from "../env.ts";
import { log } from "../observability/log.ts";
import type { Readiness } from "./schema.ts";

/** A service that takes longer than this is not ready, whatever it says in the end. */
const patienceMs = 2_000;

const probes = {
  database: async () => {
    await pool().query("select 1");
  },
  auth: () => requireAnswer("/auth/v1/health"),
  rest: () => requireAnswer("/rest/v1/profiles?select=id&limit=1"),
};

/** Asks every service that requests depend on, all at once. What is wrong goes to the log, not to the caller. */
export async function checkReadiness(): Promise<Readiness> {
  const [database, auth, rest] = await Promise.all([check("database"), check("auth"), check("rest")]);
  const isReady = database.ok && auth.ok && rest.ok;
  return { status: isReady ? "ready" : "unavailable", checks: { database, auth, rest } };
}

async function check(name: keyof typeof probes): Promise<Readiness["checks"]["database"]> {
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
