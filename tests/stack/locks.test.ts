import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
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

/** Another process that takes a lock and keeps it until it is killed. */
async function startHolder(file: string): Promise<ChildProcess> {
  const hold = `import { takeLock } from ${JSON.stringify(new URL("../../local/postgres/lock.ts", import.meta.url))};
    await takeLock(${JSON.stringify(file)}, String);
    console.log("held");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", hold], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout as Readable, "data");
  return child;
}

test("a lock that another process holds is refused, with the process's id", async () => {
  const file = join(await temporaryDir(), "lock.db");
  const { pid = 0 } = await startHolder(file);
  await expect(takeLock(file, inUse)).rejects.toThrow(inUse(pid));
});

test("a lock is refused to its own holder as well, until it is given back", async () => {
  const file = join(await temporaryDir(), "lock.db");
  const unlock = await takeLock(file, inUse);
  await expect(takeLock(file, inUse)).rejects.toThrow(inUse(process.pid));
  await unlock();
  await unlock();
  const again = await takeLock(file, inUse);
  await again();
});

test("a lock is free as soon as its holder was killed", async () => {
  const file = join(await temporaryDir(), "lock.db");
  const holder = await startHolder(file);
  const ended = once(holder, "exit");
  holder.kill("SIGKILL");
  await ended;
  const unlock = await takeLock(file, inUse);
  await unlock();
});

test("of many that take the lock of a killed process at once, one gets it", async () => {
  const dir = await temporaryDir();
  for (let round = 0; round < 20; round++) {
    const file = join(dir, `${round}.db`);
    await writeFile(`${file}.holder`, "4194303\n");
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(file, inUse)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  }
});

test("a lock that cannot be made says why", async () => {
  const file = join(await temporaryDir(), "missing", "lock.db");
  await expect(takeLock(file, inUse)).rejects.toThrow(`${file} cannot be locked`);
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
