import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const script = join(
  dirname(createRequire(import.meta.url).resolve("supabase/package.json")),
  "dist",
  "supabase.js",
);

/**
 * Runs the Supabase CLI on this repository's project against a database, and returns what it prints.
 * `PGSSLMODE=disable`: otherwise a notice that a loopback connection has no TLS is part of the output.
 */
export async function supabase(command: string[], databaseUrl: string): Promise<string> {
  const flags = ["--yes", "--workdir", process.cwd(), `--remote=${databaseUrl}`];
  const env = { ...process.env, PGSSLMODE: "disable", SUPABASE_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
  const { stdout } = await run(process.execPath, [script, ...command, ...flags], {
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
