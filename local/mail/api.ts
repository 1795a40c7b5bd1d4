import { Hono } from "hono";
import { parseSearch } from "./search.ts";
import { attachmentsOf, type Mail, type MailStore } from "./store.ts";
import { headersView, mailView, summaryView } from "./view.ts";

/** The part of Mailpit's HTTP API that tests and tools use: list, search, read, delete. */
export function apiRoutes(store: MailStore): Hono {
  const routes = new Hono();
  routes.get("/info", (c) => c.json({ Version: "plinth", Messages: store.list().length }));
  routes.get("/messages", (c) => c.json(pageOf(store, store.list(), c.req.query())));
  routes.get("/search", (c) => {
    const found = store.list().filter(parseSearch(c.req.query("query") ?? ""));
    return c.json(pageOf(store, found, c.req.query()));
  });
  routes.delete("/search", (c) => {
    const found = store.list().filter(parseSearch(c.req.query("query") ?? ""));
    store.remove(new Set(found.map((mail) => mail.id)));
    return c.text("ok");
  });
  routes.put("/messages", async (c) => {
    const body = await readIds(c.req.raw);
    const chosen = body.ids.length > 0 ? new Set(body.ids) : null;
    for (const mail of store.list()) {
      if (!chosen || chosen.has(mail.id)) store.markRead(mail, body.read);
    }
    return c.text("ok");
  });
  routes.delete("/messages", async (c) => {
    const { ids } = await readIds(c.req.raw);
    store.remove(ids.length > 0 ? new Set(ids) : "all");
    return c.text("ok");
  });
  messageRoutes(store, routes);
  return routes;
}

function messageRoutes(store: MailStore, routes: Hono): void {
  routes.get("/message/:id", (c) => {
    const mail = store.find(c.req.param("id"));
    if (!mail) return c.notFound();
    store.markRead(mail, true);
    return c.json(mailView(mail));
  });
  routes.get("/message/:id/headers", (c) => {
    const mail = store.find(c.req.param("id"));
    return mail ? c.json(headersView(mail)) : c.notFound();
  });
  routes.get("/message/:id/raw", (c) => {
    const mail = store.find(c.req.param("id"));
    return mail ? c.text(mail.raw.toString("utf8")) : c.notFound();
  });
  routes.get("/message/:id/part/:part", (c) => {
    const mail = store.find(c.req.param("id"));
    const part = mail && attachmentsOf(mail).find(({ partId }) => partId === c.req.param("part"));
    if (!part) return c.notFound();
    // A picture may be shown; anything else is a file to keep, never a page of this origin.
    const isPicture = /^image\/(?:png|jpeg|gif|webp|avif)$/.test(part.attachment.mimeType);
    return c.body(part.attachment.content as ArrayBuffer, 200, {
      "content-type": isPicture ? part.attachment.mimeType : "application/octet-stream",
      "content-disposition": isPicture ? "inline" : "attachment",
    });
  });
}

function pageOf(store: MailStore, mails: Mail[], query: Record<string, string>) {
  const start = readCount(query.start, 0);
  const limit = readCount(query.limit, 50);
  const page = mails.slice(start, start + limit);
  return {
    total: store.list().length,
    unread: store.list().filter((mail) => !mail.read).length,
    count: page.length,
    messages_count: mails.length,
    messages_unread: mails.filter((mail) => !mail.read).length,
    start,
    tags: [],
    messages: page.map(summaryView),
  };
}

function readCount(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : otherwise;
}

/** Requests about many mails may name them in a body; without one they mean all. */
async function readIds(request: Request): Promise<{ ids: string[]; read: boolean }> {
  const body: unknown = await request.json().catch(() => null);
  if (typeof body !== "object" || body === null) return { ids: [], read: true };
  const { IDs, Read } = body as { IDs?: unknown; Read?: unknown };
  return { ids: Array.isArray(IDs) ? IDs.map(String) : [], read: Read !== false };
}
