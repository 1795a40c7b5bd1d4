import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { endChild, isOver, rememberChild } from "../children.ts";
import { StartError } from "../start-error.ts";
import type { Binaries } from "./binaries.ts";
import { runAs } from "./run-as.ts";
import { serverSettings } from "./settings.ts";

/** A running server. `stop` ends it in order (fast shutdown) and resolves when its process is gone. */
export type Server = { port: number; pid: number; exited: Promise<number | null>; stop: () => Promise<void> };

export type ServerOptions = {
  binaries: Binaries;
  dataDir: string;
  port: number;
  /** Keep a log in `<dataDir>/log`; off for the short run that makes a template. */
  logFile?: boolean;
  extra?: Record<string, string>;
  /** Gives up waiting: the server is ended, and the start rejects. */
  aborted?: AbortSignal;
};

const readyWithinMs = 30_000;
const stopWithinMs = 15_000;
const unreadyWithinMs = 3_000;

/** The cluster's owner, as on hosted Supabase: the platform's own superuser, not the developer's `postgres`. */
export const superuser = "supabase_admin";
export const password = "postgres";

/**
 * Starts Postgres on a data directory and waits until it answers.
 * @throws {StartError} with the server's own last words when it ends before it answers
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const settings = { ...serverSettings(options.port, options.logFile ?? true), ...options.extra };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(options.binaries.bin("postgres"), ["-D", options.dataDir, ...flags], {
    ...runAs,
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe"],
    // A terminal's Ctrl-C reaches the whole foreground group; the stack stops Postgres last, by itself.
    detached: true,
  });
  rememberChild(child, { signal: "SIGQUIT" });
  const words = lastWords(child);
  const exited = once(child, "exit").then(([code]) => code as number | null);
  await waitUntilReady(options, child, words);
  return { port: options.port, pid: child.pid ?? -1, exited, stop: () => stopServer(child, exited) };
}

async function waitUntilReady({ port, aborted }: ServerOptions, child: ChildProcess, words: () => string) {
  const deadline = Date.now() + readyWithinMs;
  while (!isOver(child)) {
    if (aborted?.aborted || Date.now() > deadline) break;
    if (await answers(port)) return;
    await delay(25);
  }
  // Nobody has written to a server that never answered, so it need not end in order.
  await endChild(child, { signal: "SIGQUIT" }, unreadyWithinMs);
  aborted?.throwIfAborted();
  throw new StartError(`Postgres did not start on port ${port}: ${words() || "it gave no reason"}.`);
}

/** Tells whether a Postgres that knows our superuser answers on a loopback port. */
export async function answers(port: number): Promise<boolean> {
  const client = new Client({
    connectionString: connectionString(port, superuser),
    connectionTimeoutMillis: 2000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** A loopback connection string for one of the cluster's roles. */
export function connectionString(port: number, role: string, database = "postgres"): string {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
}

async function stopServer(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  if (isOver(child)) return;
  child.kill("SIGINT"); // fast shutdown: roll back what is open, write a checkpoint, go
  const late = setTimeout(() => child.kill("SIGQUIT"), stopWithinMs);
  await exited;
  clearTimeout(late);
}

function lastWords(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-2000);
  });
  return () => {
    const told = text.match(/(?:FATAL|PANIC|HINT): .*/g) ?? [];
    return told
      .map((line) => line.replace(/^\w+:\s+/, ""))
      .join(" ")
      .trim();
  };
}
