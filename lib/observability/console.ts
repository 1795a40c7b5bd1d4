import { format } from "node:util";
import { log } from "./log.ts";
import { redacted } from "./redacted.ts";

/**
 * What Next.js and libraries print as errors and warnings becomes lines of the log: by themselves they would print
 * whatever an error holds. For production; a terminal shows them better as they are.
 */
export function logConsole(): void {
  for (const level of ["error", "warn"] as const) {
    console[level] = (...said: unknown[]) => {
      const err = said.find((part) => part instanceof Error);
      const text = format(...said.filter((part) => part !== err));
      log()[level]({ source: "console", ...(err !== undefined && { err }) }, redacted(text));
    };
  }
}
