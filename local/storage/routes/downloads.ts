import { type Context, Hono } from "hono";
import { findBucket } from "../buckets.ts";
import { type Caller, findCaller, requireCaller } from "../caller.ts";
import type { Storage } from "../context.ts";
import { respondWithHead, respondWithObject } from "../downloads.ts";
import { noSuchBucket } from "../errors.ts";
import { getObject, getVisibleObject, type ObjectRow, type Place } from "../objects.ts";
import { verifyDownload } from "../signing.ts";
import { downloadOf, placeOf } from "./place.ts";

/** Files going out, and what is known of them. HEAD is answered wherever GET is. */
export function downloadRoutes(storage: Storage): Hono {
  const app = new Hono();
  const { tokens } = storage;

  app.get("/object/public/:bucket/:name{.+}", async (c) => {
    const row = await getPublicObject(storage, c);
    return send(storage, c, row);
  });

  app.get("/object/authenticated/:bucket/:name{.+}", async (c) => {
    const caller = await requireCaller(c.req.raw, tokens, "storage.object.get_authenticated");
    return send(storage, c, await getReadableObject(storage, caller, placeOf(c)));
  });

  app.get("/object/sign/:bucket/:name{.+}", async (c) => {
    const place = placeOf(c);
    const { exp } = await verifyDownload(tokens, place, c.req.query("token"));
    const row = await getObject(storage, place);
    const options = { download: downloadOf(c), expires: new Date(exp * 1000) };
    return respondWithObject(storage, c.req.raw, row, options);
  });

  app.get("/object/info/public/:bucket/:name{.+}", async (c) =>
    c.json(informationOf(await getPublicObject(storage, c))),
  );

  app.get("/object/info/authenticated/:bucket/:name{.+}", async (c) => {
    const caller = await requireCaller(c.req.raw, tokens, "storage.object.get_authenticated_info");
    return c.json(informationOf(await getReadableObject(storage, caller, placeOf(c))));
  });

  app.get("/object/info/:bucket/:name{.+}", async (c) => {
    const caller = await findCaller(c.req.raw, tokens, "storage.object.get_authenticated_info");
    return c.json(informationOf(await getReadableObject(storage, caller, placeOf(c))));
  });

  app.get("/object/:bucket/:name{.+}", async (c) => {
    const caller = await findCaller(c.req.raw, tokens, "storage.object.get_authenticated");
    return send(storage, c, await getReadableObject(storage, caller, placeOf(c)));
  });

  return app;
}

function send(storage: Storage, c: Context, row: ObjectRow): Promise<Response> | Response {
  if (c.req.raw.method === "HEAD") return respondWithHead(c.req.raw, row);
  return respondWithObject(storage, c.req.raw, row, { download: downloadOf(c) });
}

/** @throws {StorageError} NoSuchBucket unless the bucket is public; NoSuchKey */
export async function getPublicObject(storage: Storage, c: Context): Promise<ObjectRow> {
  const place = placeOf(c);
  const bucket = await findBucket(storage, place.bucket);
  if (!bucket?.public) throw noSuchBucket();
  return getObject(storage, place);
}

/**
 * An object that anybody may read because its bucket is public, or that policies let the caller read.
 * @throws {StorageError} NoSuchBucket, also for a private one that nobody in particular asks for; NoSuchKey
 */
export async function getReadableObject(storage: Storage, caller: Caller, place: Place): Promise<ObjectRow> {
  const bucket = await findBucket(storage, place.bucket);
  if (!bucket || !(bucket.public || caller.isAuthenticated)) throw noSuchBucket();
  return bucket.public ? getObject(storage, place) : getVisibleObject(storage, caller, place);
}

function informationOf(row: ObjectRow) {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    bucket_id: row.bucket_id,
    size: row.metadata?.size ?? null,
    content_type: row.metadata?.mimetype ?? null,
    cache_control: row.metadata?.cacheControl ?? null,
    etag: row.metadata?.eTag ?? null,
    metadata: row.user_metadata,
    last_modified: row.updated_at,
    created_at: row.created_at,
  };
}
