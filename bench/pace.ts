import { setTimeout as delay } from "node:timers/promises";
import { type Load, summary } from "./load.ts";

export type Post = { headers: Record<string, string>; body: string };

/**
 * Posts every request once, evenly in time: each at its moment, whether or not the ones before were answered. So a
 * server that falls behind is seen to.
 * @returns status 0 stands for those that were not answered
 */
export async function postEvenly(
  url: string,
  posts: Iterable<Post>,
  { perMinute }: { perMinute: number },
): Promise<Load> {
  const startedAt = performance.now();
  const underWay: Promise<Answer>[] = [];
  for (const one of posts) {
    await delay(startedAt + (underWay.length * 60_000) / perMinute - performance.now());
    underWay.push(post(url, one));
  }
  return summary(await Promise.all(underWay), performance.now() - startedAt);
}

type Answer = { status: number; ms: number };

async function post(url: string, { headers, body }: Post): Promise<Answer> {
  const sentAt = performance.now();
  const status = await fetch(url, { method: "POST", headers, body }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    () => 0,
  );
  return { status, ms: performance.now() - sentAt };
}
