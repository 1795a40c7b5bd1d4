import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Bench, Progress, Result } from "./bench.ts";
import { compare } from "./rounds.ts";
import type { Ask, Open, Report } from "./uploads/server.ts";

const uploads = 200;
const megabytes = 5;
const body = Buffer.alloc(megabytes * 1024 * 1024, "plinth");

/**
 * All uploads begin at once. The product asks policies, makes every file and its folder durable and writes a row; the
 * bare handler writes the bytes and leaves them to the operating system.
 */
export default {
  title: `storage: ${uploads} parallel uploads of ${megabytes} MB, against a bare handler that writes the same bytes`,
  run: async (progress) => {
    const product = await openServer("product");
    const bare = await openServer("bare").catch(async (error) => {
      await product.stop();
      throw error;
    });
    try {
      return await measure(product, bare, progress);
    } finally {
      await product.stop();
      await bare.stop();
    }
  },
} satisfies Bench;

async function measure(product: Server, bare: Server, progress: Progress): Promise<Result> {
  const contest = {
    name: "bytes to disk",
    unit: "MB/s",
    aim: { atLeast: 0.5 },
    subject: () => round(product),
    baseline: () => round(bare),
    rounds: 5,
    warmups: 1,
  };
  const comparison = await compare(contest, progress);
  const [ours, theirs] = [await product.ask("report"), await bare.ask("report")];
  return {
    comparisons: [comparison],
    facts: [
      { name: "event loop delay, p99", value: ours.eventLoopP99, unit: "ms" },
      { name: "event loop delay of the bare handler, p99", value: theirs.eventLoopP99, unit: "ms" },
      { name: "peak memory", value: ours.peakRss, unit: "MB" },
      { name: "peak memory of the bare handler", value: theirs.peakRss, unit: "MB" },
    ],
  };
}

/** @throws {Error} when one of the uploads was not taken */
async function round(server: Server): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: uploads });
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: uploads }, (_, at) => upload(server, agent, `file-${at}`)));
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();
  await server.ask("clear");
  return (uploads * megabytes) / seconds;
}

async function upload({ url, headers }: Server, agent: Agent, name: string): Promise<void> {
  const type = "application/octet-stream";
  const sent = request(url + name, {
    method: "POST",
    agent,
    headers: { ...headers, "content-type": type, "content-length": body.length },
  });
  sent.end(body);
  const [answer] = await once(sent, "response");
  const said = await text(answer);
  if (answer.statusCode !== 200) throw new Error(`An upload was answered with ${answer.statusCode}: ${said}`);
}

type Server = Open & { ask: (what: Ask) => Promise<Report>; stop: () => Promise<void> };

async function openServer(kind: "product" | "bare"): Promise<Server> {
  const child = fork(join(import.meta.dirname, "uploads", "server.ts"), [kind]);
  const exited = once(child, "exit");
  const next = async <Message>(): Promise<Message> => {
    const gone = exited.then(([code]) => {
      throw new Error(`The ${kind} server ended with exit code ${code}`);
    });
    const [message] = await Promise.race([once(child, "message"), gone]);
    return message;
  };
  const open = await next<Open>();
  const ask = (what: Ask) => {
    child.send(what);
    return next<Report>();
  };
  return {
    ...open,
    ask,
    stop: async () => {
      if (child.exitCode === null) await ask("stop");
      await exited;
    },
  };
}
