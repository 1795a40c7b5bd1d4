import { getBucket, uuidOf } from "./buckets.ts";
import type { Caller } from "./caller.ts";
import type { Storage } from "./context.ts";
import { noSuchKey } from "./errors.ts";
import { itself, lockObject } from "./files/sweeper.ts";
import { requireBucketName, requireKey } from "./names.ts";
import {
  findObject,
  getVisibleObject,
  type ObjectRow,
  type Place,
  refuseDuplicate,
  requireUploadAllowed,
} from "./objects.ts";
import { pathOf } from "./signing.ts";
import { keepObject } from "./uploads.ts";

export type CopyOptions = {
  upsert: boolean;
  /** What the copy is described by instead; absent keeps the source's own. */
  metadata?: { mimetype?: string | undefined; cacheControl?: string | undefined } | undefined;
  userMetadata?: Record<string, unknown> | null | undefined;
};

/**
 * Copies an object, also into another bucket. Files never change once stored, so both share the bytes on disk.
 * @throws {StorageError} NoSuchKey unless the caller may read the source; as an upload for the destination
 */
export async function copyObject(
  storage: Storage,
  caller: Caller,
  source: Place,
  destination: Place,
  options: CopyOptions,
): Promise<ObjectRow> {
  await requirePlaces(storage, source, destination);
  const origin = await getVisibleObject(storage, caller, source);
  const target = { ...destination, owner: caller.owner, upsert: options.upsert };
  await requireUploadAllowed(storage, caller, target);
  const kept = origin.metadata ?? {};
  const described = {
    mimeType: options.metadata?.mimetype ?? kept.mimetype ?? "application/octet-stream",
    cacheControl: options.metadata?.cacheControl ?? kept.cacheControl ?? "no-cache",
    contentEncoding: kept.contentEncoding,
    userMetadata: options.userMetadata === undefined ? origin.user_metadata : options.userMetadata,
  };
  return storage.files
    .createFrom(
      { version: origin.version ?? "" },
      kept.size ?? 0,
      (file) => keepObject(storage, target, described, file),
      (version) => storage.sweeper.discard(target.bucket, target.name, version),
    )
    .catch(missingIsNoSuchKey);
}

/** The source's file went away between its row and here, or was never there. */
function missingIsNoSuchKey(error: NodeJS.ErrnoException): never {
  throw error.code === "ENOENT" ? noSuchKey() : error;
}

/**
 * Moves an object, also into another bucket. The file is named by its version and stays where it is.
 * @throws {StorageError} NoSuchKey, AccessDenied, KeyAlreadyExists when the destination is taken
 */
export async function moveObject(
  storage: Storage,
  caller: Caller,
  source: Place,
  destination: Place,
): Promise<ObjectRow> {
  await requirePlaces(storage, source, destination);
  await storage.db
    .probe(caller, async (tx) => {
      if (!(await findObject(tx, source))) throw noSuchKey();
      if ((await tx.query(move, moveValues(source, destination, caller.owner))).length === 0)
        throw noSuchKey();
    })
    .catch(refuseDuplicate);
  return storage.db
    .asService(itself, async (tx) => {
      for (const place of [pathOf(source), pathOf(destination)].sort()) await tx.query(lockObject, [place]);
      const [row] = await tx.query<ObjectRow>(move, moveValues(source, destination, caller.owner));
      if (!row) throw noSuchKey();
      return row;
    })
    .catch(refuseDuplicate);
}

const move = `update storage.objects
  set bucket_id = $3, name = $4, owner = coalesce(${uuidOf("$5")}, owner), owner_id = coalesce($5, owner_id)
  where bucket_id = $1 and name = $2 returning *`;

const moveValues = (source: Place, destination: Place, owner: string | null) => [
  source.bucket,
  source.name,
  destination.bucket,
  destination.name,
  owner,
];

async function requirePlaces(storage: Storage, source: Place, destination: Place): Promise<void> {
  for (const { bucket } of [source, destination]) requireBucketName(bucket);
  for (const { name } of [source, destination]) requireKey(name);
  await getBucket(storage, source.bucket);
  await getBucket(storage, destination.bucket);
}
