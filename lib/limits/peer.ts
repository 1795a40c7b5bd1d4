import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/** The request header by which handlers learn who is at the other end of the socket. */
export const peerHeader = "x-plinth-peer";

/**
 * Notes on each request that reaches this process whose socket it came by. Next.js hands its handlers a Request, which
 * has no socket; what a client sends under this name is overwritten. Call it once, before the server listens.
 */
export function notePeers(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[peerHeader] = request.socket.remoteAddress ?? "";
  });
}
