import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import type { Tokens } from "../keys/tokens.ts";
import type { Service } from "../stack/service.ts";
import type { StorageConfig } from "./config.ts";
import type { Storage } from "./context.ts";
import { openDatabase } from "./database.ts";
import { ensureBuckets } from "./declared-buckets.ts";
import { badRequest, errorResponse } from "./errors.ts";
import { FileStore } from "./files/file-store.ts";
import { createSweeper, type Sweeper } from "./files/sweeper.ts";
import { requireKey } from "./names.ts";
import { createResumable, type Resumable } from "./resumable/server.ts";
import { UploadsOnDisk } from "./resumable/uploads-on-disk.ts";
import { bucketRoutes } from "./routes/buckets.ts";
import { downloadRoutes } from "./routes/downloads.ts";
import { imageRoutes } from "./routes/images.ts";
import { objectRoutes } from "./routes/objects.ts";
import { resumableRoutes } from "./routes/resumable.ts";
import { signedUrlRoutes } from "./routes/signed-urls.ts";
import { statusRoutes } from "./routes/status.ts";
import { uploadRoutes } from "./routes/uploads.ts";

export type StorageServiceOptions = {
  /** A connection string for supabase_storage_admin. */
  databaseUrl: string;
  config: StorageConfig;
  tokens: Tokens;
  /** The folder for the bytes, which only this process writes to; left out: a throw-away one. */
  dataDir?: string | undefined;
  /** Where clients reach this service: `http://127.0.0.1:54321/storage/v1`. */
  apiUrl: string;
  /** The folder that holds `supabase/`; declared buckets may be filled from it. */
  projectDir: string;
};

/** Names of routes are also possible names of buckets: the narrower paths come first. */
const groups = [statusRoutes, bucketRoutes, signedUrlRoutes, objectRoutes, uploadRoutes, downloadRoutes];

const sweepEveryMs = 15 * 60 * 1000;
/** What is younger may belong to a transaction whose connection broke and that is still ending. */
const settledMs = 60 * 1000;

/**
 * Supabase Storage on a database that has its schema: rows in Postgres, where policies guard them, and bytes in
 * files. Before it answers, whatever a crash left between the two is put in order.
 * @throws {StartError} when a declared bucket cannot be made
 */
export async function createStorageService(options: StorageServiceOptions): Promise<Service> {
  const home = await openHome(options.dataDir);
  const db = openDatabase(options.databaseUrl);
  try {
    const files = await FileStore.open(home.path);
    const uploads = await UploadsOnDisk.open(join(home.path, "resumable"));
    const sweeper = createSweeper(db, files, uploads);
    const { pathname } = new URL(options.apiUrl);
    const { config, tokens } = options;
    const storage: Storage = { config, db, files, sweeper, tokens, publicPath: pathname };
    await sweeper.sweep(0);
    await ensureBuckets(storage, options.projectDir);
    const stopSweeping = sweepNowAndThen(sweeper);
    const app = createApp(storage, createResumable(storage, uploads));
    return {
      fetch: async (request) => app.fetch(request),
      close: async () => {
        await stopSweeping();
        await db.close();
        await home.remove();
      },
    };
  } catch (error) {
    await db.close();
    await home.remove();
    throw error;
  }
}

type Home = { path: string; remove: () => Promise<void> };

async function openHome(dataDir: string | undefined): Promise<Home> {
  if (dataDir !== undefined) return { path: dataDir, remove: async () => {} };
  const path = await mkdtemp(join(tmpdir(), "plinth-storage-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** @returns stops, after the sweep that may be under way */
function sweepNowAndThen(sweeper: Sweeper): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    // The database may be away; the next time will do.
    running = sweeper.sweep(settledMs).catch(() => {});
  }, sweepEveryMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

function createApp(storage: Storage, resumable: Resumable): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    requireReadableUrl(c.req.url);
    await next();
  });
  for (const group of groups) app.route("/", group(storage));
  app.route("/", resumableRoutes(storage, resumable));
  if (storage.config.imageTransformation) app.route("/", imageRoutes(storage));
  app.notFound((c) => {
    const message = `Route ${c.req.method}:${new URL(c.req.url).pathname} not found`;
    return c.json({ message, error: "Not Found", statusCode: 404 }, 404);
  });
  app.onError((error, c) => errorResponse(error, c.req.raw));
  return app;
}

/** A path that is not UTF-8, or not percent-encoding, names nothing; control characters are in no name. */
function requireReadableUrl(url: string): void {
  let path: string;
  try {
    path = decodeURIComponent(new URL(url).pathname);
  } catch {
    throw badRequest("The URL is not valid percent-encoded UTF-8");
  }
  if (/\p{Cc}/u.test(path)) requireKey(path);
}
