import { Hono } from "hono";
import { type Caller, nobody, requireCaller } from "../caller.ts";
import type { Storage } from "../context.ts";
import { itself } from "../files/sweeper.ts";
import { readIncoming } from "../incoming.ts";
import { type ObjectRow, requireUploadAllowed } from "../objects.ts";
import { pathOf, signUpload, verifyUpload } from "../signing.ts";
import { maxBytesOf, requireType, requireUploadable, storeObject, type Target } from "../uploads.ts";
import { placeOf } from "./place.ts";

/** Files coming in: whole bodies and forms, in the caller's name or with a signed URL. */
export function uploadRoutes(storage: Storage): Hono {
  const app = new Hono();

  // Before `/object/:bucket/…`, which would take "upload" for a bucket.
  app.post("/object/upload/sign/:bucket/:name{.+}", async (c) => {
    const caller = await requireCaller(c.req.raw, storage.tokens, "storage.object.sign_upload_url");
    const place = placeOf(c);
    const rights = { owner: caller.owner, upsert: isUpsert(c.req.raw) };
    await requireUploadAllowed(storage, caller, { ...place, ...rights });
    const token = await signUpload(storage.tokens, place, rights);
    return c.json({ url: `/object/upload/sign/${pathOf(place)}?token=${token}`, token });
  });

  app.put("/object/upload/sign/:bucket/:name{.+}", async (c) => {
    const place = placeOf(c);
    const { owner, upsert } = await verifyUpload(storage.tokens, place, c.req.query("token"));
    const caller = { ...nobody(c.req.raw, "storage.object.upload_signed"), ...asItself };
    const row = await receive(storage, caller, c.req.raw, { ...place, owner, upsert });
    return c.json({ Id: row.id, Key: pathOf(place) });
  });

  app.post("/object/:bucket/:name{.+}", async (c) => {
    const caller = await requireCaller(c.req.raw, storage.tokens, "storage.object.upload");
    const place = placeOf(c);
    const target = { ...place, owner: caller.owner, upsert: isUpsert(c.req.raw) };
    const row = await receive(storage, caller, c.req.raw, target);
    return c.json({ Id: row.id, Key: pathOf(place) });
  });

  app.put("/object/:bucket/:name{.+}", async (c) => {
    const caller = await requireCaller(c.req.raw, storage.tokens, "storage.object.upload_update");
    const place = placeOf(c);
    const row = await receive(storage, caller, c.req.raw, { ...place, owner: caller.owner, upsert: true });
    return c.json({ Id: row.id, Key: pathOf(place) });
  });

  return app;
}

const isUpsert = (request: Request): boolean => request.headers.get("x-upsert") === "true";

const asItself = { role: itself.role, claims: itself.claims };

/** Asks first, reads then: the bytes of a request that is refused are never stored. */
async function receive(
  storage: Storage,
  caller: Caller,
  request: Request,
  target: Target,
): Promise<ObjectRow> {
  const bucket = await requireUploadable(storage, caller, target);
  const maxBytes = maxBytesOf(storage, bucket, target.name);
  const incoming = await readIncoming(request, maxBytes);
  requireType(bucket, target.name, incoming.mimeType);
  return storeObject(storage, target, incoming, incoming.body, maxBytes);
}
