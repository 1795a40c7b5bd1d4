import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";

export type Source = { path: string; text: string; lines: number; imports: string[] };

/** The repository's TypeScript, with what each file imports: packages by name, own files by path. */
export function sourcesIn(...folders: string[]): Source[] {
  const files = folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`));
  return files.map((path) => {
    const text = readFileSync(path, "utf8");
    return { path, text, lines: text.trimEnd().split("\n").length, imports: importsOf(path, text) };
  });
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^;"']*?from\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\)/g;

function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(importPattern)].map(([, fixed, dynamic]) => resolve(path, fixed ?? dynamic ?? ""));
}

function resolve(path: string, specifier: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1).replace(/^ui\//, "app/_ui/");
  return specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : specifier;
}

const opening =
  /^(\s*)(?!\/|\*|if\b|for\b|while\b|switch\b|return\b)(?:.*\bfunction\b.*|.*=> \{|[^=]*\w\(.*\{|\): .*\{)$/;

/**
 * The functions of a source that have more than `max` lines, as "path:line has n lines". The formatter puts the
 * last bracket of a function under the first letter of the line that opens it.
 */
export const functionsOver = (max: number) => (source: Source) => {
  const lines = source.text.split("\n");
  return lines.flatMap((line, start) => {
    const indent = opening.exec(line)?.[1];
    if (indent === undefined) return [];
    const end = lines.findIndex((other, at) => at > start && other.startsWith(`${indent}}`));
    const length = end - start + 1;
    return length > max ? [`${source.path}:${start + 1} has ${length} lines`] : [];
  });
};
