import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { StartError } from "../start-error.ts";

/**
 * Takes a lock file, which holds its owner's process id. The id of a process that is gone is a stale lock, left
 * by a kill -9, and is taken over.
 *
 * @param inUse the sentence for a person when a living process holds it
 * @returns a function that gives the lock back
 * @throws {StartError} when a living process holds it
 */
export async function takeLock(
  lockFile: string,
  inUse: (holder: number) => string,
): Promise<() => Promise<void>> {
  const holder = await readPidFile(lockFile);
  if (holder && holder !== process.pid && isAlive(holder)) {
    throw new StartError(inUse(holder));
  }
  await writeFile(lockFile, String(process.pid)).catch((error: NodeJS.ErrnoException) => {
    throw new StartError(
      `${lockFile} cannot be written (${error.code}). Its folder has to be writable to start.`,
    );
  });
  return () => rm(lockFile, { force: true });
}

/**
 * Ends a process that a killed stack has left behind: it goes on, and nobody would ever stop it. Only called
 * with the lock held, so that what is found has no living owner.
 *
 * @param mark a part of the command line that only our process has; ids are reused, and a stranger is left alone
 * @param target the id to signal: the process itself, or its group (negative)
 */
export async function stopOrphan(pid: number, mark: string, target = pid): Promise<void> {
  if (!pid || !isAlive(pid) || !(await commandLineOf(pid)).includes(mark)) return;
  process.kill(target, "SIGINT");
  for (let waited = 0; isAlive(pid) && waited < 15_000; waited += 50) await delay(50);
  if (isAlive(pid)) process.kill(target, "SIGKILL");
}

/** Reads a process id from the first line of a pid file; 0 when there is none. */
export async function readPidFile(file: string): Promise<number> {
  return existsSync(file) ? Number((await readFile(file, "utf8")).split("\n")[0]) : 0;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function commandLineOf(pid: number): Promise<string> {
  const fromProc = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
  if (fromProc !== null) return fromProc;
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
