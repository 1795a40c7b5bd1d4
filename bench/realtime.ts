import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Bench, Progress, Result } from "./bench.ts";
import { compare, percentile } from "./rounds.ts";

const subscribers = 1_000;
const broadcastsInARound = 50;

/**
 * One client says something and a thousand hear it; the next thing is said when all of them have. The bare server
 * looks at nothing: no topic, no rights, no rate. Both are sent the same bytes.
 */
export default {
  title: "realtime: one broadcast to 1,000 subscribers, against a bare ws fan-out",
  run: async (progress) => {
    const started: ChildProcess[] = [];
    try {
      progress("starting both servers and their subscribers");
      const product = await openSide("realtime.ts", started);
      const bare = await openSide("bare.ts", started);
      return await measure(product, bare, progress);
    } finally {
      await Promise.all(started.map(end));
    }
  },
} satisfies Bench;

/** Sends a round's broadcasts; answers how many milliseconds each took to reach everybody. */
type Side = () => Promise<number[]>;

async function openSide(server: string, started: ChildProcess[]): Promise<Side> {
  const { url } = await ask<{ url: string }>(start(server, started));
  const clients = start("clients.ts", started);
  await ask(clients, { url, subscribers });
  return async () => {
    const { took } = await ask<{ took: number[] }>(clients, { broadcasts: broadcastsInARound });
    return took;
  };
}

async function measure(product: Side, bare: Side, progress: Progress): Promise<Result> {
  const latencies: number[] = [];
  const rate = (took: number[]) => (took.length * 1000) / took.reduce((sum, ms) => sum + ms, 0);
  const fanOut = await compare(
    {
      name: "1,000 subscribers",
      unit: "broadcasts/s",
      aim: { atLeast: 0.6 },
      subject: async () => {
        const took = await product();
        latencies.push(...took);
        return rate(took);
      },
      baseline: async () => rate(await bare()),
    },
    progress,
  );
  const facts = [0.5, 0.99].map((share) => ({
    name: `${share * 100} % of broadcasts had reached everybody within`,
    value: percentile(latencies, share),
    unit: "ms",
  }));
  return { comparisons: [fanOut], facts };
}

function start(file: string, started: ChildProcess[]): ChildProcess {
  const child = fork(join(import.meta.dirname, "sockets", file));
  started.push(child);
  return child;
}

async function ask<Answer>(child: ChildProcess, order?: object): Promise<Answer> {
  const settled = new AbortController();
  const { signal } = settled;
  const failed = once(child, "exit", { signal }).then(() => {
    throw new Error("A process of the benchmark ended");
  });
  const answer = once(child, "message", { signal });
  if (order) child.send(order);
  try {
    const [message] = await Promise.race([answer, failed]);
    return message as Answer;
  } finally {
    for (const one of [answer, failed]) one.catch(() => {}); // what is left is called off
    settled.abort();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.disconnect();
  await once(child, "exit");
}
