import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createClient, type Session } from "@supabase/supabase-js";
import type { Request } from "autocannon";
import { Client } from "pg";
import { type Stack, startStack } from "../local/stack/stack.ts";
import { signUp } from "./account.ts";
import type { Bench, Comparison, Progress, Result } from "./bench.ts";
import { type Load, sendAll } from "./load.ts";
import { callApi, callSql, calls, fill, schema } from "./rest/calls.ts";
import { compare } from "./rounds.ts";

const turns = 200;
const crowds = [1, 8];
const projectDir = join(import.meta.dirname, "..");

/**
 * The ten calls that are made most, as supabase-js sends them to the embedded PostgREST, and the transactions that they
 * come to. What is measured is what the service does beside them: HTTP, the token, parsing and planning. The calls are
 * recorded first: what supabase-js takes to make them is not the service's.
 */
export default {
  title: "rest: ten calls of supabase-js to the embedded REST service, against the same SQL through pg alone",
  run: async (progress) => {
    progress("starting the embedded services");
    const stack = await startStack({ projectDir, ephemeral: true });
    const connections: Client[] = [];
    try {
      const session = await signUp(stack, "caller");
      await makeTables(stack, session);
      for (let n = 0; n < Math.max(...crowds); n += 1) connections.push(await connect(stack));
      return await measure(sidesOf(stack, session, connections), progress);
    } finally {
      await Promise.all(connections.map((each) => each.end()));
      await stack.stop();
    }
  },
} satisfies Bench;

/** A round of each, in calls per second. */
type Sides = { api: (crowd: number) => Promise<number>; sql: (crowd: number) => Promise<number> };

function sidesOf(stack: Stack, session: Session, connections: Client[]): Sides {
  const claims = claimsOf(session);
  let next = 0;
  return {
    api: async (crowd) => {
      const requests = await record(
        stack,
        session,
        Array.from({ length: turns }, () => next++),
      );
      const load = await sendAll(requests, { url: stack.apiUrl, connections: crowd });
      requireSuccess(load);
      return load.perSecond;
    },
    sql: (crowd) =>
      inTurns(crowd, async (who) => {
        const n = next++;
        for (const call of calls) await callSql(connections[who] as Client, call, n, claims);
      }),
  };
}

/** What supabase-js sends for the ten calls, once for each of these numbers. */
async function record(stack: Stack, { access_token }: Session, numbers: number[]): Promise<Request[]> {
  const requests: Request[] = [];
  const keep: typeof fetch = async (url, init) => {
    const { pathname, search } = new URL(String(url));
    const headers = Object.fromEntries(new Headers(init?.headers));
    const method = (init?.method ?? "GET") as Request["method"];
    requests.push({
      method,
      path: pathname + search,
      headers,
      ...(init?.body && { body: String(init.body) }),
    });
    return Response.json({});
  };
  const api = createClient(stack.apiUrl, stack.keys.publishableKey, {
    accessToken: async () => access_token,
    global: { fetch: keep },
  });
  for (const n of numbers) for (const call of calls) await callApi(api, call, n);
  return requests;
}

/** So many people take turns; in a turn the ten calls are made once. @returns calls per second */
async function inTurns(crowd: number, take: (who: number) => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  let left = turns;
  await Promise.all(
    Array.from({ length: crowd }, async (_, who) => {
      while (left-- > 0) await take(who);
    }),
  );
  return (turns * calls.length * 1000) / (performance.now() - startedAt);
}

function requireSuccess({ statuses }: Load): void {
  const failed = Object.keys(statuses).filter((status) => !/^20[0146]$/.test(status));
  if (failed.length > 0) throw new Error(`Calls were answered with ${failed.join()}`);
}

async function measure({ api, sql }: Sides, progress: Progress): Promise<Result> {
  const comparisons: Comparison[] = [];
  for (const crowd of crowds) {
    const name = crowd === 1 ? "one after the other" : `${crowd} at once`;
    const sides = { subject: () => api(crowd), baseline: () => sql(crowd) };
    comparisons.push(await compare({ name, unit: "calls/s", aim: { atLeast: 0.5 }, ...sides }, progress));
  }
  return { comparisons, facts: [] };
}

const claimsOf = ({ access_token }: Session): string =>
  Buffer.from(access_token.split(".")[1] ?? "", "base64url").toString();

async function connect({ dbUrl }: Stack): Promise<Client> {
  const db = new Client({ connectionString: dbUrl });
  await db.connect();
  return db;
}

async function makeTables(stack: Stack, session: Session): Promise<void> {
  const db = await connect(stack);
  await db.query(schema);
  await db.query(fill.replace("$owner$", `'${session.user.id}'::uuid`));
  await db.query("notify pgrst, 'reload schema'");
  await db.end();
  const api = createClient(stack.apiUrl, stack.keys.publishableKey, {
    accessToken: async () => session.access_token,
  });
  for (let tries = 0; tries < 100; tries += 1) {
    const { error } = await api.from("bench_notes").select("id").limit(1);
    if (error === null) return;
    await delay(50); // the service has not heard of the tables yet
  }
  throw new Error("The service does not know the tables");
}
