import type { Caller } from "./caller.ts";
import type { Storage } from "./context.ts";
import type { Sql } from "./database.ts";
import { alreadyExists, fromPostgres, noSuchBucket, StorageError } from "./errors.ts";

export type Bucket = {
  id: string;
  name: string;
  owner: string | null;
  public: boolean;
  type: string;
  file_size_limit: number | null;
  allowed_mime_types: string[] | null;
  created_at: string;
  updated_at: string;
};

export type BucketSettings = {
  public?: boolean | undefined;
  file_size_limit?: number | null | undefined;
  allowed_mime_types?: string[] | null | undefined;
};

const columns =
  "id, name, coalesce(owner::text, '') as owner, public, type, file_size_limit, allowed_mime_types, created_at, updated_at";

/** A bucket, whoever asks: limits and openness are facts that every request is held to. */
export async function findBucket(storage: Storage, id: string): Promise<Bucket | null> {
  const [bucket] = await selectBucket(storage.db, id);
  return bucket ?? null;
}

/** @throws {StorageError} NoSuchBucket */
export async function getBucket(storage: Storage, id: string): Promise<Bucket> {
  const bucket = await findBucket(storage, id);
  if (!bucket) throw noSuchBucket();
  return bucket;
}

/** @throws {StorageError} NoSuchBucket, also when policies hide it from the caller */
export async function getVisibleBucket(storage: Storage, caller: Caller, id: string): Promise<Bucket> {
  const [bucket] = await storage.db.as(caller, (tx) => selectBucket(tx, id));
  if (!bucket) throw noSuchBucket();
  return bucket;
}

function selectBucket(tx: Sql, id: string): Promise<Bucket[]> {
  return tx.query<Bucket>(`select ${columns} from storage.buckets where id = $1`, [id]);
}

export type BucketQuery = {
  limit?: number | undefined;
  offset?: number | undefined;
  search?: string | undefined;
  sortColumn?: "id" | "name" | "created_at" | "updated_at" | undefined;
  sortOrder?: "asc" | "desc" | undefined;
};

/** The buckets that the caller may see. */
export function listBuckets(storage: Storage, caller: Caller, query: BucketQuery): Promise<Bucket[]> {
  const order = `${query.sortColumn ?? "created_at"} ${query.sortOrder ?? "asc"}, id`;
  return storage.db.as(caller, (tx) =>
    tx.query<Bucket>(
      `select ${columns} from storage.buckets
       where $1::text is null or strpos(lower(name), lower($1)) > 0
       order by ${order} limit $2 offset $3`,
      [query.search || null, query.limit ?? null, query.offset ?? 0],
    ),
  );
}

/** @throws {StorageError} BucketAlreadyExists; AccessDenied when no policy lets the caller */
export async function createBucket(
  storage: Storage,
  caller: Caller,
  bucket: { id: string; name: string } & BucketSettings,
): Promise<void> {
  const values = [
    bucket.id,
    bucket.name,
    caller.owner,
    bucket.public ?? false,
    bucket.file_size_limit ?? null,
    bucket.allowed_mime_types ?? null,
  ];
  const insert = `insert into storage.buckets
    (id, name, owner, owner_id, public, file_size_limit, allowed_mime_types)
    values ($1, $2, ${uuidOf("$3")}, $3, $4, $5, $6)`;
  await storage.db
    .as(caller, (tx) => tx.query(insert, values))
    .catch((error) => {
      throw fromPostgres(error)?.code === "ResourceAlreadyExists"
        ? alreadyExists("BucketAlreadyExists")
        : error;
    });
}

/** The deprecated `owner` columns hold UUIDs only; a subject need not be one. */
export function uuidOf(parameter: string): string {
  const uuid = "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$";
  return `case when ${parameter}::text ~ '${uuid}' then ${parameter}::uuid end`;
}

/** Changes the settings that are given. @throws {StorageError} NoSuchBucket when there is none to change */
export async function updateBucket(
  storage: Storage,
  caller: Caller,
  id: string,
  settings: BucketSettings,
): Promise<void> {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  const assignments = given.map(([column], index) => `${column} = $${index + 2}`).join(", ");
  const update = `update storage.buckets set ${assignments} where id = $1 returning id`;
  const values = [id, ...given.map(([, value]) => value)];
  const updated = await storage.db.as(caller, (tx) => tx.query(update, values));
  if (updated.length === 0) throw noSuchBucket();
}

/**
 * Removes an empty bucket.
 * @throws {StorageError} NoSuchBucket, also when no policy lets the caller; InvalidRequest (409) unless empty
 */
export async function deleteBucket(storage: Storage, caller: Caller, id: string): Promise<void> {
  await getBucket(storage, id);
  const [object] = await storage.db.query("select 1 from storage.objects where bucket_id = $1 limit 1", [id]);
  if (object) throw notEmpty();
  const deleted = await storage.db
    .as(caller, (tx) => tx.query("delete from storage.buckets where id = $1 returning id", [id]))
    .catch((error) => {
      // An object that came in between holds the bucket by its foreign key.
      throw (error as { code?: string }).code === "23503" ? notEmpty() : error;
    });
  if (deleted.length === 0) throw noSuchBucket();
}

const notEmpty = () => new StorageError(409, "InvalidRequest", "The bucket you tried to delete is not empty");
