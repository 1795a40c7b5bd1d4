import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";

/** The variable that names the file which collect.ts writes. */
export const collectedFile = "BENCH_COLLECTED";

/** What a process takes of the machine's memory, in KB. */
export type Memory = {
  /** as it is, with what the collector has not come to yet */
  atOnce: number;
  /** when the collector has given back whatever is not needed */
  needed: number;
};

const patienceMs = 60_000;

/** Looks at the memory of one process, which has to be started with these variables. */
export async function openGauge() {
  const dir = await mkdtemp(join(tmpdir(), "plinth-bench-"));
  const file = join(dir, "collected");
  const collect = pathToFileURL(join(import.meta.dirname, "collect.ts"));
  return {
    env: { NODE_OPTIONS: `--import ${collect}`, [collectedFile]: file },
    read: async (pid: number): Promise<Memory> => {
      const atOnce = await residentKb(pid);
      await rm(file, { force: true });
      process.kill(pid, "SIGUSR2");
      for (const deadline = Date.now() + patienceMs; !existsSync(file); await delay(100)) {
        if (Date.now() > deadline) throw new Error("The collector did not run.");
      }
      return { atOnce, needed: await residentKb(pid) };
    },
    close: () => rm(dir, { recursive: true, force: true }),
  };
}

async function residentKb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]);
}
