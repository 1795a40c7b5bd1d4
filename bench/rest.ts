import { setTimeout as delay } from "node:timers/promises";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { Client } from "pg";
import { type Stack, startStack } from "../local/stack/stack.ts";
import type { Bench, Comparison, Progress, Result } from "./bench.ts";
import { callApi, callSql, calls, fill, schema } from "./rest/calls.ts";
import { compare } from "./rounds.ts";

const rowsInARound = 200;
const crowds = [1, 8];
const projectDir = new URL("..", import.meta.url).pathname;

/**
 * The ten calls that are made most, by supabase-js through the embedded PostgREST, and the transactions that they come
 * to. What is measured is everything else: supabase-js, HTTP on both sides, the token, parsing and planning, all of it
 * in one process.
 */
export default {
  title: "rest: ten calls of supabase-js to the embedded REST service, against the same SQL through pg alone",
  run: async (progress) => {
    progress("starting the embedded services");
    const stack = await startStack({ projectDir, ephemeral: true });
    const sides: Sides = { api: await signUp(stack), claims: "", connections: [] };
    try {
      sides.claims = await prepare(stack, sides.api);
      for (let n = 0; n < Math.max(...crowds); n += 1) sides.connections.push(await connect(stack));
      await known(sides.api);
      return await measure(sides, progress);
    } finally {
      await Promise.all(sides.connections.map((each) => each.end()));
      await stack.stop();
    }
  },
} satisfies Bench;

type Sides = { api: SupabaseClient; claims: string; connections: Client[] };

async function signUp({ apiUrl, keys }: Stack): Promise<SupabaseClient> {
  const api = createClient(apiUrl, keys.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { error } = await api.auth.signUp({
    email: "bench@plinth.test",
    password: "a long enough pass phrase",
  });
  if (error) throw error;
  return api;
}

/** Makes the tables. @returns the person's claims as JSON */
async function prepare(stack: Stack, api: SupabaseClient): Promise<string> {
  const { data, error } = await api.auth.getClaims();
  if (error || data === null) throw new Error("There is no session", { cause: error });
  const db = await connect(stack);
  await db.query(schema);
  await db.query(fill.replace("$owner$", `'${data.claims.sub}'::uuid`));
  await db.query("notify pgrst, 'reload schema'");
  await db.end();
  return JSON.stringify(data.claims);
}

async function connect({ dbUrl }: Stack): Promise<Client> {
  const db = new Client({ connectionString: dbUrl });
  await db.connect();
  return db;
}

/** Waits until the service has heard of the tables. */
async function known(api: SupabaseClient): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { error } = await api.from("bench_notes").select("id").limit(1);
    if (error === null) return;
    await delay(50);
  }
  throw new Error("The service does not know the tables");
}

async function measure({ api, claims, connections }: Sides, progress: Progress): Promise<Result> {
  const comparisons: Comparison[] = [];
  let next = 0;
  const round = (crowd: number, call: (who: number, n: number) => Promise<void>) =>
    perSecond(crowd, () => next++, call);
  for (const crowd of crowds) {
    const contest = {
      name: crowd === 1 ? "one after the other" : `${crowd} at once`,
      ...{ unit: "calls/s", aim: { atLeast: 0.5 } },
      subject: () =>
        round(crowd, async (_who, n) => {
          for (const call of calls) await callApi(api, call, n);
        }),
      baseline: () =>
        round(crowd, async (who, n) => {
          for (const call of calls) await callSql(connections[who] as Client, call, n, claims);
        }),
    };
    comparisons.push(await compare(contest, progress));
  }
  return { comparisons, facts: [] };
}

/** So many people make the ten calls again and again. */
async function perSecond(
  crowd: number,
  next: () => number,
  work: (who: number, n: number) => Promise<void>,
): Promise<number> {
  const startedAt = performance.now();
  let left = rowsInARound;
  await Promise.all(
    Array.from({ length: crowd }, async (_, who) => {
      while (left-- > 0) await work(who, next());
    }),
  );
  return (rowsInARound * calls.length * 1000) / (performance.now() - startedAt);
}
