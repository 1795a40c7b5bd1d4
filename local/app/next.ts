import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { endChild, hasGroups, isOver, rememberChild, signalChild } from "../children.ts";
import { endProcess, groupOf, isThere, keepMark, livesOn, readMark } from "../processes.ts";
import { StartError } from "../start-error.ts";

const bin = createRequire(import.meta.url).resolve("next/dist/bin/next");

export type NextMode = "dev" | "start";
export type NextOptions = {
  mode: NextMode;
  projectDir: string;
  port: number;
  env: Record<string, string>;
  /** Where the server's process is marked, for `stopLeftOver`. */
  pidFile?: string;
  /** Pass the server's own lines on to the terminal. */
  verbose?: boolean;
  /** Is given everything that the server prints, piece by piece. */
  onOutput?: (chunk: string) => void;
  /** Gives up waiting: the server is ended, and the start rejects. */
  aborted?: AbortSignal;
};
export type NextServer = {
  siteUrl: string;
  /** What it printed last. */
  words: () => string;
  /** Resolves with a sentence when the server ended by itself. */
  ended: Promise<string>;
  stop: () => Promise<void>;
};

const readyWithinMs = 120_000;
/** The app gives itself 9 s to end in order (lib/shutdown.ts). */
const stopWithinMs = 12_000;
const abortWithinMs = 1_500;

/**
 * Starts `next dev` or `next start` and waits until `/api/health/ready` answers 200: the app, and everything
 * it stands on.
 * @throws {StartError} when there is no build to start, or the app
 *   does not become ready
 */
export async function startNext(options: NextOptions): Promise<NextServer> {
  if (options.mode === "start" && !existsSync(join(options.projectDir, ".next", "BUILD_ID"))) {
    throw new StartError('There is no production build yet. Run "npm run build" first.');
  }
  const child = spawnNext(options);
  const words = collect(child, options);
  const siteUrl = `http://localhost:${options.port}`;
  const stop = (graceMs = stopWithinMs) => stopNext(child, graceMs);
  try {
    if (options.pidFile && child.pid) await keepMark(options.pidFile, child.pid);
    await waitUntilReady(`${siteUrl}/api/health/ready`, child, options.aborted);
  } catch (error) {
    await stop(abortWithinMs);
    throw error instanceof StartError && !options.verbose ? withWords(error, words()) : error;
  }
  const ended = once(child, "exit").then(([code]) => `The app's server ended with exit code ${code}.`);
  return { siteUrl, words, ended, stop: () => stop() };
}

/** Whatever started us, a test runner for one, Next.js is told what it runs as. */
const nodeEnv = { dev: "development", start: "production" } as const;

function spawnNext({ mode, projectDir, port, env }: NextOptions): ChildProcess {
  // Loopback only: the seed's accounts have a password that everybody knows.
  const child = spawn(process.execPath, [bin, mode, "--hostname", "127.0.0.1", "--port", String(port)], {
    cwd: projectDir,
    env: { ...process.env, NODE_ENV: nodeEnv[mode], NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: hasGroups, // a group of its own, so that its workers end with it
  });
  rememberChild(child, { signal: "SIGKILL", group: true });
  return child;
}

function collect(child: ChildProcess, { verbose = false, onOutput }: NextOptions): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-4000);
      if (verbose) process.stdout.write(chunk);
      onOutput?.(chunk.toString());
    });
  }
  return () => text.trim();
}

async function waitUntilReady(url: string, child: ChildProcess, aborted?: AbortSignal): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  let last = "it did not answer";
  while (Date.now() < deadline && !isOver(child)) {
    try {
      const patience = AbortSignal.timeout(60_000);
      const response = await fetch(url, {
        signal: aborted ? AbortSignal.any([aborted, patience]) : patience,
      });
      if (response.ok) return;
      last = `it answers ${response.status} ${await response.text()}`;
    } catch {
      // not listening yet
    }
    aborted?.throwIfAborted();
    await delay(100);
  }
  if (isOver(child)) last = `it ended with exit code ${child.exitCode ?? child.signalCode}`;
  throw new StartError(`The app did not become ready: ${last}.`);
}

/** What the server said, unless the terminal has shown it already. */
const withWords = ({ message }: StartError, words: string) =>
  new StartError(`${message} Its last lines:\n${words}`);

async function stopNext(child: ChildProcess, graceMs: number): Promise<void> {
  if (isOver(child)) return;
  await endChild(child, { signal: "SIGTERM", group: true }, graceMs);
  signalChild(child, "SIGKILL", true); // workers that outlived the server
}

/**
 * Ends a server that a killed run has left behind, or those of its workers that outlived it. Only called by the
 * holder of the project's lock.
 */
export async function stopLeftOver(
  pidFile: string,
  projectDir: string,
  aborted?: AbortSignal,
): Promise<void> {
  const mark = await readMark(pidFile);
  const isItself = mark.startedAt !== "" && livesOn(mark);
  if (!mark.pid || !(isItself || isOurGroup(mark.pid, projectDir))) return;
  await endProcess(hasGroups ? -mark.pid : mark.pid, "SIGTERM", aborted);
}

/** A group without its leader is ours by where its members work: a stranger's group may have got the id. */
function isOurGroup(leader: number, projectDir: string): boolean {
  const members = hasGroups && !isThere(leader) ? groupOf(leader) : [];
  return members.some(({ dir, command }) => dir === projectDir || command.includes(projectDir));
}
