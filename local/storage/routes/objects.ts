import { Hono } from "hono";
import { z } from "zod";
import { readBody } from "../body.ts";
import { requireCaller } from "../caller.ts";
import type { Storage } from "../context.ts";
import { decodeMetadata } from "../incoming.ts";
import { listFolder, listPage } from "../listing.ts";
import { removeObject, removeObjects } from "../removal.ts";
import { pathOf } from "../signing.ts";
import { copyObject, moveObject } from "../transfers.ts";
import { bucketOf, placeOf } from "./place.ts";

const order = z.enum(["asc", "desc"]).optional();
const listBody = z.object({
  prefix: z.string(),
  limit: z.int().min(1).optional(),
  offset: z.int().min(0).optional(),
  search: z.string().optional(),
  sortBy: z
    .object({ column: z.enum(["name", "updated_at", "created_at", "last_accessed_at"]).optional(), order })
    .optional(),
});
const pageBody = z.object({
  prefix: z.string().optional(),
  limit: z.int().min(1).optional(),
  cursor: z.string().optional(),
  with_delimiter: z.boolean().optional(),
  sortBy: z.object({ column: z.enum(["name", "updated_at", "created_at"]), order }).optional(),
});
const removeBody = z.object({ prefixes: z.array(z.string()).min(1) });
const moveBody = z.object({
  bucketId: z.string(),
  sourceKey: z.string(),
  destinationBucket: z.string().optional(),
  destinationKey: z.string(),
});
const copyBody = moveBody.extend({
  copyMetadata: z.boolean().optional(),
  metadata: z.object({ cacheControl: z.string().optional(), mimetype: z.string().optional() }).optional(),
});

/** Objects as names: listed, moved, copied and removed. */
export function objectRoutes(storage: Storage): Hono {
  const app = new Hono();
  const callerOf = (request: Request, operation: string) =>
    requireCaller(request, storage.tokens, `storage.object.${operation}`);

  app.post("/object/list/:bucket", async (c) => {
    const caller = await callerOf(c.req.raw, "list");
    return c.json(await listFolder(storage, caller, bucketOf(c), await readBody(c.req.raw, listBody)));
  });

  app.post("/object/list-v2/:bucket", async (c) => {
    const caller = await callerOf(c.req.raw, "list_v2");
    return c.json(await listPage(storage, caller, bucketOf(c), await readBody(c.req.raw, pageBody)));
  });

  app.post("/object/move", async (c) => {
    const caller = await callerOf(c.req.raw, "move");
    const { source, destination } = placesOf(await readBody(c.req.raw, moveBody));
    const row = await moveObject(storage, caller, source, destination);
    return c.json({ message: "Successfully moved", Id: row.id, Key: pathOf(destination) });
  });

  app.post("/object/copy", async (c) => {
    const caller = await callerOf(c.req.raw, "copy");
    const body = await readBody(c.req.raw, copyBody);
    const { source, destination } = placesOf(body);
    const described = body.copyMetadata === false && {
      metadata: body.metadata,
      userMetadata: decodeMetadata(c.req.header("x-metadata") ?? null),
    };
    const options = { upsert: c.req.header("x-upsert") === "true", ...described };
    const row = await copyObject(storage, caller, source, destination, options);
    return c.json({ Id: row.id, Key: pathOf(destination), ...row });
  });

  app.delete("/object/:bucket", async (c) => {
    const caller = await callerOf(c.req.raw, "delete_many");
    const { prefixes } = await readBody(c.req.raw, removeBody);
    return c.json(await removeObjects(storage, caller, bucketOf(c), prefixes));
  });

  app.delete("/object/:bucket/:name{.+}", async (c) => {
    const caller = await callerOf(c.req.raw, "delete");
    await removeObject(storage, caller, placeOf(c));
    return c.json({ message: "Successfully deleted" });
  });

  return app;
}

function placesOf(body: z.output<typeof moveBody>) {
  return {
    source: { bucket: body.bucketId, name: body.sourceKey },
    destination: { bucket: body.destinationBucket ?? body.bucketId, name: body.destinationKey },
  };
}
