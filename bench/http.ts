import type { Request } from "autocannon";
import { signUp } from "./account.ts";
import type { Bench, Comparison, Progress, Result } from "./bench.ts";
import { requireStatus, sendAll } from "./load.ts";
import { type Contest, compare } from "./rounds.ts";
import { buildApp, type Ground, openApp, openGround } from "./server.ts";

const requestsInARound = 3_000;
const connections = 16;
const people = 40;

/**
 * The pipeline beside handlers of Next.js that have none, in one server. Callers come from many addresses, or are many
 * people: a limit that refuses would be measured otherwise.
 */
export default {
  title: "http: the whole pipeline, against bare handlers of Next.js in the same server",
  run: async (progress) => {
    await buildApp(progress);
    const ground = await openGround(progress);
    try {
      const app = await openApp(ground, { JOBS: "off", LOG_LEVEL: "info", TRUSTED_PROXIES: "127.0.0.1" });
      return await measure(app.url, ground, progress).finally(app.stop);
    } finally {
      await ground.stop();
    }
  },
} satisfies Bench;

async function measure(url: string, ground: Ground, progress: Progress): Promise<Result> {
  const tokens = await signUpAll(ground, progress);
  const { id, etag } = await examples(url);
  const bare = () => round(url, "/api/bare/json", 200, fromAnywhere);
  const bearers = (index: number) => ({ authorization: `Bearer ${tokens[index % tokens.length]}` });
  const contests: Pick<Contest, "name" | "aim" | "subject" | "baseline">[] = [
    {
      name: "GET /api/health",
      aim: { atLeast: 0.9 },
      subject: () => round(url, "/api/health", 200, fromAnywhere),
      baseline: bare,
    },
    {
      name: "GET /api/posts, 200 from the cache",
      aim: { atLeast: 0.8 },
      subject: () => round(url, "/api/posts", 200, fromAnywhere),
      baseline: bare,
    },
    {
      name: "GET /api/posts, 304",
      aim: { atLeast: 0.8 },
      subject: () => round(url, "/api/posts", 304, () => ({ ...fromAnywhere(), "if-none-match": etag })),
      baseline: bare,
    },
    {
      name: "GET /api/posts/:id, signed in",
      aim: { atLeast: 0.75 },
      subject: () => round(url, `/api/posts/${id}`, 200, bearers),
      baseline: () => round(url, `/api/bare/post?id=${id}`, 200, bearers),
    },
  ];
  const comparisons: Comparison[] = [];
  for (const contest of contests) {
    comparisons.push(await compare({ ...contest, unit: "requests/s" }, progress));
  }
  return { comparisons, facts: [] };
}

type HeadersOf = (index: number) => Record<string, string>;

async function round(url: string, path: string, status: number, headersOf: HeadersOf): Promise<number> {
  const requests = Array.from(
    { length: requestsInARound },
    (_, index): Request => ({ method: "GET", path, headers: headersOf(index) }),
  );
  const load = await sendAll(requests, { url: url + path, connections });
  requireStatus(status, load);
  return load.perSecond;
}

let addresses = 0;

/** An address that has not called yet, or not for a long time. */
function fromAnywhere(): Record<string, string> {
  addresses = (addresses + 1) % 40_000;
  return { "x-forwarded-for": `10.9.${addresses >> 8}.${addresses & 255}` };
}

async function signUpAll({ stack }: Ground, progress: Progress): Promise<string[]> {
  progress(`${people} people sign up`);
  const sessions = Array.from({ length: people }, (_, index) => signUp(stack, String(index)));
  return (await Promise.all(sessions)).map(({ access_token }) => access_token);
}

/** A post that everybody may read, and the mark of the list as it is. */
async function examples(url: string): Promise<{ id: string; etag: string }> {
  const answer = await fetch(`${url}/api/posts?visibility=public`);
  const { data } = (await answer.json()) as { data: { id: string }[] };
  const list = await fetch(`${url}/api/posts`);
  return { id: data[0]?.id ?? "", etag: list.headers.get("etag") ?? "" };
}
