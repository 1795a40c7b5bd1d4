import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Order, Word } from "./audience.ts";

/** Clients in processes of their own, so that they do not share the server's or the bench's. */
export type Crowd = {
  open: (port: number, path: string, clients: number) => Promise<void>;
  /** From now on, until every client has heard so many events. Call it before the first is published. */
  hear: (events: number) => Promise<{ lastAt: number; ages: number[] }>;
  close: () => Promise<void>;
  end: () => void;
};

const processes = 4;
let hosts = 0;

/** Addresses of this machine that nobody has called from yet: a server counts streams by them. */
const newAddresses = (count: number): string[] =>
  Array.from({ length: count }, () => {
    const n = ++hosts;
    return `127.77.${(n >> 7) & 255}.${1 + (n & 127)}`;
  });

export function startCrowd(): Crowd {
  const children = Array.from({ length: processes }, () => fork(join(import.meta.dirname, "audience.ts")));
  const all = <T>(work: (child: ChildProcess) => Promise<T>) => Promise.all(children.map(work));
  return {
    open: async (port, path, clients) => {
      const share = Math.ceil(clients / processes);
      await all((child) => {
        const addresses = newAddresses(Math.ceil(share / 20));
        return ask(child, { order: "open", port, path, clients: share, addresses }, "opened");
      });
    },
    hear: async (events) => {
      const answers = await all((child) => ask(child, { order: "hear", events }, "heard"));
      return {
        lastAt: Math.max(...answers.map(({ lastAt }) => lastAt)),
        ages: answers.flatMap(({ ages }) => ages),
      };
    },
    close: async () => {
      await all((child) => ask(child, { order: "close" }, "closed"));
    },
    end: () => {
      for (const child of children) child.kill();
    },
  };
}

async function ask<W extends Word["word"]>(
  child: ChildProcess,
  order: Order,
  answer: W,
): Promise<Extract<Word, { word: W }>> {
  const said = once(child, "message", { signal: AbortSignal.timeout(180_000) });
  child.send(order);
  const [word] = (await said) as [Word];
  if (word.word !== answer) throw new Error(`a client: ${"reason" in word ? word.reason : word.word}`);
  return word as Extract<Word, { word: W }>;
}
