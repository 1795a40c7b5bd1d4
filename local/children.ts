import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";

export type Ending = {
  /** What ends it at once. */
  signal: NodeJS.Signals;
  /** It leads a process group that ends with it. */
  group?: boolean;
};

const living = new Map<ChildProcess, Ending>();

/** Process groups are what Windows does not have; there a child is signalled alone. */
export const hasGroups = process.platform !== "win32";

/** Remembers a child process for as long as it lives, so that a hard stop leaves none behind. */
export function rememberChild(child: ChildProcess, ending: Ending): void {
  living.set(child, ending);
  for (const event of ["exit", "error"]) child.once(event, () => living.delete(child));
}

/** Ends every remembered child at once. Waits for nothing: the caller is about to end as well. */
export function endChildrenAtOnce(): void {
  for (const [child, { signal, group = false }] of living) signalChild(child, signal, group);
}

/** Signals a child, or with `group` everything that it has started too. One that is gone is no failure. */
export function signalChild(child: ChildProcess, signal: NodeJS.Signals, group = false): void {
  if (!child.pid) return;
  try {
    process.kill(group && hasGroups ? -child.pid : child.pid, signal);
  } catch {
    // it is gone
  }
}

export const isOver = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null || !child.pid;

/**
 * Ends a child in order: asked with `signal`, and killed if it is still there after `graceMs`. Resolves when it
 * is gone.
 */
export async function endChild(
  child: ChildProcess,
  { signal, group = false }: Ending,
  graceMs: number,
): Promise<void> {
  if (isOver(child)) return;
  const gone = once(child, "exit");
  signalChild(child, signal, group);
  const late = setTimeout(() => signalChild(child, "SIGKILL", group), graceMs);
  await gone;
  clearTimeout(late);
}

export type Outcome = { code: number | null; output: string };

const graceMs = 1000;

/**
 * Runs a program to its end, in a process group of its own: a terminal's Ctrl-C reaches it through `aborted` alone.
 * @returns its exit code, and what it printed on both streams in the order of its arrival
 * @throws when it cannot be started, and the signal's reason once an aborted one is gone
 */
export async function runChild(
  file: string,
  args: string[],
  options: SpawnOptions,
  aborted?: AbortSignal,
): Promise<Outcome> {
  aborted?.throwIfAborted();
  const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"], detached: hasGroups });
  rememberChild(child, { signal: "SIGKILL", group: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const end = () => void endChild(child, { signal: "SIGTERM", group: true }, graceMs);
  aborted?.addEventListener("abort", end, { once: true });
  try {
    const [code] = (await once(child, "close")) as [number | null];
    aborted?.throwIfAborted();
    return { code, output };
  } finally {
    aborted?.removeEventListener("abort", end);
  }
}
