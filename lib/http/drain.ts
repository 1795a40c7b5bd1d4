import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { endInOrder, isEnding } from "../shutdown.ts";

type Started = { request: IncomingMessage; response: ServerResponse; server: Server };

const lookEveryMs = 50;

/**
 * Has every request that has come answered before the process goes, and none taken after. Node.js publishes each
 * request here before it hands it on. Called once, at the start of the server.
 */
export function drainRequests(): void {
  let server: Server | undefined;
  subscribe("http.server.request.start", (message) => {
    const started = message as Started;
    server ??= started.server;
    // On a connection that is kept for more, one may still come: it is answered, and told to come by another next time.
    if (isEnding()) started.response.shouldKeepAlive = false;
  });
  endInOrder({ name: "requests", stage: "work", end: () => server && drained(server) });
}

/** Stops listening. Connections are ended as soon as they have nothing to answer. */
async function drained(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  const timer = setInterval(() => server.closeIdleConnections(), lookEveryMs);
  await promise;
  clearInterval(timer);
}
