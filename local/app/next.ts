import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readPidFile, stopOrphan } from "../postgres/lock.ts";
import { StartError } from "../start-error.ts";

const bin = createRequire(import.meta.url).resolve("next/dist/bin/next");

export type NextMode = "dev" | "start";
export type NextOptions = {
  mode: NextMode;
  projectDir: string;
  port: number;
  env: Record<string, string>;
  /** Where the server's process id is kept, for `stopLeftOver`. */
  pidFile?: string;
  /** Pass the server's own lines on to the terminal. */
  verbose?: boolean;
};
export type NextServer = {
  siteUrl: string;
  /** Resolves with a sentence when the server ended by itself. */
  ended: Promise<string>;
  stop: () => Promise<void>;
};

const readyWithinMs = 120_000;
const stopWithinMs = 8_000;

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
  if (options.pidFile) await writeFile(options.pidFile, String(child.pid));
  const output = collect(child, options.verbose ?? false);
  const siteUrl = `http://localhost:${options.port}`;
  const stop = () => stopNext(child);
  try {
    await waitUntilReady(`${siteUrl}/api/health/ready`, child, output);
  } catch (error) {
    await stop();
    throw error;
  }
  const ended = once(child, "exit").then(([code]) => `The app's server ended with exit code ${code}.`);
  return { siteUrl, ended, stop };
}

/** Whatever started us, a test runner for one, Next.js is told what it runs as. */
const nodeEnv = { dev: "development", start: "production" } as const;

function spawnNext({ mode, projectDir, port, env }: NextOptions): ChildProcess {
  // Loopback only: the seed's accounts have a password that everybody knows.
  return spawn(process.execPath, [bin, mode, "--hostname", "127.0.0.1", "--port", String(port)], {
    cwd: projectDir,
    env: { ...process.env, NODE_ENV: nodeEnv[mode], NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32", // a group of its own, so that its workers end with it
  });
}

function collect(child: ChildProcess, verbose: boolean): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-4000);
      if (verbose) process.stdout.write(chunk);
    });
  }
  return () => text.trim();
}

async function waitUntilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  let last = "it did not answer";
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
      if (response.ok) return;
      last = `it answers ${response.status} ${await response.text()}`;
    } catch {
      // not listening yet
    }
    await delay(100);
  }
  throw new StartError(`The app did not become ready: ${last}. Its last lines:\n${output()}`);
}

async function stopNext(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
  const exited = once(child, "exit");
  signalGroup(child, "SIGTERM");
  const late = setTimeout(() => signalGroup(child, "SIGKILL"), stopWithinMs);
  await exited;
  clearTimeout(late);
  signalGroup(child, "SIGKILL"); // workers that outlived the server
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!child.pid) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch {
    // the group is gone
  }
}

/** Ends a server that a killed run has left behind. Only called by the holder of the project's lock. */
export async function stopLeftOver(pidFile: string): Promise<void> {
  const pid = await readPidFile(pidFile);
  await stopOrphan(pid, bin, process.platform === "win32" ? pid : -pid);
}
