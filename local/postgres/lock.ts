import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { StartError } from "../start-error.ts";

/**
 * One stack per data directory. The lock holds the id of the process that runs the stack; the id of a process
 * that is gone is a stale lock, left by a kill -9, and is taken over.
 *
 * @returns a function that gives the lock back
 * @throws {StartError} when a living process holds it
 */
export async function lockDataDir(lockFile: string, dataDir: string): Promise<() => Promise<void>> {
  const holder = existsSync(lockFile) ? Number(await readFile(lockFile, "utf8")) : 0;
  if (holder && holder !== process.pid && isAlive(holder)) {
    throw new StartError(
      `The data directory ${dataDir} is in use by process ${holder}. Stop that process, or choose another with --data-dir.`,
    );
  }
  await writeFile(lockFile, String(process.pid));
  return () => rm(lockFile, { force: true });
}

/**
 * Ends a Postgres whose stack was killed: it still runs on the data directory, and nobody would ever stop it.
 * Only called with the directory's lock held, so the server that is found has no living owner.
 */
export async function stopOrphan(pgData: string): Promise<void> {
  const pidFile = `${pgData}/postmaster.pid`;
  const pid = existsSync(pidFile) ? Number((await readFile(pidFile, "utf8")).split("\n")[0]) : 0;
  if (!pid || !isAlive(pid) || !(await isPostgresOn(pid, pgData))) return;
  process.kill(pid, "SIGINT");
  for (let waited = 0; isAlive(pid) && waited < 15_000; waited += 50) await delay(50);
  if (isAlive(pid)) process.kill(pid, "SIGQUIT");
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Process ids are reused: before a signal is sent, the process must be a Postgres on this very directory. */
async function isPostgresOn(pid: number, pgData: string): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
  if (commandLine !== null) return commandLine.split("\0").includes(pgData);
  const { execFileSync } = await import("node:child_process");
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(pgData);
  } catch {
    return false;
  }
}
