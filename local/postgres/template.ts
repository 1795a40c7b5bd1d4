import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, constants, cp, lchown, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runChild } from "../children.ts";
import { makeFolder } from "../folders.ts";
import { StartError } from "../start-error.ts";
import type { Binaries } from "./binaries.ts";
import { freePort } from "./ports.ts";
import { cacheDir, cacheRemedy, runAs } from "./run-as.ts";
import { password, startServer, superuser } from "./server.ts";
import { applyServiceMigrations, type ServiceMigration } from "./service-migrations.ts";

/**
 * Makes `dataDir` a cluster with Supabase's roles and schemas, by copying a template that is built once per
 * Postgres version and set of service migrations (initdb and bootstrap take seconds, a copy takes a fraction).
 */
export async function createCluster(
  dataDir: string,
  binaries: Binaries,
  migrations: ServiceMigration[],
  aborted?: AbortSignal,
): Promise<void> {
  const template = await ensureTemplate({ binaries, migrations, aborted });
  aborted?.throwIfAborted();
  const draft = `${dataDir}.${process.pid}.draft`;
  await makeFolder(dirname(dataDir), cacheRemedy, 0o755);
  await copyOwned(template, draft);
  await rename(draft, dataDir); // whole or not at all, whenever we are killed
}

type Recipe = { binaries: Binaries; migrations: ServiceMigration[]; aborted?: AbortSignal };

async function ensureTemplate(recipe: Recipe): Promise<string> {
  const { binaries, migrations } = recipe;
  const hash = createHash("sha256").update(JSON.stringify(migrations)).digest("hex").slice(0, 12);
  const template = join(cacheDir, `template-${binaries.version}-${hash}`);
  if (existsSync(template)) return template;
  const draft = `${template}.${process.pid}`;
  try {
    await buildTemplate(recipe, draft);
    await rename(draft, template).catch(() => {}); // another process was first: its template is the same
    return template;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function buildTemplate({ binaries, migrations, aborted }: Recipe, dataDir: string): Promise<void> {
  await initdb(binaries, dataDir, aborted);
  const port = await freePort();
  const extra = { fsync: "off" };
  const server = await startServer({ binaries, dataDir, port, logFile: false, extra, aborted });
  try {
    await applyServiceMigrations(port, migrations);
  } finally {
    await server.stop();
  }
}

async function initdb(binaries: Binaries, dataDir: string, aborted?: AbortSignal): Promise<void> {
  const secret = `${dataDir}.pw`;
  await makeOwned(dataDir);
  await writeFile(secret, password);
  if (runAs.uid !== undefined) await lchown(secret, runAs.uid, runAs.gid ?? runAs.uid);
  const flags = [
    ["-D", dataDir, "-U", superuser, `--pwfile=${secret}`, "--auth=scram-sha-256", "--no-sync"],
    ["--encoding=UTF8", "--locale-provider=icu", "--icu-locale=en-US", "--locale=C"],
  ].flat();
  try {
    const { code, output } = await runChild(binaries.bin("initdb"), flags, { ...runAs, cwd: "/" }, aborted);
    if (code === 0) return;
    throw new StartError(`initdb could not make a database cluster in ${dataDir}: ${output.trim()}`);
  } finally {
    await rm(secret, { force: true });
  }
}

async function makeOwned(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  if (runAs.uid !== undefined) await lchown(dir, runAs.uid, runAs.gid ?? runAs.uid);
}

async function copyOwned(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });
  await chmod(to, 0o700);
  const { uid, gid } = runAs;
  if (uid === undefined) return;
  const entries = await readdir(to, { recursive: true });
  await Promise.all(
    [to, ...entries.map((name) => join(to, name))].map((file) => lchown(file, uid, gid ?? uid)),
  );
}
