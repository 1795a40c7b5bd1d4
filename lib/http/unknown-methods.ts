import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/** Methods that `Request` refuses to be made with, so that Next.js fails before anything of ours runs. */
const unspeakable = new Set(["TRACE", "TRACK", "CONNECT"]);

/** What they are called from here on, and the header that brings such a request to middleware.ts. */
export const unknownMethod = "UNKNOWN";
export const unknownMethodHeader = "x-unknown-method";

/**
 * Makes TRACE a method like any other that we do not serve: middleware.ts answers it with 405. Node.js publishes
 * each request here before it hands it on. Called once, at the start of the server.
 */
export function renameUnspeakableMethods(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    if (!unspeakable.has(request.method ?? "")) return;
    request.method = unknownMethod;
    request.headers[unknownMethodHeader] = "true";
  });
}
