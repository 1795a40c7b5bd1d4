import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { commandLineOf, endProcess, formatMark, livesOn, markOf, parseMark, readMark } from "../processes.ts";
import { StartError } from "../start-error.ts";

/** A lock file that is empty for longer was left by a kill between its making and its writing. */
const writtenWithinMs = 500;

/**
 * Takes a lock file, which holds its owner's process id and start. Only one of several that try at once gets it.
 * A lock whose owner is gone was left by a kill -9 and is taken over, also when its id belongs to another
 * process by now.
 *
 * @param inUse the sentence for a person when a living process holds it
 * @returns a function that gives the lock back
 * @throws {StartError} when a living process holds it, or the file cannot be written
 */
export async function takeLock(
  lockFile: string,
  inUse: (holder: number) => string,
): Promise<() => Promise<void>> {
  while (!(await create(lockFile))) {
    const found = await readWritten(lockFile);
    const holder = parseMark(found);
    if (livesOn(holder)) throw new StartError(inUse(holder.pid));
    await clear(lockFile, found);
  }
  return () => rm(lockFile, { force: true });
}

/** @returns false when there is one already */
async function create(lockFile: string): Promise<boolean> {
  try {
    await writeFile(lockFile, formatMark(markOf(process.pid)), { flag: "wx" });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    throw new StartError(`${lockFile} cannot be written (${code}). Its folder has to be writable to start.`);
  }
}

/** What the lock says once its owner has written it. */
async function readWritten(lockFile: string): Promise<string> {
  const deadline = Date.now() + writtenWithinMs;
  for (;;) {
    const text = await readFile(lockFile, "utf8").catch(() => "");
    if (text !== "" || Date.now() > deadline || !existsSync(lockFile)) return text;
    await delay(20);
  }
}

/** Moves a stale lock away. If meanwhile another process has replaced it, that one's lock is put back. */
async function clear(lockFile: string, stale: string): Promise<void> {
  const aside = `${lockFile}.${randomUUID()}`;
  try {
    await rename(lockFile, aside);
  } catch {
    return; // another process was faster
  }
  if ((await readFile(aside, "utf8")) !== stale) await link(aside, lockFile).catch(() => {});
  await rm(aside, { force: true });
}

/**
 * Ends a Postgres that a killed stack has left behind: it goes on, and nobody would ever stop it. Only called
 * with the lock held, so that what is found has no living owner.
 *
 * @param pidFile Postgres's own, whose first line is its process id
 * @param dataDir a part of its command line; ids are reused, and a stranger is left alone
 */
export async function stopOrphan(pidFile: string, dataDir: string, aborted?: AbortSignal): Promise<void> {
  const { pid } = await readMark(pidFile);
  if (pid && commandLineOf(pid).includes(dataDir)) await endProcess(pid, "SIGINT", aborted);
}
