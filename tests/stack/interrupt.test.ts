import { join } from "node:path";
import { Client } from "pg";
import { expect, test, vi } from "vitest";
import { childrenOf, processesWith, runCommand } from "../support/command.ts";
import { freeBlock } from "../support/ports.ts";
import { addApp, writeProject } from "../support/project.ts";

const local = join(process.cwd(), "local");

/** A stop that takes longer waited for something that nobody wants any more. */
const withinMs = 8_000;

async function interrupt(command: ReturnType<typeof runCommand>): Promise<number | null> {
  const started = performance.now();
  command.child.kill("SIGINT");
  const code = await command.exit;
  expect(performance.now() - started).toBeLessThan(withinMs);
  return code;
}

/** Whether a statement with this text runs in the cluster on a port. */
async function isRunning(port: number, text: string): Promise<boolean> {
  const client = new Client({ host: "127.0.0.1", port, user: "postgres", password: "postgres" });
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query(
    "select 1 from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query like $1",
    [`%${text}%`],
  );
  await client.end();
  return rows.length > 0;
}

test("Ctrl-C during a migration that takes long ends it, and the whole start, at once", async () => {
  const project = await writeProject({
    "migrations/20260101000000_long.sql": "select pg_sleep(60);",
  });
  const { port, dbPort } = await freeBlock();
  const args = ["--project", project, "--port", String(port), "--ephemeral"];
  const command = runCommand([join(local, "cli.ts"), ...args]);
  await command.printed("✓ Postgres");
  await vi.waitUntil(() => isRunning(dbPort, "pg_sleep"), { timeout: 20_000 });
  expect(await interrupt(command)).toBe(0);
  expect(processesWith(project)).toEqual([]);
  expect(processesWith(`port=${port + 1}`)).toEqual([]);
});

/** An app that listens but never becomes ready: there is nothing at /api/health/ready. */
async function unreadyApp(port: number): Promise<string> {
  const dir = await writeProject({
    "config.toml":
      `project_id = "somebody"\n[api]\nport = ${port}\n[db]\nport = ${port + 1}\n` +
      `[local_smtp]\nport = ${port + 3}\n`,
  });
  await addApp(dir);
  return dir;
}

test("Ctrl-C while the app does not become ready ends the app and all that it stands on", async () => {
  const { port } = await freeBlock();
  const cwd = await unreadyApp(port);
  const appPort = port + 6;
  const command = runCommand([join(local, "dev.ts"), "--app-port", String(appPort)], { cwd });
  await command.printed(/Ready in|Local:/);
  expect(await interrupt(command)).toBe(0);
  expect(processesWith(`--port ${appPort}`)).toEqual([]);
  expect(processesWith(`port=${port + 1}`)).toEqual([]);
  // Next.js leaves a process of its own to look after its telemetry, which ends by itself.
  await expect.poll(() => processesWith(cwd), { timeout: 10_000 }).toEqual([]);
});

test("Ctrl-C during a bench ends what it has started", async () => {
  const command = runCommand([join(process.cwd(), "bench", "main.ts"), "rest"]);
  // One without a log is the short run that makes a template.
  const cluster = () => childrenOf(command.child).find((line) => line.includes("logging_collector=on"));
  const [, dataDir] = (await vi.waitUntil(cluster, { timeout: 60_000, interval: 100 })).match(/-D (\S+)/)!;
  expect(await interrupt(command)).toBe(130);
  await expect.poll(() => processesWith(dataDir!), { timeout: 10_000 }).toEqual([]);
});

const stubborn = `
  import { runChild } from "${local}/children.ts";
  import { runCommand } from "${local}/command.ts";
  const wait = "process.on('SIGTERM', () => {}); console.log('here'); setInterval(() => {}, 1000, 'stubborn-child')";
  await runCommand(async (aborted) => {
    const child = runChild(process.execPath, ["-e", wait + "//MARK"], {});
    console.log("started");
    aborted.addEventListener("abort", () => console.log("aborted"));
    await child;
    return { stop: async () => {} };
  });
`;

test("a second Ctrl-C ends at once what does not want to end, one that npm repeats does not", async () => {
  const mark = `stubborn-${crypto.randomUUID()}`;
  const code = stubborn.replace("MARK", mark);
  const command = runCommand(["--input-type=module", "-e", code]);
  await command.printed("started");
  await expect.poll(() => processesWith(mark).length).toBe(2);
  command.child.kill("SIGINT");
  await command.printed("aborted");
  command.child.kill("SIGINT"); // the same key, forwarded by npm
  const again = setInterval(() => command.child.kill("SIGINT"), 100);
  const started = performance.now();
  expect(await command.exit).toBe(130);
  clearInterval(again);
  expect(performance.now() - started).toBeGreaterThan(800);
  await expect.poll(() => processesWith(mark)).toEqual([]);
});
