import { type Bucket, getBucket } from "./buckets.ts";
import type { Caller } from "./caller.ts";
import type { Storage } from "./context.ts";
import type { NewFile } from "./files/file-store.ts";
import { itself, lockObject } from "./files/sweeper.ts";
import { requireAllowedType } from "./mime-types.ts";
import { isFolderPlaceholder, requireKey } from "./names.ts";
import {
  createObject,
  findObject,
  type NewRow,
  type ObjectRow,
  type Place,
  refuseDuplicate,
  requireUploadAllowed,
  upsertObject,
} from "./objects.ts";

/** Where an upload goes, whose it becomes, and whether it may take the place of another. */
export type Target = Place & { owner: string | null; upsert: boolean };

/** What an upload says of itself. */
export type Described = {
  mimeType: string;
  cacheControl: string;
  contentEncoding?: string | undefined;
  userMetadata: Record<string, unknown> | null;
};

/** The most bytes that an object of this name may have in this bucket. */
export function maxBytesOf(storage: Storage, bucket: Bucket, name: string): number {
  if (isFolderPlaceholder(name)) return 0;
  return Math.min(bucket.file_size_limit ?? Number.POSITIVE_INFINITY, storage.config.fileSizeLimit);
}

/**
 * Everything about an upload that can be refused before its bytes are read, but for its type.
 * @returns the bucket
 * @throws {StorageError} InvalidKey, NoSuchBucket, AccessDenied, KeyAlreadyExists
 */
export async function requireUploadable(storage: Storage, caller: Caller, target: Target): Promise<Bucket> {
  requireKey(target.name);
  const bucket = await getBucket(storage, target.bucket);
  await requireUploadAllowed(storage, caller, target);
  return bucket;
}

/** @throws {StorageError} InvalidMimeType */
export function requireType(bucket: Bucket, name: string, mimeType: string): void {
  if (!isFolderPlaceholder(name)) requireAllowedType(mimeType, bucket.allowed_mime_types);
}

/** Stores a stream of bytes as an object. The caller's right was asked for before. */
export function storeObject(
  storage: Storage,
  target: Target,
  described: Described,
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<ObjectRow> {
  return storage.files.create(
    body,
    maxBytes,
    (file) => keepObject(storage, target, described, file),
    (version) => storage.sweeper.discard(target.bucket, target.name, version),
  );
}

/** Makes a durable file an object, in place of the one before it; that one's file goes when the row is safe. */
export async function keepObject(
  storage: Storage,
  target: Target,
  described: Described,
  file: NewFile,
): Promise<ObjectRow> {
  const row = rowOf(target, described, file);
  const [written, previous] = await storage.db
    .asService(itself, async (tx) => {
      await tx.query(lockObject, [`${target.bucket}/${target.name}`]);
      if (!target.upsert) return [await createObject(tx, row), null] as const;
      const before = await findObject(tx, target);
      return [await upsertObject(tx, row), before?.version ?? null] as const;
    })
    .catch(refuseDuplicate);
  await storage.files.remove([previous]);
  return written;
}

function rowOf(target: Target, described: Described, file: NewFile): NewRow {
  const { mimeType, cacheControl, contentEncoding, userMetadata } = described;
  return {
    bucket: target.bucket,
    name: target.name,
    owner: target.owner,
    version: file.version,
    userMetadata,
    metadata: {
      eTag: eTagOf(file.version),
      size: file.size,
      mimetype: mimeType,
      cacheControl,
      lastModified: new Date().toISOString(),
      contentLength: file.size,
      httpStatusCode: 200,
      ...(contentEncoding && { contentEncoding }),
    },
  };
}

/**
 * Versions are unique, so they tell any two contents apart, and cost nothing to compute; they have the form of
 * the MD5 sum that S3 has here, which says nothing of files that came in parts either.
 */
const eTagOf = (version: string): string => `"${version.replaceAll("-", "")}"`;
