import { once } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { createAdaptorServer } from "@hono/node-server";
import { untilListening } from "../postgres/ports.ts";
import { noteConnection } from "./connection.ts";
import type { UpgradeListener } from "./upgrade.ts";

/** Something that listens; `close` stops accepting, ends idle connections and waits for the busy ones. */
export type Listener = { url: string; close: () => Promise<void> };

type Open = { server: Server; upgraded: Set<Duplex> };

const drainWithinMs = 3000;

/**
 * Serves a fetch handler on 127.0.0.1 and ::1, never on an address that other machines reach.
 * A host without IPv6 is served on IPv4 alone. Without `upgrade` a WebSocket handshake is an ordinary request.
 * @throws {StartError} when another program has the port
 */
export async function listen(
  fetch: (request: Request) => Promise<Response>,
  port: number,
  upgrade?: UpgradeListener,
): Promise<Listener> {
  const servers = [await listenOn(fetch, "127.0.0.1", port, upgrade)];
  const second = await listenOn(fetch, "::1", port, upgrade).catch((error: NodeJS.ErrnoException) => {
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
  upgrade: UpgradeListener | undefined,
): Promise<Open> {
  const upgraded = new Set<Duplex>();
  const server = createAdaptorServer({
    fetch: (request, { incoming }) => {
      noteConnection(request, incoming as IncomingMessage);
      return fetch(request);
    },
    overrideGlobalObjects: false,
  }) as Server;
  if (upgrade) {
    server.on("upgrade", (raw, socket, head) => {
      upgraded.add(socket);
      socket.once("close", () => upgraded.delete(socket));
      upgrade(raw, socket, head);
    });
  }
  server.listen(port, host);
  await untilListening(server, port);
  return { server, upgraded };
}

async function closeServer({ server, upgraded }: Open): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const late = setTimeout(() => {
    server.closeAllConnections();
    for (const socket of upgraded) socket.destroy();
  }, drainWithinMs);
  await closed;
  clearTimeout(late);
}
