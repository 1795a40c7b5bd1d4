import { randomInt } from "node:crypto";
import { requireFreePort } from "../../local/postgres/ports.ts";

const first = 10_000;
const perWorker = 2_000;

/**
 * A port with those that are derived from it (database, mailbox, SMTP, Stripe, an app) free as well. Below the
 * range from which the system hands out ports, so that nobody else's connection takes one meanwhile; below the one
 * of `freePort`; and each of the workers has a range of its own, because nothing listens there yet.
 */
export async function freeBlock(): Promise<{ port: number; dbPort: number }> {
  const from = first + (Number(process.env.VITEST_POOL_ID) % 5) * perWorker;
  for (;;) {
    const port = randomInt(from, from + perWorker - 6);
    const block = [0, 1, 3, 4, 5, 6].map((offset) => port + offset);
    const taken = await Promise.allSettled(block.map((each) => requireFreePort(each, "a test", "--port")));
    if (taken.every(({ status }) => status === "fulfilled")) return { port, dbPort: port + 1 };
  }
}
