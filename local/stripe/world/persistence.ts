import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../../start-error.ts";
import { readState, type State, writeState } from "./state.ts";

const fileName = "stripe.json";
const settleMs = 200;

/** Keeps the state in a file: `changed` writes soon, `flush` at once. */
export type Keeper = { changed(): void; flush(): void };

/**
 * The state of an earlier run, or null.
 * @throws {StartError} when the file is there and cannot be read
 */
export function loadState(dataDir: string): State | null {
  const file = join(dataDir, fileName);
  try {
    return readState(readFileSync(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new StartError(`${file} cannot be read (${(error as Error).message}). Delete it to start anew.`);
  }
}

/** Writes beside the file and renames, so that a crash leaves the old state or the new one, whole. */
export function keepState(dataDir: string, state: State): Keeper {
  let timer: NodeJS.Timeout | undefined;
  const file = join(dataDir, fileName);
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(`${file}.new`, writeState(state), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  const flushOrSay = () => {
    try {
      flush();
    } catch (error) {
      console.error(`stripe: the state could not be kept: ${(error as Error).message}`);
    }
  };
  const changed = () => {
    timer ??= setTimeout(flushOrSay, settleMs);
  };
  return { changed, flush };
}
