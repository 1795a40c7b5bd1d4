import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { portOf } from "../cli.ts";
import { type Running, runCommand } from "../command.ts";
import { takeLock } from "../postgres/lock.ts";
import { requireFreePort } from "../postgres/ports.ts";
import { readProject } from "../stack/config.ts";
import { startStack } from "../stack/stack.ts";
import { printStep, printTable } from "../terminal.ts";
import { type AppEnvironment, environmentOf, findRunningSupabase } from "./environment.ts";
import { type NextMode, startNext, stopLeftOver } from "./next.ts";

/** The seed's accounts, shown so that a newcomer can sign in at once. Never shown for a Supabase elsewhere. */
const demoAccounts: [string, string][] = [
  ["", ""],
  ["Admin", "admin@plinth.test"],
  ["Author", "author@plinth.test"],
  ["Reader", "reader@plinth.test"],
  ["Password", "plinth-demo-2026 (all three)"],
];

type Backend = { env: AppEnvironment; rows: [string, string][]; parts: Running[] };

/**
 * Runs the app in one command: the embedded Supabase unless `SUPABASE_URL` is set or one already answers on the
 * project's API port, then Next.js, then a table of addresses. Ends in order on Ctrl-C.
 */
export async function runApp(mode: NextMode): Promise<void> {
  await runCommand(async () => {
    const started = performance.now();
    const port = readAppPort();
    const siteUrl = process.env.SITE_URL ?? `http://localhost:${port}`;
    const { pidFile, unlock } = await takeProject(process.cwd());
    const parts: Running[] = [{ stop: unlock }];
    try {
      await requireFreePort(port, "the app", "--app-port");
      const backend = await openBackend(siteUrl);
      parts.unshift(...backend.parts);
      const app = await startNext({
        mode,
        projectDir: process.cwd(),
        port,
        env: backend.env,
        pidFile,
        verbose: true,
      });
      printStep("app", performance.now() - started);
      printTable([["App", siteUrl], ["API reference", `${siteUrl}/api/openapi.json`], ...backend.rows]);
      return together([app, ...parts]);
    } catch (error) {
      await together(parts).stop();
      throw error;
    }
  });
}

/** One app per project folder; what a killed run left behind is cleared away first. */
async function takeProject(projectDir: string) {
  const home = join(projectDir, ".plinth");
  await mkdir(home, { recursive: true });
  const inUse = (holder: number) =>
    `This project already runs (process ${holder}). Use it, or stop it first.`;
  const unlock = await takeLock(join(home, "app.lock"), inUse);
  const pidFile = join(home, "app.pid");
  await stopLeftOver(pidFile);
  return { pidFile, unlock };
}

function readAppPort(): number {
  const { values } = parseArgs({ options: { "app-port": { type: "string" } }, strict: false });
  const chosen = values["app-port"] ?? process.env.PORT;
  return portOf("--app-port", chosen === undefined ? undefined : String(chosen)) ?? 3000;
}

async function openBackend(siteUrl: string): Promise<Backend> {
  if (process.env.SUPABASE_URL) {
    return { env: {}, rows: [["Supabase", process.env.SUPABASE_URL]], parts: [] };
  }
  const project = await readProject(process.cwd());
  const apiUrl = `http://127.0.0.1:${project.ports.api}`;
  const dbUrl = `postgresql://postgres:postgres@127.0.0.1:${project.ports.db}/postgres`;
  const running = await findRunningSupabase(project.dir, apiUrl, dbUrl, siteUrl);
  if (running) return { env: running, rows: [["Supabase", `${apiUrl} (was already running)`]], parts: [] };
  const stack = await startStack({ projectDir: project.dir, onStep: printStep });
  const rows: [string, string][] = [
    ["Mailbox", stack.mailUrl],
    ["Supabase API", stack.apiUrl],
    ["Database", stack.dbUrl],
    ["Publishable key", stack.keys.publishableKey],
    ["Secret key", stack.keys.secretKey],
    ...demoAccounts,
  ];
  return { env: environmentOf(stack, siteUrl), rows, parts: [stack] };
}

/** Several running parts as one: stopped one after the other, ended when the first of them ends by itself. */
function together(parts: Running[]): Running {
  const endings = parts.flatMap((part) => (part.ended ? [part.ended] : []));
  return {
    ended: Promise.race(endings),
    stop: async () => {
      for (const part of parts) await part.stop();
    },
  };
}
