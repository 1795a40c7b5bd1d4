import { once } from "node:events";
import autocannon, { type Client, type Request } from "autocannon";
import { percentile } from "./rounds.ts";

/** What came of a load. Latencies are in milliseconds. */
export type Load = { perSecond: number; p50: number; p99: number; statuses: Record<number, number> };

export type LoadOptions = { url: string; connections: number };

/**
 * Sends every request once, over so many connections that each waits for its answer before it sends the next.
 * @throws {Error} when one of them was not answered
 */
export async function sendAll(requests: Request[], { url, connections }: LoadOptions): Promise<Load> {
  const shares = Array.from({ length: connections }, (_, at) =>
    requests.filter((_request, index) => index % connections === at),
  );
  const setupClient = (client: Client) => client.setRequests(shares.shift() ?? []);
  return measured({ url, connections, amount: requests.length, setupClient });
}

/**
 * Sends the same request again and again.
 * @throws {Error} when one of them was not answered
 */
export const sendFor = (seconds: number, request: Request, options: LoadOptions): Promise<Load> =>
  measured({ ...request, ...options, duration: seconds });

/** The clock stops with the last answer: autocannon itself only looks now and then at whether it is done. */
async function measured(options: autocannon.Options): Promise<Load> {
  const answers: { status: number; ms: number }[] = [];
  let lastAt = 0;
  const run = autocannon({ ...options, timeout: 60, sampleInt: 100 }, () => {});
  run.on("response", (_client, status, _bytes, ms) => {
    answers.push({ status, ms });
    lastAt = performance.now();
  });
  await once(run, "start");
  const startedAt = performance.now();
  const [result] = (await once(run, "done")) as [autocannon.Result];
  if (result.errors > 0) throw new Error(`${result.errors} requests to ${options.url} were not answered`);
  return summary(answers, lastAt - startedAt);
}

/** @param tookMs from the first request to the last answer */
export function summary(answers: { status: number; ms: number }[], tookMs: number): Load {
  const latencies = answers.map(({ ms }) => ms);
  const statuses: Load["statuses"] = {};
  for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1;
  return {
    perSecond: (answers.length * 1000) / tookMs,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    statuses,
  };
}

/**
 * Requires that every answer had this status: what fails fast is not fast.
 * @throws {Error} that names the others
 */
export function requireStatus(wanted: number, { statuses }: Load): void {
  const { [wanted]: right = 0, ...others } = statuses;
  if (right === 0 || Object.keys(others).length > 0) {
    throw new Error(`Not everything was answered with ${wanted}: ${JSON.stringify(statuses)}`);
  }
}
