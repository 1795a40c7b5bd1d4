import { once } from "node:events";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";

/** Something that listens; `close` stops accepting, ends idle connections and waits for the busy ones. */
export type Listener = { url: string; close: () => Promise<void> };

const drainWithinMs = 3000;

/**
 * Serves a fetch handler on 127.0.0.1 and ::1, never on an address that other machines reach.
 * A host without IPv6 is served on IPv4 alone.
 */
export async function listen(
  fetch: (request: Request) => Promise<Response>,
  port: number,
): Promise<Listener> {
  const servers = [await listenOn(fetch, "127.0.0.1", port)];
  const second = await listenOn(fetch, "::1", port).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") return null;
    throw error;
  });
  if (second) servers.push(second);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await Promise.all(servers.map(closeServer));
    },
  };
}

async function listenOn(
  fetch: (request: Request) => Promise<Response>,
  host: string,
  port: number,
): Promise<Server> {
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server;
  server.listen(port, host);
  await once(server, "listening"); // rejects with the listen error
  return server;
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), drainWithinMs);
  await closed;
  clearTimeout(late);
}
