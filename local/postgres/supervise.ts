import { setTimeout as delay } from "node:timers/promises";
import type { Server } from "./server.ts";

/** A server that is started again when it ends without being asked to. */
export type Supervised = {
  /** The process id of the server that runs now. */
  pid: () => number;
  /** Resolves with a sentence when the server could not be brought back. Never rejects. */
  failed: Promise<string>;
  stop: () => Promise<void>;
};

const attempts = 40;
const pauseMs = 250;

/**
 * Keeps a server running. A killed Postgres leaves children that hold its shared memory for a moment, so the
 * first tries may be refused; crash recovery replays what was acknowledged.
 */
export function supervise(first: Server, restart: () => Promise<Server>): Supervised {
  let server = first;
  let stopping = false;
  const watch = async (): Promise<string> => {
    await server.exited;
    if (stopping) return new Promise<string>(() => {});
    process.stderr.write("Postgres ended unexpectedly; starting it again.\n");
    const next = await bringBack(restart, () => stopping);
    if (typeof next === "string") return next;
    server = next;
    return watch();
  };
  return {
    pid: () => server.pid,
    failed: watch(),
    stop: async () => {
      stopping = true;
      await server.stop();
    },
  };
}

async function bringBack(
  restart: () => Promise<Server>,
  isStopping: () => boolean,
): Promise<Server | string> {
  let reason = "";
  for (let attempt = 0; attempt < attempts && !isStopping(); attempt++) {
    try {
      const server = await restart();
      if (isStopping()) await server.stop();
      return server;
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
      await delay(pauseMs);
    }
  }
  return `Postgres ended and could not be started again: ${reason}`;
}
