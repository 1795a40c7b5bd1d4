import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { chunkOf, lastChunk } from "./frames.ts";

/** A connection that carries one stream and nothing else any more. */
export class Line {
  readonly #socket: Socket;
  readonly #isChunked: boolean;

  /** @param isChunked whether the headers have promised HTTP/1.1's chunked coding */
  constructor(socket: Socket, isChunked: boolean) {
    this.#socket = socket;
    this.#isChunked = isChunked;
  }

  write(bytes: Uint8Array): void {
    const socket = this.#socket;
    if (!socket.writable) return;
    if (socket.writableCorked === 0) {
      socket.cork(); // what is written in one go leaves in one
      process.nextTick(uncork, socket);
    }
    socket.write(this.#isChunked ? chunkOf(bytes) : bytes);
  }

  backlog(): number {
    return this.#socket.writableLength;
  }

  end(): void {
    this.#socket.end(this.#isChunked ? lastChunk : "", () => this.cut());
  }

  cut(): void {
    this.#socket.destroy();
  }
}

/** What Node's HTTP server listens to a connection with, by the names of its functions. */
const nodesListeners = [
  ["data", "bound socketOnData"],
  ["end", "bound socketOnEnd"],
  ["close", "bound socketOnClose"],
  ["drain", "bound socketOnDrain"],
  ["error", "socketOnError"],
  ["timeout", "socketOnTimeout"],
] as const;

type Listener = (...args: unknown[]) => void;
type Listeners = { event: string; listener: Listener }[];

/**
 * Takes the connection from a response whose headers are out, so that all the rest of it may be forgotten: the caller
 * ends the response, and what it wrote stays unfinished on the wire. A request that lives as long as its stream takes
 * 50 KB, and Node's parser 9; a bare connection takes 6.
 *
 * Node has no function for this but in an upgrade, so this does what an upgrade does:
 * - The response ends without the chunk that ends a body, and the connection is not closed after it.
 * - Then Node's listeners are taken off, and the one that cleans up behind a closed connection is called: it gives the
 *   parser back. They are known by name. Where one is missing (another Node, another runtime) nothing is touched.
 * - Node's server does not look after the connection any more: `close()` waits for it, but `closeAllConnections()` and
 *   timeouts pass it over. Whoever stops the server has to end the streams, as the hub does.
 * - `Connection: close` has told the client to send nothing more. What it sends is thrown away; a request that had come
 *   before is aborted as if the client had gone, which as a rule cuts it off. An answer to it never gets on the wire.
 * - A client that ends its half of the connection is gone, as it is for Node's server.
 * @param onGone called once, when the connection is closed
 * @returns undefined where the connection cannot be taken: the response is to be used
 */
export function detach(response: ServerResponse, onGone: () => void): Line | undefined {
  const { socket } = response;
  const listeners = socket && listenersOfNode(socket);
  const isReady = response.headersSent && !response.writableEnded && socket?.writable;
  const isLast = response.getHeader("connection") === "close";
  if (!listeners || !isReady || !isLast) return undefined;
  const line = new Line(socket, response.chunkedEncoding);
  const { destroySoon } = socket;
  response.chunkedEncoding = false;
  socket.destroySoon = nothing;
  socket.on("error", nothing);
  socket.on("end", leave);
  socket.once("close", onGone);
  response.once("close", () => {
    socket.destroySoon = destroySoon;
    if (!socket.destroyed) release(socket, listeners);
  });
  return line;
}

function listenersOfNode(socket: Socket): Listeners | undefined {
  const found = nodesListeners.flatMap(([event, name]) => {
    const listener = (socket.listeners(event) as Listener[]).find((one) => one.name === name);
    return listener ? [{ event, listener }] : [];
  });
  return found.length === nodesListeners.length ? found : undefined;
}

function release(socket: Socket, listeners: Listeners): void {
  for (const { event, listener } of listeners) {
    socket.off(event, listener);
    if (event === "close") listener.call(socket, false);
  }
}

// Not a function made for one socket, which would keep all that was at hand where it was made.
function leave(this: Socket): void {
  this.destroy();
}

const uncork = (socket: Socket) => socket.uncork();

function nothing(): void {}
