import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { getMimeType } from "hono/utils/mime";
import { StartError } from "../start-error.ts";
import type { DeclaredBucket } from "./config.ts";
import type { Storage } from "./context.ts";
import { asStorageError } from "./errors.ts";
import { itself } from "./files/sweeper.ts";
import { requireBucketName } from "./names.ts";
import { maxBytesOf, requireType, requireUploadable, storeObject } from "./uploads.ts";

/**
 * Makes the buckets that config.toml declares, and brings those that are there up to date. A new bucket is
 * filled with the files of its `objects_path`.
 * @throws {StartError} naming the bucket, and the file if it is one
 */
export async function ensureBuckets(storage: Storage, projectDir: string): Promise<void> {
  for (const bucket of storage.config.buckets) {
    try {
      const isNew = await ensureBucket(storage, bucket);
      if (isNew && bucket.objectsPath) {
        await fillBucket(storage, bucket, join(projectDir, "supabase", bucket.objectsPath));
      }
    } catch (error) {
      if (error instanceof StartError) throw error;
      throw cannotMake(bucket.name, error);
    }
  }
}

async function ensureBucket(storage: Storage, bucket: DeclaredBucket): Promise<boolean> {
  requireBucketName(bucket.name);
  const [row] = await storage.db.asService(itself, (tx) =>
    tx.query<{ is_new: boolean }>(
      `insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
       values ($1, $1, $2, $3, $4)
       on conflict (id) do update set
         public = excluded.public,
         file_size_limit = excluded.file_size_limit,
         allowed_mime_types = excluded.allowed_mime_types
       returning xmax = 0 as is_new`,
      [bucket.name, bucket.public, bucket.fileSizeLimit, bucket.allowedMimeTypes],
    ),
  );
  return row?.is_new ?? false;
}

async function fillBucket(storage: Storage, { name: bucket }: DeclaredBucket, folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((found) => found.isFile() && !found.name.startsWith("."))) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join("/");
    await putFile(storage, bucket, name, path).catch((error) => {
      throw cannotMake(`${bucket}/${name}`, error);
    });
  }
}

async function putFile(storage: Storage, bucketName: string, name: string, path: string): Promise<void> {
  const target = { bucket: bucketName, name, owner: null, upsert: true };
  const bucket = await requireUploadable(storage, itself, target);
  const mimeType = getMimeType(name) ?? "application/octet-stream";
  requireType(bucket, name, mimeType);
  const described = { mimeType, cacheControl: "max-age=3600", userMetadata: null };
  await storeObject(storage, target, described, createReadStream(path), maxBytesOf(storage, bucket, name));
}

function cannotMake(what: string, error: unknown): StartError {
  const reason = error instanceof Error && "code" in error ? error.message : asStorageError(error).message;
  return new StartError(`supabase/config.toml declares storage "${what}", which cannot be made: ${reason}.`);
}
