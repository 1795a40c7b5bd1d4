import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { makeFolder } from "../folders.ts";
import { ensureBinaries } from "./binaries.ts";
import { stopOrphan, takeLock } from "./lock.ts";
import { freePort, requireFreePort } from "./ports.ts";
import { cacheDir, cacheRemedy, isReachable } from "./run-as.ts";
import { connectionString, startServer } from "./server.ts";
import { applyServiceMigrations, readServiceMigrations } from "./service-migrations.ts";
import { type Supervised, supervise } from "./supervise.ts";
import { createCluster } from "./template.ts";

/** The services whose `migrations/` make the cluster a Supabase one, in the order they depend on each other. */
const serviceFolders = ["./", "../auth/", "../storage/", "../realtime/"].map(
  (folder) => new URL(folder, import.meta.url),
);

export type PostgresOptions = {
  /** Where keys, lock and cluster live. Left out: a throw-away cluster that is removed on stop. */
  dataDir?: string;
  /** 1–65535; left out: any free port. */
  port?: number;
  /** Ends the start before its end: the server is stopped, and it rejects. */
  aborted?: AbortSignal;
};

export type Postgres = {
  port: number;
  /** The process id of the server; it changes when a crashed server was started again. */
  pid: () => number;
  url: (role: string) => string;
  /** Resolves with a sentence when the server ended and could not be brought back. */
  failed: Promise<string>;
  stop: () => Promise<void>;
};

/**
 * Starts real Postgres 17 with Supabase's roles and schemas on it, making the cluster first if there is none.
 * A cluster whose stack was killed is taken over; crash recovery is Postgres's own.
 *
 * @throws {StartError} when the port is taken, the directory is in use, or the server does not come up
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const place = await choosePlace(options.dataDir);
  const unlock = await takeLock(
    join(place.home, "stack-lock.db"),
    (holder) =>
      `The data directory ${place.home} is in use by process ${holder}. Stop that process, or choose another directory with --data-dir.`,
  );
  try {
    await stopOrphan(join(place.pgData, "postmaster.pid"), place.pgData, options.aborted);
    if (options.port) await requireFreePort(options.port, "Postgres", "--db-port");
    const port = options.port ?? (await freePort());
    const server = await startOn(place.pgData, port, options.aborted);
    const stop = async () => {
      await server.stop();
      await unlock();
      await place.remove();
    };
    return { ...server, port, url: (role) => connectionString(port, role), stop };
  } catch (error) {
    await unlock();
    await place.remove();
    throw error;
  }
}

async function startOn(pgData: string, port: number, aborted?: AbortSignal): Promise<Supervised> {
  const binaries = await ensureBinaries();
  const migrations = await readServiceMigrations(serviceFolders);
  const isNew = !existsSync(join(pgData, "PG_VERSION"));
  if (isNew) await createCluster(pgData, binaries, migrations, aborted);
  const options = { binaries, dataDir: pgData, port };
  const start = () => startServer({ ...options, aborted });
  const server = supervise(await start(), () => startServer(options));
  try {
    if (!isNew) await applyServiceMigrations(port, migrations);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

type Place = { home: string; pgData: string; remove: () => Promise<void> };

/**
 * A folder that the cluster's account cannot reach (a checkout under /root) keeps everything but the cluster,
 * which then lives in the cache under a name made from the folder's path.
 */
async function choosePlace(dataDir: string | undefined): Promise<Place> {
  if (!dataDir) return throwAway();
  const home = resolve(dataDir);
  await makeFolder(home, "Choose one that you may write to with --data-dir.");
  if (isReachable(home)) return { home, pgData: join(home, "postgres"), remove: async () => {} };
  const hash = createHash("sha256").update(home).digest("hex").slice(0, 12);
  const pgData = join(cacheDir, "clusters", `${basename(home)}-${hash}`);
  return { home, pgData, remove: async () => {} };
}

async function throwAway(): Promise<Place> {
  const parent = isReachable(tmpdir()) ? tmpdir() : cacheDir;
  await makeFolder(parent, cacheRemedy, 0o755);
  const home = await mkdtemp(join(parent, "plinth-"));
  await chmod(home, 0o711); // the cluster's account passes through; nobody else can list it
  return { home, pgData: join(home, "postgres"), remove: () => rm(home, { recursive: true, force: true }) };
}
