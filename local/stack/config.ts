import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parse, TomlError } from "smol-toml";
import { StartError } from "../start-error.ts";

export type Toml = Record<string, unknown>;

/** A Supabase project on disk: its folder and what `supabase/config.toml` says. */
export type Project = {
  dir: string;
  toml: Toml;
  ports: { api: number; db: number; mail: number };
  api: { schemas: string[]; extraSearchPath: string[]; maxRows: number };
  /** Globs below supabase/; empty when seeding is switched off. */
  seedPaths: string[];
};

/**
 * Reads a project folder's `supabase/config.toml`. Keys that are absent take the Supabase CLI's defaults.
 * `env(NAME)` values are resolved from the environment, as the CLI does.
 *
 * @throws {StartError} when there is no `supabase/config.toml`, it is not TOML, or a port in it is none
 */
export async function readProject(folder: string): Promise<Project> {
  const dir = resolve(folder);
  const file = join(dir, "supabase", "config.toml");
  if (!existsSync(file)) {
    throw new StartError(
      `${file} does not exist. Give the folder that holds supabase/ with --project, or run "supabase init" there.`,
    );
  }
  const toml = resolveEnvironment(parseToml(file, await readFile(file, "utf8"))) as Toml;
  const api = table(toml, "api");
  const seed = table(table(toml, "db"), "seed");
  return {
    dir,
    toml,
    ports: {
      api: port(file, "api", api.port, 54321),
      db: port(file, "db", table(toml, "db").port, 54322),
      mail: port(file, "local_smtp", table(toml, "local_smtp").port ?? table(toml, "inbucket").port, 54324),
    },
    api: {
      schemas: strings(api.schemas, ["public", "graphql_public"]),
      extraSearchPath: strings(api.extra_search_path, ["public", "extensions"]),
      maxRows: number(api.max_rows, 1000),
    },
    seedPaths: seed.enabled === false ? [] : strings(seed.sql_paths, ["./seed.sql"]),
  };
}

function port(file: string, section: string, value: unknown, otherwise: number): number {
  const chosen = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : (value ?? otherwise);
  if (typeof chosen === "number" && Number.isInteger(chosen) && chosen > 0 && chosen < 65_536) return chosen;
  throw new StartError(`${file}: port in [${section}] is a whole number from 1 to 65535, not ${chosen}.`);
}

function parseToml(file: string, text: string): Toml {
  try {
    return parse(text) as Toml;
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.split("\n")[0];
    throw new StartError(`${file}:${error.line}:${error.column} is not valid TOML: ${reason}.`);
  }
}

function resolveEnvironment(value: unknown): unknown {
  if (typeof value === "string") {
    const name = value.match(/^env\((\w+)\)$/)?.[1];
    return name ? (process.env[name] ?? "") : value;
  }
  if (Array.isArray(value)) return value.map(resolveEnvironment);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolveEnvironment(inner)]));
}

const table = (toml: Toml, name: string): Toml => (toml[name] ?? {}) as Toml;
const number = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);
const strings = (value: unknown, otherwise: string[]): string[] =>
  Array.isArray(value) ? value.map(String) : otherwise;
