import { rm } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { commandLineOf, endProcess, keepMark, livesOn, type ProcessMark, readMark } from "../processes.ts";
import { StartError } from "../start-error.ts";

/** A lock is given back when its handle is collected as garbage, so every handle is kept. */
const held = new Set<DatabaseSync>();

/** How long the sentence for a person waits for the holder to have written who it is. */
const namedWithinMs = 500;

/**
 * Takes a lock that the kernel keeps for this process: SQLite's lock on an empty file. Only one of several that try
 * at once gets it, and a holder that is killed has given it back by being gone, so no lock is ever left over. Who
 * holds it stands in a file beside it, for people.
 *
 * @param inUse the sentence for a person when another process holds it
 * @returns a function that gives the lock back
 * @throws {StartError} when it is held, or its file cannot be written
 */
export async function takeLock(
  lockFile: string,
  inUse: (holder: number) => string,
): Promise<() => Promise<void>> {
  const holderFile = `${lockFile}.holder`;
  const lock = acquire(lockFile);
  if (lock === null) throw new StartError(inUse((await holderIn(holderFile)).pid));
  held.add(lock);
  await keepMark(holderFile, process.pid);
  return async () => {
    if (!held.delete(lock)) return;
    await rm(holderFile, { force: true });
    lock.close();
  };
}

const busy = 5; // SQLITE_BUSY

/** @returns null when somebody has it */
function acquire(lockFile: string): DatabaseSync | null {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(lockFile);
    lock.exec("begin exclusive");
    return lock;
  } catch (error) {
    lock?.close();
    const { errcode, message } = error as { errcode?: number; message: string };
    if (errcode === busy) return null;
    throw new StartError(
      `${lockFile} cannot be locked (${message}). Its folder has to be writable to start.`,
    );
  }
}

async function holderIn(holderFile: string): Promise<ProcessMark> {
  const deadline = Date.now() + namedWithinMs;
  for (;;) {
    const holder = await readMark(holderFile);
    if (livesOn(holder) || Date.now() > deadline) return holder;
    await delay(20);
  }
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
