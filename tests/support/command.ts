import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished, vi } from "vitest";

export type Command = {
  child: ChildProcess;
  output: () => string;
  /** Resolves when the output has a text; rejects when the command ends first. */
  printed: (text: string | RegExp) => Promise<void>;
  exit: Promise<number | null>;
};

/** Runs one of the repository's commands as a person would, and makes sure that it is gone after the test. */
export function runCommand(
  args: string[],
  options: { cwd?: string; uid?: number; env?: Record<string, string | undefined> } = {},
): Command {
  const { cwd = process.cwd(), uid } = options;
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1", NODE_OPTIONS: "", ...options.env };
  const child = spawn(process.execPath, args, { cwd, env, uid, gid: uid, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const exit = once(child, "exit").then(([code]) => code as number | null);
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await exit;
  });
  const printed = async (wanted: string | RegExp) => {
    const ended = exit.then((code) => {
      if (!text.match(wanted))
        throw new Error(`It ended with exit code ${code} before it printed ${wanted}: ${text}`);
    });
    const seen = vi.waitUntil(() => text.match(wanted), { timeout: 60_000, interval: 20 });
    await Promise.race([seen, ended]);
  };
  return { child, output: () => text, printed, exit };
}

/** The command lines of living processes that mention a text. */
export const processesWith = (mark: string): string[] =>
  processes("args").filter((line) => line.includes(mark));

/** The command lines of a process's own children. */
export const childrenOf = ({ pid }: ChildProcess): string[] =>
  processes("ppid=,args=").filter((line) => line.trimStart().startsWith(`${pid} `));

const processes = (columns: string): string[] =>
  execFileSync("ps", ["-eo", columns], { encoding: "utf8" }).split("\n");
