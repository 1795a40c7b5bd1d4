import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

/** A process as a file keeps it: ids are reused, an id with the moment of its start is not. */
export type ProcessMark = { pid: number; startedAt: string };

/** The mark of a process that lives now. Where a start cannot be told, `startedAt` is empty. */
export const markOf = (pid: number): ProcessMark => ({ pid, startedAt: startOf(pid) });

export const formatMark = ({ pid, startedAt }: ProcessMark): string => `${pid}\n${startedAt}\n`;

/** Reads a mark; without a second line (Postgres's own pid file has another) it knows no start. */
export function parseMark(text: string): ProcessMark {
  const [pid = "", startedAt = ""] = text.split("\n");
  return { pid: /^\d+$/.test(pid) ? Number(pid) : 0, startedAt };
}

/** Writes a process's mark to a file, for whoever comes after a kill -9. */
export const keepMark = (file: string, pid: number): Promise<void> =>
  writeFile(file, formatMark(markOf(pid)));

/** The mark in a file; that of no process when there is no file. */
export async function readMark(file: string): Promise<ProcessMark> {
  return existsSync(file) ? parseMark(await readFile(file, "utf8")) : { pid: 0, startedAt: "" };
}

/** Whether the marked process itself lives: not merely another one that has got its id. */
export function livesOn({ pid, startedAt }: ProcessMark): boolean {
  if (!pid || !isThere(pid)) return false;
  const now = startOf(pid);
  // Where nobody can tell, our own id is left over: we have only just come.
  if (startedAt === "" || now === "") return pid !== process.pid;
  return now === startedAt;
}

/** The command line of a process; empty when it is gone. */
export function commandLineOf(pid: number): string {
  return fromProc(`${pid}/cmdline`)?.replaceAll("\0", " ") ?? fromPs(["-o", "command=", "-p", String(pid)]);
}

/** Whether a process is there, or with a negative id anybody of its group. One that only waits to be reaped is not. */
export function isThere(target: number): boolean {
  try {
    process.kill(target, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return target < 0 ? groupOf(-target).length > 0 : statOf(target)?.[0] !== "Z";
}

/** The members of a process group: a server's workers live on in it when their leader was killed. */
export function groupOf(leader: number): { pid: number; dir: string; command: string }[] {
  if (!existsSync("/proc/self/stat")) return groupFromPs(leader);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && isMember(Number(name), leader))
    .map((name) => ({ pid: Number(name), dir: dirOf(name), command: commandLineOf(Number(name)) }));
}

function isMember(pid: number, leader: number): boolean {
  const [state, , group] = statOf(pid) ?? [];
  return Number(group) === leader && state !== "Z";
}

const stopWithinMs = 15_000;

/**
 * Signals a process, or with a negative id its group, and kills what is still there 15 s later, or at once when
 * aborted.
 */
export async function endProcess(target: number, signal: NodeJS.Signals, aborted?: AbortSignal) {
  if (!signalTarget(target, signal)) return;
  const deadline = Date.now() + stopWithinMs;
  while (isThere(target) && Date.now() < deadline && !aborted?.aborted) await delay(50);
  signalTarget(target, "SIGKILL");
}

function signalTarget(target: number, signal: NodeJS.Signals): boolean {
  try {
    return isThere(target) && process.kill(target, signal);
  } catch {
    return false; // gone, or not ours to end
  }
}

function startOf(pid: number): string {
  const ticks = statOf(pid)?.[19];
  if (ticks !== undefined) return `${fromProc("sys/kernel/random/boot_id")?.trim()} ${ticks}`;
  return fromPs(["-o", "lstart=", "-p", String(pid)]);
}

/** The fields of /proc/PID/stat after the name, which may hold blanks and brackets: state, parent, group … */
function statOf(pid: number): string[] | undefined {
  const stat = fromProc(`${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function fromProc(name: string): string | undefined {
  try {
    return readFileSync(`/proc/${name}`, "utf8");
  } catch {
    return undefined;
  }
}

function dirOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return "";
  }
}

function fromPs(args: string[]): string {
  try {
    return execFileSync("ps", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}

function groupFromPs(leader: number) {
  const lines = fromPs(["-A", "-o", "pgid=,pid=,command="]).split("\n");
  const found = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line));
  return found.flatMap((match) => {
    const [, group, pid, command = ""] = match ?? [];
    return Number(group) === leader ? [{ pid: Number(pid), dir: "", command }] : [];
  });
}
