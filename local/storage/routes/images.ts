import { type Context, Hono } from "hono";
import { requireCaller } from "../caller.ts";
import { decide } from "../conditions.ts";
import type { Storage } from "../context.ts";
import { objectHeaders, respondWithObject, validatorsOf } from "../downloads.ts";
import { badRequest, noSuchKey } from "../errors.ts";
import { renderImage } from "../images/render.ts";
import {
  describeTransformation,
  parseTransformation,
  type Transformation,
  transformation,
} from "../images/transformation.ts";
import { getObject, type ObjectRow } from "../objects.ts";
import { verifyDownload } from "../signing.ts";
import { getPublicObject, getReadableObject } from "./downloads.ts";
import { downloadOf, placeOf } from "./place.ts";

/** `/render/image`: pictures in another size or format, made when they are asked for. */
export function imageRoutes(storage: Storage): Hono {
  const app = new Hono();

  app.get("/render/image/public/:bucket/:name{.+}", async (c) =>
    send(storage, c, await getPublicObject(storage, c), readQuery(c)),
  );

  app.get("/render/image/authenticated/:bucket/:name{.+}", async (c) => {
    const caller = await requireCaller(c.req.raw, storage.tokens, "storage.render.image_authenticated");
    return send(storage, c, await getReadableObject(storage, caller, placeOf(c)), readQuery(c));
  });

  app.get("/render/image/sign/:bucket/:name{.+}", async (c) => {
    const place = placeOf(c);
    const token = await verifyDownload(storage.tokens, place, c.req.query("token"));
    const options = parseTransformation(token.transformations ?? "");
    const expires = new Date(token.exp * 1000);
    return send(storage, c, await getObject(storage, place), options, expires);
  });

  return app;
}

function readQuery(c: Context): Transformation {
  const read = transformation.safeParse(c.req.query());
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw badRequest(`querystring/${issue?.path.join("/")} ${issue?.message}`);
}

async function send(
  storage: Storage,
  c: Context,
  row: ObjectRow,
  options: Transformation,
  expires?: Date,
): Promise<Response> {
  const request = c.req.raw;
  const shown = { download: downloadOf(c), expires };
  // Vector pictures have every size already.
  if (row.metadata?.mimetype?.startsWith("image/svg")) {
    return respondWithObject(storage, request, row, shown);
  }
  const headers = objectHeaders(row, shown);
  headers.delete("accept-ranges");
  headers.delete("content-encoding");
  headers.set("vary", "accept");
  if (decide(request.headers, validatorsOf(row)) === 304) return new Response(null, { status: 304, headers });
  const path = row.version && (await storage.files.pathOf(row.version));
  if (!path) throw noSuchKey();
  const accepts = request.headers.get("accept") ?? "";
  const { bytes, mimeType } = await renderImage(path, row.metadata?.size ?? 0, options, accepts);
  headers.set("content-type", mimeType);
  headers.set("content-length", String(bytes.byteLength));
  const transformations = describeTransformation(options);
  if (transformations) headers.set("x-transformations", transformations);
  return new Response(request.method === "HEAD" ? null : bytes, { headers });
}
