import { join } from "node:path";
import { parseArgs } from "node:util";
import { portOf } from "../cli.ts";
import { type Running, runCommand } from "../command.ts";
import { makeFolder } from "../folders.ts";
import { takeLock } from "../postgres/lock.ts";
import { requireFreePort } from "../postgres/ports.ts";
import { printStep, printTable } from "../terminal.ts";
import { openBackend } from "./backend.ts";
import { type NextMode, startNext, stopLeftOver } from "./next.ts";

/**
 * Runs the app in one command: what it stands on (see `openBackend`), then Next.js, then a table of addresses. Ends in order on Ctrl-C.
 */
export async function runApp(mode: NextMode): Promise<void> {
  await runCommand(async (aborted) => {
    const started = performance.now();
    const port = readAppPort();
    const siteUrl = process.env.SITE_URL || `http://localhost:${port}`;
    const { pidFile, unlock } = await takeProject(process.cwd(), aborted);
    const parts: Running[] = [{ stop: unlock }];
    try {
      await requireFreePort(port, "the app", "--app-port");
      const backend = await openBackend({ projectDir: process.cwd(), siteUrl, appPort: port, aborted });
      parts.unshift(...backend.parts);
      aborted.throwIfAborted();
      const app = await startNext({
        mode,
        projectDir: process.cwd(),
        port,
        env: backend.env,
        pidFile,
        verbose: true,
        aborted,
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
async function takeProject(projectDir: string, aborted: AbortSignal) {
  const home = join(projectDir, ".plinth");
  await makeFolder(home, "The project's folder has to be writable.");
  const inUse = (holder: number) =>
    `This project already runs (process ${holder}). Use it, or stop it first.`;
  const unlock = await takeLock(join(home, "app-lock.db"), inUse);
  const pidFile = join(home, "app.pid");
  try {
    await stopLeftOver(pidFile, projectDir, aborted);
    return { pidFile, unlock };
  } catch (error) {
    await unlock();
    throw error;
  }
}

function readAppPort(): number {
  const { values } = parseArgs({ options: { "app-port": { type: "string" } }, strict: false });
  const chosen = values["app-port"] ?? process.env.PORT;
  return portOf("--app-port", chosen === undefined ? undefined : String(chosen)) ?? 3000;
}

/** Several running parts as one: stopped one after the other, ended when the first of them ends by itself. */
function together(parts: Running[]): Running {
  const endings = parts.flatMap((part) => (part.ended ? [part.ended] : []));
  return {
    ended: Promise.race(endings),
    stop: async () => {
      const failures: unknown[] = [];
      for (const part of parts) await part.stop().catch((error) => failures.push(error));
      if (failures.length > 0) throw failures[0];
    },
  };
}
