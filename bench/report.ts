import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";
import type { Aim, Bench, Comparison, Result } from "./bench.ts";
import { show } from "./rounds.ts";

const resultsDir = join(import.meta.dirname, "results");

const isMet = ({ ratio, aim }: Comparison): boolean =>
  "atLeast" in aim ? ratio >= aim.atLeast : ratio <= aim.atMost;

/** Whether a comparison misses its aim. */
export const hasFailed = ({ comparisons }: Result): boolean => comparisons.some((one) => !isMet(one));

const aimOf = (aim: Aim): string =>
  "atLeast" in aim ? `≥ ${aim.atLeast.toFixed(2)}` : `≤ ${aim.atMost.toFixed(2)}`;

/** Prints the comparisons as a table, and below it what is only reported. */
export function printResult({ title }: Bench, { comparisons, facts }: Result): void {
  const rows = comparisons.map((one) => [
    one.name,
    `${show(one.subject)} ${one.unit}`,
    `${show(one.baseline)} ${one.unit}`,
    one.ratio.toFixed(2),
    `${spread(one)}`,
    aimOf(one.aim),
    isMet(one) ? styleText("green", "✓") : styleText("red", "✗"),
  ]);
  const table = aligned([["", "product", "baseline", "ratio", "rounds", "aim", ""], ...rows]);
  const reported = facts.map(({ name, value, unit }) => `  ${name}: ${show(value)} ${unit}\n`).join("");
  process.stdout.write(`\n${styleText("bold", title)}\n${table}${reported}\n`);
}

/** The ratios of the single rounds, from the least to the greatest: how far one may be believed. */
function spread({ rounds }: Comparison): string {
  const ratios = rounds.map(({ subject, baseline }) => subject / baseline);
  return `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
}

function aligned(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: string[]) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ");
  return rows.map((row) => `  ${line(row).trimEnd()}\n`).join("");
}

/** Keeps the result in `bench/results/<name>.json`, with what it was measured on and nothing about where. */
export async function storeResult(name: string, { title }: Bench, result: Result): Promise<void> {
  const machine = { node: process.version, cores: availableParallelism(), platform: process.platform };
  const date = new Date().toISOString().slice(0, 10);
  const text = JSON.stringify({ title, date, ...machine, ...result }, rounded, 2);
  await mkdir(resultsDir, { recursive: true });
  await writeFile(join(resultsDir, `${name}.json`), `${text}\n`);
}

/** More digits than these say nothing, and change with every run. */
const rounded = (_key: string, value: unknown): unknown =>
  typeof value === "number" ? Number(value.toPrecision(4)) : value;
