import { endChildrenAtOnce } from "./children.ts";
import { StartError } from "./start-error.ts";
import { printError } from "./terminal.ts";

/** What a long-running command has started: how to end it, and when it ended by itself. */
export type Running = { stop: () => Promise<void>; ended?: Promise<string> };

/** npm forwards the terminal's signal, so one Ctrl-C arrives twice: only a later one is a second one. */
const echoMs = 1000;

/**
 * Runs a long-running command until SIGINT, SIGTERM or SIGHUP, then ends in order with exit code 0. A signal
 * during the start aborts it: `start` ends what it has started and rejects. A second signal, a second later or
 * more, ends every child process at once, exit code 130. A StartError is printed as its sentence, exit code 1.
 */
export async function runCommand(start: (aborted: AbortSignal) => Promise<Running>): Promise<void> {
  const abort = new AbortController();
  const interrupted = watchSignals(abort);
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

/** Resolves at the first signal, which aborts the start as well. */
function watchSignals(abort: AbortController): Promise<void> {
  let interruptedAt = 0;
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        if (abort.signal.aborted) return endAtOnce(interruptedAt);
        interruptedAt = performance.now();
        abort.abort();
        resolve();
      });
    }
  });
}

function endAtOnce(interruptedAt: number): void {
  if (performance.now() - interruptedAt < echoMs) return;
  endChildrenAtOnce();
  process.exit(130);
}
