import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import compression from "compression";

/** Shorter answers are sent as they are: packing them takes longer than sending them. */
const threshold = 1024;

/** Text that `compression` does not know to be text. */
const rows = /^application\/x-ndjson\b/i;

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Typed for Express, and asking for no more than Node.js has. */
const compress = compression({
  threshold,
  filter: (request, response) =>
    rows.test(String(response.getHeader("Content-Type"))) || compression.filter(request, response),
}) as unknown as Middleware;

/**
 * Packs what is text and longer than 1 KB, by what the client takes: brotli, else gzip. Answers marked `no-transform`,
 * as streams of events are, are left alone. In place of Next.js's own compression, which knows no brotli; Node.js
 * publishes each request here before it hands it on. Call it once, before the server listens.
 */
export function compressResponses(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (isEventStream(request)) return; // what it would keep for each of them is kept for hours
    tellEncodingsApart(request, response);
    compress(request, response, () => {});
  });
}

const isEventStream = ({ url }: IncomingMessage) => url?.startsWith("/api/events/stream") ?? false;

const conditions = ["if-none-match", "if-match"] as const;

/**
 * A strong ETag names bytes, so the packed answer has another one than the plain one: `"x"` becomes `"x+br"`. In what
 * comes back it is taken off again, so that nothing further in, files among it, ever sees one.
 */
function tellEncodingsApart(request: IncomingMessage, response: ServerResponse): void {
  for (const name of conditions) {
    const tags = request.headers[name];
    if (tags) request.headers[name] = tags.replaceAll(/\+(?:br|gzip|deflate)"/g, '"');
  }
  const { writeHead } = response;
  response.writeHead = function (this: ServerResponse, ...head: unknown[]) {
    const [etag, encoding] = [this.getHeader("ETag"), this.getHeader("Content-Encoding")];
    if (typeof etag === "string" && typeof encoding === "string") {
      this.setHeader("ETag", etag.replace(/"$/, `+${encoding}"`));
    }
    return Reflect.apply(writeHead, this, head);
  } as typeof writeHead;
}
