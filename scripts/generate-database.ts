import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { startPostgres } from "../local/postgres/postgres.ts";
import { readProject } from "../local/stack/config.ts";
import { applyMigrations } from "../local/stack/migrations.ts";
import { dumpSchema } from "./schema-dump.ts";

const run = promisify(execFile);
const projectDir = join(import.meta.dirname, "..");

/** What is generated from the migrations and committed, by path. */
async function generate(): Promise<Record<string, string>> {
  const project = { ...(await readProject(projectDir)), seedPaths: [] };
  const postgres = await startPostgres();
  try {
    const url = postgres.url("postgres");
    await applyMigrations(project, url);
    return {
      "supabase/schema.sql": await dumpSchema(url),
      "lib/supabase/database.types.ts": await types(url),
    };
  } finally {
    await postgres.stop();
  }
}

async function types(databaseUrl: string): Promise<string> {
  const cli = join(
    dirname(createRequire(import.meta.url).resolve("supabase/package.json")),
    "dist",
    "supabase.js",
  );
  const flags = ["gen", "types", "--schema", "public", "--workdir", projectDir, `--remote=${databaseUrl}`];
  // Otherwise the CLI's notice that a loopback connection has no TLS is part of the output.
  const env = { ...process.env, PGSSLMODE: "disable" };
  const { stdout } = await run(process.execPath, [cli, ...flags], { env, maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}

/** `--check` compares instead of writing and fails, with the file's name, when one is out of date. */
const isCheck = process.argv.includes("--check");
for (const [path, text] of Object.entries(await generate())) {
  const file = join(projectDir, path);
  if (!isCheck) await writeFile(file, text);
  else if ((await readFile(file, "utf8")) !== text) {
    process.stderr.write(`${path} is out of date. Run "npm run db:generate" and commit it.\n`);
    process.exitCode = 1;
  }
}
