import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "./database.ts";

const daysAhead = 3;
const keep = "72 hours";
const everyMs = 3_600_000;

/** Keeps the days of `realtime.messages`: some ahead are made, those that are over for long are dropped. */
export async function keepPartitions(database: Database, signal: AbortSignal): Promise<void> {
  const run = () => database.query("select _local.realtime_partitions($1, $2)", [daysAhead, keep]);
  await run();
  void (async () => {
    while (!signal.aborted) {
      await delay(everyMs, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) return;
      await run().catch((error) => process.stderr.write(`realtime: partitions: ${error}\n`));
    }
  })();
}
