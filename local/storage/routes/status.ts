import { Hono } from "hono";
import { requireCaller } from "../caller.ts";
import type { Storage } from "../context.ts";
import { accessDenied } from "../errors.ts";
import { getObject } from "../objects.ts";
import { placeOf } from "./place.ts";

/** Whether the service is there, and the cache that stands in front of a hosted one. */
export function statusRoutes(storage: Storage): Hono {
  const app = new Hono();

  app.get("/status", (c) => c.body(null, 200));

  app.get("/health", async (c) => {
    await storage.db.query("select id from storage.buckets limit 1");
    return c.json({ healthy: true });
  });

  // There is no cache here that could hold something old, so purging is done at once.
  app.delete("/cdn/:bucket/:name{.+}", async (c) => {
    const caller = await requireCaller(c.req.raw, storage.tokens, "storage.object.purge_cache");
    if (caller.role !== "service_role") throw accessDenied("Only service_role can purge the cache");
    await getObject(storage, placeOf(c));
    return c.json({ message: "success" });
  });

  app.delete("/cdn/:bucket", async (c) => {
    const caller = await requireCaller(c.req.raw, storage.tokens, "storage.bucket.purge_cache");
    if (caller.role !== "service_role") throw accessDenied("Only service_role can purge the cache");
    return c.json({ message: "success" });
  });

  return app;
}
