import { StartError } from "./start-error.ts";
import { printError } from "./terminal.ts";

/** What a long-running command has started: how to end it, and when it ended by itself. */
export type Running = { stop: () => Promise<void>; ended?: Promise<string> };

/** npm forwards the terminal's signal, so the same Ctrl-C arrives twice: only a later one is a second one. */
const echoMs = 1000;

function endAtOnce(interruptedAt: number): void {
  if (performance.now() - interruptedAt > echoMs) process.exit(130);
}

/**
 * Runs a long-running command until SIGINT, SIGTERM or SIGHUP, then ends in order with exit code 0. A signal
 * during the start stops what is there so far; a second one, a second later, ends at once with 130. A StartError is printed as its
 * sentence, exit code 1.
 */
export async function runCommand(start: (aborted: AbortSignal) => Promise<Running>): Promise<void> {
  const abort = new AbortController();
  let interruptedAt = 0;
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        if (abort.signal.aborted) return endAtOnce(interruptedAt);
        interruptedAt = performance.now();
        abort.abort();
        resolve();
      });
    }
  });
  try {
    const running = await start(abort.signal);
    const reason = await Promise.race([interrupted, running.ended ?? interrupted]);
    await running.stop();
    if (reason) throw new StartError(reason);
    process.exit(0);
  } catch (error) {
    if (abort.signal.aborted) process.exit(0);
    printError(
      error instanceof StartError ? error.message : `Unexpected failure: ${(error as Error).stack ?? error}`,
    );
    process.exit(1);
  }
}
