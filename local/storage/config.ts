import { bytesOfSetting } from "./sizes.ts";

/** A bucket that config.toml declares; it is made, or brought up to date, when the service starts. */
export type DeclaredBucket = {
  name: string;
  public: boolean;
  fileSizeLimit: number | null;
  allowedMimeTypes: string[] | null;
  /** A folder, relative to `supabase/`, whose files a new bucket is filled with. */
  objectsPath: string | null;
};

export type StorageConfig = {
  /** The most bytes that any object may have, whatever its bucket says. */
  fileSizeLimit: number;
  imageTransformation: boolean;
  buckets: DeclaredBucket[];
};

type Toml = Record<string, unknown>;

/**
 * Reads `[storage]` of a parsed config.toml, with the Supabase CLI's defaults.
 * @throws {StartError} when a size is not one
 */
export function readStorageConfig(toml: Toml): StorageConfig {
  const storage = table(toml.storage);
  return {
    fileSizeLimit: bytesOfSetting("storage.file_size_limit", storage.file_size_limit ?? "50MiB"),
    imageTransformation: table(storage.image_transformation).enabled !== false,
    buckets: Object.entries(table(storage.buckets)).map(([name, value]) => readBucket(name, table(value))),
  };
}

function readBucket(name: string, bucket: Toml): DeclaredBucket {
  const types = bucket.allowed_mime_types;
  const limit = bucket.file_size_limit;
  return {
    name,
    public: bucket.public === true,
    fileSizeLimit:
      limit === undefined ? null : bytesOfSetting(`storage.buckets.${name}.file_size_limit`, limit),
    allowedMimeTypes: Array.isArray(types) && types.length > 0 ? types.map(String) : null,
    objectsPath:
      typeof bucket.objects_path === "string" && bucket.objects_path !== "" ? bucket.objects_path : null,
  };
}

const table = (value: unknown): Toml => (typeof value === "object" && value !== null ? (value as Toml) : {});
