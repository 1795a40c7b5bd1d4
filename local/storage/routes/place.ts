import type { Context } from "hono";
import { requireBucketName, requireKey } from "../names.ts";
import type { Place } from "../objects.ts";

/** Where a request's path points. @throws {StorageError} InvalidBucketName, InvalidKey */
export function placeOf(c: Context): Place {
  const bucket = c.req.param("bucket");
  const name = c.req.param("name");
  requireBucketName(bucket);
  requireKey(name);
  return { bucket, name };
}

/** The bucket in a request's path. @throws {StorageError} InvalidBucketName */
export function bucketOf(c: Context): string {
  const bucket = c.req.param("bucket");
  requireBucketName(bucket);
  return bucket;
}

/** `?download`, which may be empty or absent. */
export const downloadOf = (c: Context): string | undefined => c.req.query("download");
