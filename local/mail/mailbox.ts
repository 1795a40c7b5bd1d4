import { readFile } from "node:fs/promises";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { listen } from "../gateway/listen.ts";
import { freePort } from "../postgres/ports.ts";
import { apiRoutes } from "./api.ts";
import { listenForMail } from "./smtp.ts";
import { createMailStore, type MailStore } from "./store.ts";
import { htmlOf, textOf } from "./view.ts";

export type MailboxOptions = {
  /** 0: any free port. */
  httpPort: number;
  /** 0: any free port. */
  smtpPort: number;
};

export type Mailbox = { httpUrl: string; smtpUrl: string; close: () => Promise<void> };

const limits = { mails: 500, bytes: 64 * 1024 * 1024 };

/**
 * Starts a mailbox on loopback: SMTP that takes everything, a page to read it, and Mailpit's HTTP API, so that
 * tests written for `supabase start` work on it. It keeps the last 500 mails in memory, 64 MiB at most.
 */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const store = createMailStore(limits);
  const page = await readFile(new URL("page.html", import.meta.url), "utf8");
  const smtpPort = options.smtpPort || (await freePort());
  const smtp = await listenForMail(store, smtpPort);
  const streams = new AbortController();
  const app = createApp(store, page, streams.signal);
  const httpPort = options.httpPort || (await freePort());
  const http = await listen(async (request) => app.fetch(request), httpPort).catch(async (error) => {
    await smtp.close();
    throw error;
  });
  return {
    httpUrl: http.url,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    close: async () => {
      streams.abort();
      await Promise.all([http.close(), smtp.close()]);
    },
  };
}

const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-src 'self'; img-src 'self' data:";
// The mail's own markup is a stranger's: no scripts, no forms, an origin of its own.
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline' *; img-src * data:; font-src *";

function createApp(store: MailStore, page: string, ended: AbortSignal): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    // Only by the names of this machine: a page of another site that points its name here reads no mail.
    const { hostname } = new URL(c.req.url);
    if (!["127.0.0.1", "localhost", "[::1]"].includes(hostname)) return c.text("Forbidden\n", 403);
    await next();
    c.header("x-content-type-options", "nosniff");
    c.header("cache-control", "no-store");
  });
  app.get("/", (c) => c.html(page, 200, { "content-security-policy": pagePolicy }));
  app.get("/view/:file{.+\\.(html|txt)}", (c) => viewPart(store, c.req.param("file"), c.req.query("base")));
  app.get("/livez", (c) => c.text("ok"));
  app.get("/readyz", (c) => c.text("ok"));
  app.get("/changes", (c) =>
    streamSSE(c, async (stream) => {
      const leave = store.subscribe(() => void stream.writeSSE({ event: "change", data: "" }));
      await stream.writeSSE({ event: "change", data: "" });
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve);
        ended.addEventListener("abort", () => resolve());
      });
      leave();
    }),
  );
  app.route("/api/v1", apiRoutes(store));
  app.notFound((c) => c.text("404 page not found\n", 404));
  app.onError((error, c) => {
    console.error(`mail: ${c.req.method} ${c.req.path} failed: ${error.message}`);
    return c.text("Internal error\n", 500);
  });
  return app;
}

/** @param base "blank" makes links open a window of their own, which the page's frame needs */
function viewPart(store: MailStore, file: string, base: string | undefined): Response {
  const [, id = "", kind] = /^(.*)\.(html|txt)$/.exec(file) ?? [];
  const mail = store.find(id);
  if (!mail) return new Response("404 page not found\n", { status: 404 });
  const headers = { "content-security-policy": mailPolicy };
  if (kind === "txt") {
    return new Response(textOf(mail), {
      headers: { ...headers, "content-type": "text/plain; charset=utf-8" },
    });
  }
  const links = base === "blank" ? '<base target="_blank">' : "";
  const html = htmlOf(mail).replace(/^\s*(?:<!doctype[^>]*>)?/i, (doctype) => `${doctype}${links}`);
  return new Response(html, {
    headers: { ...headers, "content-type": "text/html; charset=utf-8" },
  });
}
