import { StorageError } from "./errors.ts";

/** The characters that storage-api takes in an object's name: those that are safe in S3 keys. */
const keyCharacters = /^[\w/!.*'() &$@=;:+,?-]+$/;
const bucketCharacters = /^[\w!.*'() &$@=;:+,?-]+$/;
const maxKeyBytes = 1024;
const maxBucketLength = 100;

/**
 * Refuses names that storage-api refuses, and those with `.` or `..` between slashes: an HTTP client resolves
 * such a path before it asks, so what was stored under it could never be fetched again.
 * @throws {StorageError} InvalidKey
 */
export function requireKey(key: unknown): asserts key is string {
  const valid =
    typeof key === "string" &&
    key.length <= maxKeyBytes &&
    keyCharacters.test(key) &&
    !key.split("/").some((part) => part === "." || part === "..");
  if (!valid) throw new StorageError(400, "InvalidKey", `Invalid key: ${shown(key)}`);
}

/** @throws {StorageError} InvalidBucketName */
export function requireBucketName(name: unknown): asserts name is string {
  const valid =
    typeof name === "string" &&
    name.length <= maxBucketLength &&
    bucketCharacters.test(name) &&
    name.trim() === name;
  if (!valid)
    throw new StorageError(400, "InvalidBucketName", "Bucket name invalid", { error: "Invalid Input" });
}

/** What a file browser puts into a folder to keep it: any type, and no bytes. */
export const isFolderPlaceholder = (name: string): boolean => name.endsWith(".emptyFolderPlaceholder");

function shown(key: unknown): string {
  return typeof key === "string" ? key.slice(0, 200) : "";
}
