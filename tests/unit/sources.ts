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
