import { randomInt } from "node:crypto";
import { requireFreePort } from "../../local/postgres/ports.ts";

/**
 * A port with those that are derived from it (database, mailbox, SMTP, Stripe, an app) free as well. Below the
 * range from which the system hands out ports, so that nobody else's connection takes one meanwhile.
 */
export async function freeBlock(): Promise<{ port: number; dbPort: number }> {
  for (;;) {
    const port = randomInt(10_000, 30_000);
    const block = [0, 1, 3, 4, 5, 6].map((offset) => port + offset);
    const taken = await Promise.allSettled(block.map((each) => requireFreePort(each, "a test", "--port")));
    if (taken.every(({ status }) => status === "fulfilled")) return { port, dbPort: port + 1 };
  }
}
