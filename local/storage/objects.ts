import { uuidOf } from "./buckets.ts";
import type { Caller } from "./caller.ts";
import type { Storage } from "./context.ts";
import type { Sql } from "./database.ts";
import { alreadyExists, fromPostgres, noSuchKey } from "./errors.ts";
import { requireKey } from "./names.ts";

/** What is kept of a file beside its bytes; the names are storage-api's. */
export type ObjectMetadata = {
  eTag: string;
  size: number;
  mimetype: string;
  cacheControl: string;
  lastModified: string;
  contentLength: number;
  httpStatusCode: 200;
  contentEncoding?: string;
};

export type ObjectRow = {
  id: string;
  name: string;
  bucket_id: string;
  owner: string | null;
  owner_id: string | null;
  version: string | null;
  metadata: Partial<ObjectMetadata> | null;
  user_metadata: Record<string, unknown> | null;
  created_at: string;
  updated_at: string;
  last_accessed_at: string;
};

/** Where an object is. */
export type Place = { bucket: string; name: string };

export type NewRow = Place & {
  owner: string | null;
  version: string;
  metadata: ObjectMetadata | null;
  userMetadata: Record<string, unknown> | null;
};

const columns =
  "id, name, bucket_id, owner, owner_id, version, metadata, user_metadata, created_at, updated_at, last_accessed_at";

export async function findObject(tx: Sql, { bucket, name }: Place): Promise<ObjectRow | null> {
  const [row] = await tx.query<ObjectRow>(
    `select ${columns} from storage.objects where bucket_id = $1 and name = $2`,
    [bucket, name],
  );
  return row ?? null;
}

/** @throws {StorageError} NoSuchKey, also when policies hide it from the caller */
export async function getVisibleObject(storage: Storage, caller: Caller, place: Place): Promise<ObjectRow> {
  requireKey(place.name);
  const row = await storage.db.as(caller, (tx) => findObject(tx, place));
  if (!row) throw noSuchKey();
  return row;
}

/** An object whose place alone gives the right to it. @throws {StorageError} NoSuchKey */
export async function getObject(storage: Storage, place: Place): Promise<ObjectRow> {
  requireKey(place.name);
  const row = await findObject(storage.db, place);
  if (!row) throw noSuchKey();
  return row;
}

const insert = `insert into storage.objects
  (bucket_id, name, owner, owner_id, version, metadata, user_metadata)
  values ($1, $2, ${uuidOf("$3")}, $3, $4, $5, $6)`;

const valuesOf = (row: NewRow) => [
  row.bucket,
  row.name,
  row.owner,
  row.version,
  row.metadata && JSON.stringify(row.metadata),
  row.userMetadata && JSON.stringify(row.userMetadata),
];

/**
 * Asks the policies whether the caller may put an object there: writes the row and takes it back. Overwriting
 * needs insert, select and update.
 * @throws {StorageError} AccessDenied; KeyAlreadyExists when it may not be overwritten
 */
export async function requireUploadAllowed(
  storage: Storage,
  caller: Caller,
  place: Place & { owner: string | null; upsert: boolean },
): Promise<void> {
  const row: NewRow = { ...place, version: "1", metadata: null, userMetadata: null };
  await storage.db
    .probe(caller, (tx) => (place.upsert ? upsertObject(tx, row) : insertObject(tx, row)))
    .catch(refuseDuplicate);
}

/** Without `returning`, which would need a select policy. */
async function insertObject(tx: Sql, row: NewRow): Promise<void> {
  await tx.query(insert, valuesOf(row));
}

export async function upsertObject(tx: Sql, row: NewRow): Promise<ObjectRow> {
  const [written] = await tx.query<ObjectRow>(
    `${insert}
     on conflict (bucket_id, name) do update set
       version = excluded.version,
       metadata = coalesce(excluded.metadata, objects.metadata),
       user_metadata = coalesce(excluded.user_metadata, objects.user_metadata),
       owner = coalesce(excluded.owner, objects.owner),
       owner_id = coalesce(excluded.owner_id, objects.owner_id)
     returning ${columns}`,
    valuesOf(row),
  );
  if (!written) throw noSuchKey(); // a trigger of the project's suppressed the row
  return written;
}

export async function createObject(tx: Sql, row: NewRow): Promise<ObjectRow> {
  const [written] = await tx.query<ObjectRow>(`${insert} returning ${columns}`, valuesOf(row));
  if (!written) throw noSuchKey(); // a trigger of the project's suppressed the row
  return written;
}

export function refuseDuplicate(error: unknown): never {
  if (fromPostgres(error)?.code === "ResourceAlreadyExists") throw alreadyExists("KeyAlreadyExists");
  throw error;
}
