import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { ProjectKeys } from "../keys/project-keys.ts";
import { missing, prefixOf, type Routes, refusedKey } from "./gateway.ts";
import { exchangeKeys } from "./keys.ts";

/** What a server calls when a client asks to leave HTTP. */
export type UpgradeListener = (raw: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * The gateway's door for WebSockets: the same routes and keys as for requests. A browser's WebSocket has no
 * headers of its own, so the key comes in the query. A refusal is an HTTP response, never a close code.
 */
export function createUpgrades(keys: ProjectKeys, routes: Routes): UpgradeListener {
  return (raw, socket, head) => {
    socket.on("error", () => socket.destroy());
    dispatch(keys, routes, raw, socket, head).then(
      (refusal) => refusal && refuse(socket, refusal),
      (error) => {
        process.stderr.write(`gateway: upgrade ${raw.url}: ${error}\n`);
        socket.destroy();
      },
    );
  };
}

async function dispatch(
  keys: ProjectKeys,
  routes: Routes,
  raw: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<Response | undefined> {
  const url = URL.parse(raw.url ?? "/", "http://127.0.0.1");
  if (!url || raw.headers.upgrade?.toLowerCase() !== "websocket") return new Response(null, { status: 400 });
  const prefix = prefixOf(url.pathname);
  const service = routes[prefix];
  if (!service?.upgrade) return service ? new Response(null, { status: 404 }) : missing(prefix);
  const apikey = header(raw, "apikey") ?? header(raw, "x-api-key") ?? url.searchParams.get("apikey");
  const exchange = exchangeKeys(keys, apikey, raw.headers.authorization ?? null);
  if ("refused" in exchange) return refusedKey(exchange.refused);
  url.pathname = url.pathname.slice(prefix.length) || "/";
  url.searchParams.delete("apikey");
  return service.upgrade({ url, authorization: exchange.authorization, raw, socket, head });
}

function header(raw: IncomingMessage, name: string): string | null {
  const value = raw.headers[name];
  return typeof value === "string" ? value : null;
}

async function refuse(socket: Duplex, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.set("content-length", String(body.length));
  headers.set("connection", "close");
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.write(
    `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? "Refused"}\r\n${lines}\r\n`,
    "latin1",
  );
  socket.end(body);
}
