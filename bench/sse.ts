import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
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
import { compare, median, percentile } from "./rounds.ts";
import { type Crowd, startCrowd } from "./sse/crowd.ts";
import { type Memory, openGauge } from "./sse/memory.ts";

const projectDir = join(import.meta.dirname, "..");
const sizes = [1_000, 5_000];
/** so many deliveries make a round of throughput, however many clients share them */
const deliveries = 200_000;
const pacedEvents = 20;
const pacedMs = 100;
const mostKbPerClient = 25;
/** so many clients are served before the memory of the others is counted */
const first = 200;
/** in so many steps they come, of which each is counted */
const steps = 5;
/** as much as an event with a short comment */
const filling = "x".repeat(300);

/** Something that clients listen to and that can be told to say something to all of them. */
type Server = {
  port: number;
  path: string;
  memory: () => Promise<Memory>;
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
  const [port, gauge] = [await freePort(), await openGauge()];
  const own = { JOBS: "off", LOG_LEVEL: "warn", ...gauge.env };
  const env = { ...environmentOf(stack, `http://localhost:${port}`), ...own };
  const app = await startNext({ mode: "start", projectDir, port, env, pidFile });
  const db = new Client({ connectionString: stack.dbUrl });
  await db.connect();
  const sql = "insert into public.events (topic, type, payload) values ('posts', 'test.happened', $1)";
  return {
    port,
    path: "/api/events/stream?topics=posts",
    memory: async () => gauge.read((await readMark(pidFile)).pid),
    publish: () => db.query(sql, [event()]),
    stop: async () => {
      await db.end();
      await app.stop();
      await gauge.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function startBare(): Promise<Server> {
  const gauge = await openGauge();
  const child = fork(join(import.meta.dirname, "sse", "bare.ts"), { env: { ...process.env, ...gauge.env } });
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
    await gauge.close();
  };
  return { port, path: "/", memory: () => gauge.read(child.pid ?? 0), publish, stop };
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
  return { comparisons: [throughput, slowest, memory.comparison], facts: memory.facts };
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

/** What each more client takes of the machine's memory in a process. */
async function memoryPerClient(
  clients: number,
  [product, bare]: Servers,
  crowd: Crowd,
  progress: Progress,
): Promise<{ comparison: Comparison; facts: Fact[] }> {
  const [ours, theirs] = [
    await growth(clients, product, crowd, progress),
    await growth(clients, bare, crowd, progress),
  ];
  const [subject, baseline] = [median(ours.steps), mostKbPerClient];
  const rounds = ours.steps.map((step) => ({ subject: step, baseline }));
  const fact = (what: string, value: number, unit = "KB"): Fact => {
    return { name: `${clients} clients, ${what}`, value, unit };
  };
  return {
    comparison: {
      name: `${clients} clients, memory of each, against ${mostKbPerClient} KB`,
      ...{ unit: "KB", subject, baseline, ratio: subject / baseline, aim: { atMost: 1 }, rounds },
    },
    facts: [
      fact("memory of each with the bare server", median(theirs.steps)),
      fact("the whole process before the collector ran", ours.atOnce / 1024, "MB"),
      fact("the whole process when it had", ours.needed / 1024, "MB"),
      fact("the whole bare server before the collector ran", theirs.atOnce / 1024, "MB"),
      fact("the whole bare server when it had", theirs.needed / 1024, "MB"),
    ],
  };
}

/** @returns in KB: what each client of a step added, and what the process takes in the end */
async function growth(
  clients: number,
  server: Server,
  crowd: Crowd,
  progress: Progress,
): Promise<Memory & { steps: number[] }> {
  await during(server, first, crowd, () => perSecond(server, 50, first, crowd));
  const found = [await server.memory()];
  const size = clients / steps;
  try {
    for (let there = size; there <= clients; there += size) {
      await crowd.open(server.port, server.path, size);
      await perSecond(server, 10, there, crowd);
      found.push(await server.memory());
    }
  } finally {
    await crowd.close();
  }
  const needed = found.map((memory) => memory.needed);
  progress(`${clients} clients: ${needed.join(", ")} KB`);
  const added = needed.slice(1).map((kb, at) => (kb - (needed[at] ?? 0)) / size);
  return { ...(found.at(-1) ?? { atOnce: 0, needed: 0 }), steps: added };
}
