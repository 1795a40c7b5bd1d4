import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { stopLeftOver } from "../../local/app/next.ts";
import { takeLock } from "../../local/postgres/lock.ts";
import { endProcess, formatMark, isThere, keepMark, markOf } from "../../local/processes.ts";

const inUse = (holder: number) => `in use by process ${holder}`;

async function temporaryDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "plinth-lock-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** A process group of this test's own: a leader that starts one worker and prints its id. */
async function startGroup(dir: string): Promise<{ leader: number; worker: number }> {
  const wait = "setInterval(() => {}, 1000);";
  const start = `console.log(require("node:child_process").spawn(process.execPath, ["-e", "${wait}"]).pid);`;
  const child = spawn(process.execPath, ["-e", start + wait], {
    cwd: dir,
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => endProcess(-(child.pid ?? 0), "SIGKILL"));
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { leader: child.pid ?? 0, worker: Number(line) };
}

test("a lock whose process lives is refused, its own holder's as well", async () => {
  const file = join(await temporaryDir(), "a.lock");
  await writeFile(file, formatMark(markOf(process.ppid)));
  await expect(takeLock(file, inUse)).rejects.toThrow(inUse(process.ppid));
  await rm(file);
  const unlock = await takeLock(file, inUse);
  await expect(takeLock(file, inUse)).rejects.toThrow(inUse(process.pid));
  await unlock();
  expect(existsSync(file)).toBe(false);
});

test("a lock whose process id belongs to another process by now is taken over", async () => {
  const file = join(await temporaryDir(), "a.lock");
  const living = markOf(process.ppid);
  await writeFile(file, formatMark({ ...living, startedAt: `${living.startedAt}9` }));
  await takeLock(file, inUse);
  expect(await readFile(file, "utf8")).toBe(formatMark(markOf(process.pid)));
});

test.each(["", "4194303", "nonsense\n"])("a lock that says %j has no living owner", async (text) => {
  const file = join(await temporaryDir(), "a.lock");
  await writeFile(file, text);
  await takeLock(file, inUse);
  expect(await readFile(file, "utf8")).toBe(formatMark(markOf(process.pid)));
});

test("of many that take a stale lock at once, one gets it", async () => {
  for (let round = 0; round < 20; round++) {
    const file = join(await temporaryDir(), "a.lock");
    await writeFile(file, "4194303");
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(file, inUse)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  }
});

test("a server that a killed run left behind is ended with its workers", async () => {
  const dir = await temporaryDir();
  const { leader, worker } = await startGroup(dir);
  await keepMark(join(dir, "app.pid"), leader);
  await stopLeftOver(join(dir, "app.pid"), dir);
  await vi.waitUntil(() => !isThere(worker) && !isThere(leader));
});

test("workers that outlived their server are ended too", async () => {
  const dir = await temporaryDir();
  const { leader, worker } = await startGroup(dir);
  await keepMark(join(dir, "app.pid"), leader);
  process.kill(leader, "SIGKILL");
  await vi.waitUntil(() => !isThere(leader));
  expect(isThere(worker)).toBe(true);
  await stopLeftOver(join(dir, "app.pid"), dir);
  await vi.waitUntil(() => !isThere(worker));
});

test("a stranger that has got the server's process id is left alone", async () => {
  const dir = await temporaryDir();
  const { leader, worker } = await startGroup(tmpdir());
  const { startedAt } = markOf(leader);
  await writeFile(join(dir, "app.pid"), formatMark({ pid: leader, startedAt: `${startedAt}9` }));
  await stopLeftOver(join(dir, "app.pid"), dir);
  expect([leader, worker].map(isThere)).toEqual([true, true]);
});
