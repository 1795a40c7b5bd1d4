import { type Context, Hono } from "hono";
import { requireCaller } from "../caller.ts";
import type { Storage } from "../context.ts";
import { type Resumable, resumablePath } from "../resumable/server.ts";

const everyPath = (start: string) => [start, `${start}/`, `${start}/*`];

/** Uploads that survive a lost connection, in the caller's name or by the signature of a signed upload URL. */
export function resumableRoutes(storage: Storage, resumable: Resumable): Hono {
  const app = new Hono();

  const signed = (c: Context) => resumable.handle(c.req.raw, "signed");
  for (const path of everyPath(`${resumablePath}/sign`)) app.all(path, signed);

  const own = async (c: Context) => {
    const request = c.req.raw;
    // What the server can do is no secret.
    if (request.method === "OPTIONS") return resumable.handle(request, "signed");
    const caller = await requireCaller(request, storage.tokens, "storage.tus.upload");
    const upsert = request.headers.get("x-upsert") === "true";
    return resumable.handle(request, { caller, owner: caller.owner, upsert });
  };
  for (const path of everyPath(resumablePath)) app.all(path, own);

  return app;
}
