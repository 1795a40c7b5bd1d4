import { styleText } from "node:util";

/** One finished step of a start, with the time it took. */
export function printStep(step: string, ms: number): void {
  const time = ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
  process.stdout.write(
    `  ${styleText("green", "✓")} ${step.padEnd(14)} ${styleText("dim", time.padStart(8))}\n`,
  );
}

/** A two-column table with aligned values; an empty row is a blank line. */
export function printTable(rows: [string, string][]): void {
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) =>
    label ? `  ${styleText("dim", label.padStart(width))}  ${value}` : "",
  );
  process.stdout.write(`\n${lines.join("\n")}\n\n`);
}

/** One sentence on standard error. */
export function printError(message: string): void {
  process.stderr.write(`\n${styleText("red", "✗")} ${message}\n`);
}
