import { Hono } from "hono";
import { z } from "zod";
import { readBody } from "../body.ts";
import {
  type BucketQuery,
  createBucket,
  deleteBucket,
  getVisibleBucket,
  listBuckets,
  updateBucket,
} from "../buckets.ts";
import { requireCaller } from "../caller.ts";
import type { Storage } from "../context.ts";
import { badRequest, StorageError, tooLarge } from "../errors.ts";
import { requireMimeTypes } from "../mime-types.ts";
import { requireBucketName } from "../names.ts";
import { emptyBucket } from "../removal.ts";
import { bytesOfLimit } from "../sizes.ts";
import { bucketOf } from "./place.ts";

const settings = {
  public: z.boolean().optional(),
  file_size_limit: z.union([z.int().min(0), z.string()]).nullish(),
  allowed_mime_types: z.array(z.string()).nullish(),
  type: z.string().nullish(),
  versioning_status: z.string().nullish(),
};
const createBody = z.object({ name: z.string(), id: z.string().optional(), ...settings });
const updateBody = z.object(settings);
const listQuery = z.object({
  limit: z.coerce.number().int().min(1).optional(),
  offset: z.coerce.number().int().min(0).optional(),
  search: z.string().optional(),
  sortColumn: z.enum(["id", "name", "created_at", "updated_at"]).optional(),
  sortOrder: z.enum(["asc", "desc"]).optional(),
});

/** `/bucket`: what a bucket is called, whether it is public, and what it takes. */
export function bucketRoutes(storage: Storage): Hono {
  const app = new Hono();
  const callerOf = (request: Request, operation: string) =>
    requireCaller(request, storage.tokens, `storage.bucket.${operation}`);

  app.get("/bucket", async (c) => {
    const caller = await callerOf(c.req.raw, "list");
    return c.json(await listBuckets(storage, caller, readQuery(c.req.query())));
  });

  app.post("/bucket", async (c) => {
    const caller = await callerOf(c.req.raw, "create");
    const body = await readBody(c.req.raw, createBody);
    const id = body.id || body.name;
    requireBucketName(id);
    requireBucketName(body.name);
    await createBucket(storage, caller, { id, name: body.name, ...readSettings(storage, body) });
    return c.json({ name: body.name });
  });

  app.get("/bucket/:bucket", async (c) => {
    const caller = await callerOf(c.req.raw, "get");
    return c.json(await getVisibleBucket(storage, caller, bucketOf(c)));
  });

  app.put("/bucket/:bucket", async (c) => {
    const caller = await callerOf(c.req.raw, "update");
    const body = await readBody(c.req.raw, updateBody);
    await updateBucket(storage, caller, bucketOf(c), readSettings(storage, body));
    return c.json({ message: "Successfully updated" });
  });

  app.post("/bucket/:bucket/empty", async (c) => {
    const caller = await callerOf(c.req.raw, "empty");
    await emptyBucket(storage, caller, bucketOf(c));
    return c.json({ message: "Successfully emptied" });
  });

  app.delete("/bucket/:bucket", async (c) => {
    const caller = await callerOf(c.req.raw, "delete");
    await deleteBucket(storage, caller, bucketOf(c));
    return c.json({ message: "Successfully deleted" });
  });

  return app;
}

function readQuery(query: Record<string, string>): BucketQuery {
  const read = listQuery.safeParse(query);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw badRequest(`querystring/${issue?.path.join("/")} ${issue?.message}`);
}

function readSettings(storage: Storage, body: z.output<typeof updateBody>) {
  const { file_size_limit: limit, allowed_mime_types: types } = body;
  const unavailable =
    (body.type && body.type !== "STANDARD") ||
    (body.versioning_status && body.versioning_status !== "DISABLED");
  if (unavailable) {
    const message = "Only standard buckets without versions are part of the embedded Storage";
    throw new StorageError(400, "NotImplemented", message);
  }
  const bytes = limit === null || limit === undefined ? limit : bytesOfLimit(limit);
  if (typeof bytes === "number" && bytes > storage.config.fileSizeLimit) throw tooLarge();
  if (types) requireMimeTypes(types.filter(Boolean));
  return {
    public: body.public,
    file_size_limit: bytes,
    allowed_mime_types: types ? types.filter(Boolean) : types,
  };
}
