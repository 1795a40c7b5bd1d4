import { log } from "./observability/log.ts";
import { apart } from "./observability/spans.ts";
import { oncePerProcess } from "./process-state.ts";

/** Something that has to be brought to an end before this process goes. */
type Part = {
  /** for the log */
  name: string;
  /** Work is ended first, then what it has left to do, then the ground that both stand on, such as connections. */
  stage: Stage;
  /** Resolves when it has come to its end. */
  end: () => unknown;
};

const stages = ["work", "aftermath", "ground"] as const;
type Stage = (typeof stages)[number];

/** What has not come to its end by then is cut off. Orchestrators kill after 10 s (Docker) or 30 s (Kubernetes). */
const patienceMs = 9_000;

const state = oncePerProcess("shutdown", () => ({ parts: new Set<Part>(), isEnding: false }));

/** Whether this process has been told to end: it takes on nothing new. */
export const isEnding = (): boolean => state.isEnding;

/** Has something ended in order when the process is told to go. @returns takes it back */
export function endInOrder(part: Part): () => void {
  state.parts.add(part);
  return () => void state.parts.delete(part);
}

/**
 * Ends the process in order on SIGTERM and SIGINT: every part is ended, those of one stage at the same time. Exit code
 * 0, or 1 when something had to be cut off. Whoever listened for these signals before is not asked any more: Next.js
 * would leave with 143 as soon as its own requests are answered, whatever else is under way.
 */
export function endOnSignals(): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => void endProcess(signal));
  }
}

async function endProcess(signal: string): Promise<void> {
  if (state.isEnding) return; // npm and terminals send it twice
  state.isEnding = true;
  const startedAt = performance.now();
  const unfinished = new Set<string>();
  const late = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
  await Promise.race([apart(() => endStages(unfinished)), late]);
  const ms = Math.round(performance.now() - startedAt);
  if (unfinished.size === 0) log().info({ signal, ms }, "ended in order");
  else log().warn({ signal, ms, parts: [...unfinished] }, "ended before everything was done");
  process.exit(unfinished.size === 0 ? 0 : 1);
}

async function endStages(unfinished: Set<string>): Promise<void> {
  for (const stage of stages) {
    const parts = [...state.parts].filter((part) => part.stage === stage);
    for (const { name } of parts) unfinished.add(name);
    await Promise.all(parts.map((part) => endPart(part).finally(() => unfinished.delete(part.name))));
  }
}

async function endPart({ name, end }: Part): Promise<void> {
  try {
    await end();
  } catch (err) {
    log().warn({ part: name, err }, "could not be ended in order");
  }
}
