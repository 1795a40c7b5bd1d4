import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { environmentOf } from "../local/app/environment.ts";
import { startNext } from "../local/app/next.ts";
import { freePort } from "../local/postgres/ports.ts";
import { readMark } from "../local/processes.ts";
import { type Stack, startStack } from "../local/stack/stack.ts";
import { buildApp } from "../tests/support/build.ts";
import type { Bench, Comparison, Fact, Progress, Result } from "./bench.ts";
import { compare, percentile } from "./rounds.ts";
import { type Crowd, startCrowd } from "./sse/crowd.ts";

const projectDir = join(import.meta.dirname, "..");
const sizes = [1_000, 5_000];
/** so many deliveries make a round of throughput, however many clients share them */
const deliveries = 200_000;
const pacedEvents = 20;
const pacedMs = 100;
const mostKbPerClient = 25;
/** so many clients are served before the memory of the others is counted */
const first = 200;
/** as much as an event with a short comment */
const filling = "x".repeat(300);

/** Something that clients listen to and that can be told to say something to all of them. */
type Server = {
  port: number;
  path: string;
  pid: number;
  publish: () => Promise<unknown>;
  stop: () => Promise<void>;
};

const event = () => JSON.stringify({ at: performance.timeOrigin + performance.now(), filling });

/**
 * The product's events come out of the database, as they do in earnest: each is a transaction of its own, and is heard
 * through Realtime, read once and handed on. The bare server is told each by a request.
 */
export default {
  title: "sse: events to many clients of one process, against a bare node:http server",
  run: async (progress) => {
    if (!process.env.SKIP_BUILD) await buildApp(projectDir);
    const stack = await startStack({ projectDir, ephemeral: true });
    const crowd = startCrowd();
    try {
      const result: Result = { comparisons: [], facts: [] };
      for (const clients of sizes) {
        const { comparisons, facts } = await withServers(stack, (servers) =>
          measure(clients, servers, crowd, progress),
        );
        result.comparisons.push(...comparisons);
        result.facts.push(...facts);
      }
      return result;
    } finally {
      crowd.end();
      await stack.stop();
    }
  },
} satisfies Bench;

type Servers = readonly [product: Server, bare: Server];

/** Each size has servers of its own: what a process has grown to, it does not give back. */
async function withServers<T>(stack: Stack, work: (servers: Servers) => Promise<T>): Promise<T> {
  const servers = [await startProduct(stack), await startBare()] as const;
  try {
    return await work(servers);
  } finally {
    await Promise.all(servers.map(({ stop }) => stop()));
  }
}

async function startProduct(stack: Stack): Promise<Server> {
  const dir = await mkdtemp(join(tmpdir(), "plinth-bench-"));
  const pidFile = join(dir, "app.pid");
  const port = await freePort();
  const env = { ...environmentOf(stack, `http://localhost:${port}`), JOBS: "off", LOG_LEVEL: "warn" };
  const app = await startNext({ mode: "start", projectDir, port, env, pidFile });
  const db = new Client({ connectionString: stack.dbUrl });
  await db.connect();
  const sql = "insert into public.events (topic, type, payload) values ('posts', 'test.happened', $1)";
  return {
    port,
    path: "/api/events/stream?topics=posts",
    pid: (await readMark(pidFile)).pid,
    publish: () => db.query(sql, [event()]),
    stop: async () => {
      await db.end();
      await app.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function startBare(): Promise<Server> {
  const child = fork(join(import.meta.dirname, "sse", "bare.ts"));
  const [port] = (await once(child, "message")) as [number];
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const publish = async () => {
    const sent = request({ host: "127.0.0.1", port, method: "POST", agent });
    sent.end(event());
    const [response] = await once(sent, "response");
    response.resume();
    await once(response, "end");
  };
  const stop = async () => {
    agent.destroy();
    child.kill();
  };
  return { port, path: "/", pid: child.pid ?? 0, publish, stop };
}

async function measure(clients: number, servers: Servers, crowd: Crowd, progress: Progress): Promise<Result> {
  const [product, bare] = servers;
  const memory = await memoryPerClient(clients, servers, crowd, progress);
  const events = deliveries / clients;
  const throughput = await compare(
    {
      name: `${clients} clients, as fast as can be`,
      unit: "events/s",
      aim: { atLeast: 0.8 },
      subject: () => during(product, clients, crowd, () => perSecond(product, events, clients, crowd)),
      baseline: () => during(bare, clients, crowd, () => perSecond(bare, events, clients, crowd)),
      rounds: 3,
      warmups: 1,
    },
    progress,
  );
  const slowest = await compare(
    {
      name: `${clients} clients, 10 events a second, p99`,
      unit: "ms",
      aim: { atMost: 2 },
      subject: () => during(product, clients, crowd, () => p99(product, crowd)),
      baseline: () => during(bare, clients, crowd, () => p99(bare, crowd)),
      rounds: 3,
      warmups: 1,
    },
    progress,
  );
  return { comparisons: [throughput, slowest, memory.comparison], facts: [memory.fact] };
}

/** Opens the clients for a while. */
async function during<T>(server: Server, clients: number, crowd: Crowd, work: () => Promise<T>): Promise<T> {
  await crowd.open(server.port, server.path, clients);
  try {
    return await work();
  } finally {
    await crowd.close();
  }
}

async function perSecond(server: Server, events: number, clients: number, crowd: Crowd): Promise<number> {
  const startedAt = performance.timeOrigin + performance.now();
  const hearing = crowd.hear(events);
  for (let n = 0; n < events; n++) await server.publish();
  const { lastAt } = await hearing;
  return (events * clients * 1000) / (lastAt - startedAt);
}

async function p99(server: Server, crowd: Crowd): Promise<number> {
  const hearing = crowd.hear(pacedEvents);
  for (let n = 0; n < pacedEvents; n++) await Promise.all([server.publish(), delay(pacedMs)]);
  return percentile((await hearing).ages, 0.99);
}

/** What a process takes of the machine's memory for each client, beside what the first few make it load. */
async function memoryPerClient(
  clients: number,
  servers: Servers,
  crowd: Crowd,
  progress: Progress,
): Promise<{ comparison: Comparison; fact: Fact }> {
  const grown: number[] = [];
  for (const server of servers) {
    await during(server, first, crowd, () => perSecond(server, 50, first, crowd));
    const before = await residentKb(server.pid);
    const after = await during(server, clients, crowd, async () => {
      await perSecond(server, 10, clients, crowd);
      return residentKb(server.pid);
    });
    grown.push((after - before) / clients);
    progress(`${clients} clients: ${before} KB before them, ${after} KB with them`);
  }
  const [subject = 0, ofBare = 0] = grown;
  const ratio = subject / mostKbPerClient;
  const rounds = [{ subject, baseline: mostKbPerClient }];
  return {
    comparison: {
      name: `${clients} clients, memory of each, against ${mostKbPerClient} KB`,
      ...{ unit: "KB", subject, baseline: mostKbPerClient, ratio, aim: { atMost: 1 }, rounds },
    },
    fact: { name: `${clients} clients, memory of each with the bare server`, value: ofBare, unit: "KB" },
  };
}

async function residentKb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]);
}
