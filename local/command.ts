import { StartError } from "./start-error.ts";
import { printError } from "./terminal.ts";

/** What a long-running command has started: how to end it, and when it ended by itself. */
export type Running = { stop: () => Promise<void>; ended?: Promise<string> };

/**
 * Runs a long-running command until SIGINT, SIGTERM or SIGHUP, then ends in order with exit code 0. A signal
 * during the start waits for its end and stops what is there then; a second one changes nothing. A StartError is
 * printed as its sentence, exit code 1.
 */
export async function runCommand(start: () => Promise<Running>): Promise<void> {
  let isInterrupted = false;
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        if (isInterrupted) return; // npm forwards the terminal's signal a second time
        isInterrupted = true;
        resolve();
      });
    }
  });
  try {
    const running = await start();
    const reason = await Promise.race([interrupted, running.ended ?? interrupted]);
    await running.stop();
    if (reason) throw new StartError(reason);
    process.exit(0);
  } catch (error) {
    if (isInterrupted) process.exit(0);
    printError(
      error instanceof StartError ? error.message : `Unexpected failure: ${(error as Error).stack ?? error}`,
    );
    process.exit(1);
  }
}
