import { existsSync, globSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Client } from "pg";
import { runChild } from "../children.ts";
import { StartError } from "../start-error.ts";
import type { Project } from "./config.ts";

const require = createRequire(import.meta.url);

/**
 * Applies a project's pending migrations, and its seed unless that was done before, with the Supabase CLI: the
 * same program, order and bookkeeping as on a hosted project.
 *
 * @returns how many migrations and seed files were pending
 * @param aborted ends the CLI; the file that it was at is rolled back
 * @throws {StartError} naming the file, the line and the SQLSTATE of what failed; earlier files stay applied
 */
export async function applyMigrations(
  project: Project,
  databaseUrl: string,
  aborted?: AbortSignal,
): Promise<Pending> {
  const pending = await findPending(project, databaseUrl);
  const target = { projectDir: project.dir, databaseUrl, aborted };
  if (pending.seeds > 0) await supabase(["db", "push", "--include-seed", "--include-all"], target);
  else if (pending.migrations > 0) await supabase(["migration", "up", "--include-all"], target);
  return pending;
}

type Pending = { migrations: number; seeds: number };

/** Asked of the database itself, because starting the CLI to hear "up to date" costs a second each time. */
async function findPending(project: Project, databaseUrl: string): Promise<Pending> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const versions = await readLedger(client, "schema_migrations", "version");
    const seeded = await readLedger(client, "seed_files", "path");
    const migrations = await listMigrations(project.dir);
    const pending = migrations.filter((name) => !versions.includes(name.split("_", 1)[0] ?? ""));
    const seeds = globSync(project.seedPaths, { cwd: join(project.dir, "supabase") });
    const unsown = seeds.filter((path) => !seeded.includes(join("supabase", path)));
    return { migrations: pending.length, seeds: unsown.length };
  } finally {
    await client.end();
  }
}

async function listMigrations(projectDir: string): Promise<string[]> {
  const dir = join(projectDir, "supabase", "migrations");
  return existsSync(dir) ? (await readdir(dir)).filter((name) => /^\d+_.*\.sql$/.test(name)) : [];
}

/** The CLI's own tables in `supabase_migrations`; they do not exist before its first run. */
async function readLedger(client: Client, table: "schema_migrations" | "seed_files", column: string) {
  const { rows } = await client.query("select to_regclass($1) as found", [`supabase_migrations.${table}`]);
  if (!rows[0]?.found) return [];
  const ledger = await client.query<{ key: string }>(
    `select ${column} as key from supabase_migrations.${table}`,
  );
  return ledger.rows.map((row) => row.key);
}

type Target = { projectDir: string; databaseUrl: string; aborted: AbortSignal | undefined };

async function supabase(command: string[], { projectDir, databaseUrl, aborted }: Target): Promise<void> {
  const script = join(dirname(require.resolve("supabase/package.json")), "dist", "supabase.js");
  const flags = ["--yes", "--workdir", projectDir, `--remote=${databaseUrl}`];
  const env = { ...process.env, DO_NOT_TRACK: "1", SUPABASE_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
  const { code, output } = await runChild(process.execPath, [script, ...command, ...flags], { env }, aborted);
  if (code !== 0) throw new StartError(await explainFailure(projectDir, output));
}

/** Turns the CLI's report into one sentence with a file and a line that an editor can jump to. */
async function explainFailure(projectDir: string, report: string): Promise<string> {
  const setting = explainSetting(report);
  if (setting) return setting;
  const [, reason = "", sqlstate] = report.match(/ERROR: (.*?) \(SQLSTATE (\w{5})\)/) ?? [];
  if (!sqlstate) return `The Supabase CLI could not apply the migrations: ${report.trim().slice(-800)}`;
  const file = lastBegun(report);
  const line = file ? await findLine(join(projectDir, file), report) : null;
  const extension = reason.match(/extension "([^"]+)" is not available/)?.[1];
  const remedy = extension
    ? `The embedded Postgres does not carry the extension "${extension}": use a hosted project, or make the migration do without it.`
    : "Correct the file and start again; the files before it are applied.";
  return `${file ?? "A migration"}${line ? `:${line}` : ""} failed (SQLSTATE ${sqlstate}): ${reason}. ${remedy}`;
}

/** The CLI reads config.toml before anything else, and is stricter than we are. */
function explainSetting(report: string): string | undefined {
  const [, key, fault = ""] = report.match(/Invalid config for ([\w.]+): (.*)/) ?? [];
  if (!key) return;
  const missing = fault.match(/^NotFound: .*\((.*)\)/)?.[1];
  const what = missing ? `names ${missing}, but there is no such file` : `is not valid: ${fault}`;
  return `${key} in supabase/config.toml ${what}. Correct it and start again.`;
}

/** The file that the CLI was at: it names each one before it begins with it, migrations first, then the seed's. */
function lastBegun(report: string): string | undefined {
  const begun = [...report.matchAll(/(?:Applying migration|Seeding data from) (\S+?)\.\.\./g)].at(-1);
  const name = begun?.[1];
  return name && begun[0].startsWith("Applying") ? `supabase/migrations/${name}` : name;
}

/** The report ends with the failing statement and a caret under the place; that line is looked up in the file. */
async function findLine(file: string, report: string): Promise<number | null> {
  const after = report.split(/At statement: \d+\n/)[1]?.split("\n") ?? [];
  const caret = after.findIndex((text) => /^\s*\^\s*$/.test(text));
  const wanted = (caret > 0 ? after[caret - 1] : after[0])?.trim();
  if (!wanted) return null;
  const lines = (await readFile(file, "utf8")).split("\n");
  const index = lines.findIndex((text) => text.includes(wanted));
  return index < 0 ? null : index + 1;
}
