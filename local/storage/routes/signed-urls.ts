import { Hono } from "hono";
import { z } from "zod";
import { readBody } from "../body.ts";
import { requireCaller } from "../caller.ts";
import type { Storage } from "../context.ts";
import { describeTransformation, transformation } from "../images/transformation.ts";
import { getVisibleObject } from "../objects.ts";
import { pathOf, signDownload } from "../signing.ts";
import { bucketOf, placeOf } from "./place.ts";

const expiresIn = z.int().min(1).max(315_360_000); // ten years: beyond it is a mistake of units
const signBody = z.object({ expiresIn, transform: transformation.optional() });
const signManyBody = z.object({ expiresIn, paths: z.array(z.string()).min(1) });

const unreadable = "Either the object does not exist or you do not have access to it";

/** Signed URLs to read with; who makes one must be able to read the object. */
export function signedUrlRoutes(storage: Storage): Hono {
  const app = new Hono();

  app.post("/object/sign/:bucket/:name{.+}", async (c) => {
    const caller = await requireCaller(c.req.raw, storage.tokens, "storage.object.sign");
    const place = placeOf(c);
    const { expiresIn, transform = {} } = await readBody(c.req.raw, signBody);
    await getVisibleObject(storage, caller, place);
    const transformations = storage.config.imageTransformation ? describeTransformation(transform) : "";
    const token = await signDownload(storage.tokens, place, expiresIn, transformations);
    const door = transformations === "" ? "object" : "render/image";
    return c.json({ signedURL: `/${door}/sign/${pathOf(place)}?token=${token}` });
  });

  app.post("/object/sign/:bucket", async (c) => {
    const caller = await requireCaller(c.req.raw, storage.tokens, "storage.object.sign_many");
    const bucket = bucketOf(c);
    const { expiresIn, paths } = await readBody(c.req.raw, signManyBody);
    const rows = await storage.db.as(caller, (tx) =>
      tx.query<{ name: string }>("select name from storage.objects where bucket_id = $1 and name = any($2)", [
        bucket,
        paths,
      ]),
    );
    const readable = new Set(rows.map((row) => row.name));
    const signed = paths.map(async (path) => {
      if (!readable.has(path)) return { error: unreadable, path, signedURL: null };
      const token = await signDownload(storage.tokens, { bucket, name: path }, expiresIn);
      return { error: null, path, signedURL: `/object/sign/${bucket}/${path}?token=${token}` };
    });
    return c.json(await Promise.all(signed));
  });

  return app;
}
