import { getVisibleBucket } from "./buckets.ts";
import type { Caller } from "./caller.ts";
import type { Storage } from "./context.ts";
import { accessDenied, noSuchKey } from "./errors.ts";
import type { ObjectRow, Place } from "./objects.ts";

const columns =
  "name, bucket_id, owner, owner_id, version, id, updated_at, created_at, last_accessed_at, metadata, user_metadata";
const batchSize = 1000;

/** Removes the objects of these names that the caller may; the others are passed over. Rows first, then files. */
export async function removeObjects(
  storage: Storage,
  caller: Caller,
  bucket: string,
  names: string[],
): Promise<ObjectRow[]> {
  const removed = await storage.db.as(caller, (tx) =>
    tx.query<ObjectRow>(
      `delete from storage.objects where bucket_id = $1 and name = any($2) returning ${columns}`,
      [bucket, names],
    ),
  );
  await storage.files.remove(removed.map((row) => row.version));
  return removed;
}

/** @throws {StorageError} NoSuchKey, also when the caller may not see or remove it */
export async function removeObject(storage: Storage, caller: Caller, { bucket, name }: Place): Promise<void> {
  const removed = await removeObjects(storage, caller, bucket, [name]);
  if (removed.length === 0) throw noSuchKey();
}

/**
 * Removes everything in a bucket that the caller can see.
 * @throws {StorageError} AccessDenied when some of it may be seen but not removed
 */
export async function emptyBucket(storage: Storage, caller: Caller, bucket: string): Promise<void> {
  await getVisibleBucket(storage, caller, bucket);
  for (;;) {
    const rows = await storage.db.as(caller, (tx) =>
      tx.query<{ name: string }>(
        'select name from storage.objects where bucket_id = $1 order by name collate "C" limit $2',
        [bucket, batchSize],
      ),
    );
    if (rows.length === 0) return;
    const names = rows.map((row) => row.name);
    const removed = new Set((await removeObjects(storage, caller, bucket, names)).map((row) => row.name));
    const remaining = names.filter((name) => !removed.has(name));
    if (remaining.length > 0) {
      const list = remaining.slice(0, 20).join(" ,");
      throw accessDenied(`Cannot delete: ${list}, you may have SELECT but not DELETE permissions`);
    }
  }
}
