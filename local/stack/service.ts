import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/**
 * An embedded service: a fetch handler that the gateway mounts and that a test can call without a port.
 *
 * `fetch` gets the request with the gateway's prefix already gone, and an `authorization` header that is a JWT
 * or absent. It answers every request, also a broken one; it never rejects. `close` gives back connections.
 */
export type Service = {
  fetch: (request: Request) => Promise<Response>;
  close: () => Promise<void>;
  /** Takes a connection over from HTTP, or answers with the refusal to send. Never rejects. */
  upgrade?: (upgrade: Upgrade) => Promise<Response | undefined>;
};

/** A request to leave HTTP, with the gateway's work done: no prefix, no key, a JWT or nothing. */
export type Upgrade = {
  url: URL;
  authorization: string | null;
  raw: IncomingMessage;
  socket: Duplex;
  head: Buffer;
};
