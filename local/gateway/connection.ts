import type { IncomingMessage } from "node:http";

/** The connections that requests came in on. */
const connections = new WeakMap<Request, IncomingMessage>();

/** Notes which connection a request's body comes from. */
export function noteConnection(request: Request, incoming: IncomingMessage): void {
  connections.set(request, incoming);
}

/** Who is at the other end of the connection that a request came in on, if it came in on one. */
export const peerOf = (request: Request): string | null =>
  connections.get(request)?.socket.remoteAddress ?? null;

/**
 * A request with another address and other headers, and the body of the first. The body is not touched before
 * somebody reads it, so a service may still take it from the connection with `bodyOf`.
 */
export function passOn(request: Request, target: string, headers: Headers): Request {
  const { method, signal } = request;
  const incoming = connections.get(request);
  const body = incoming ? lazyBody(request) : request.body;
  const passed = new Request(target, { method, headers, body, signal, duplex: "half" } as RequestInit);
  if (incoming) connections.set(passed, incoming);
  return passed;
}

function lazyBody(request: Request): ReadableStream<Uint8Array> | null {
  if (request.method === "GET" || request.method === "HEAD") return null;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        reader ??= request.body?.getReader();
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done || !value) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/**
 * A request's body as the connection delivers it, for bodies that are large: a web stream would copy every
 * chunk. It can be read once, by this or by the request's own methods. Leaving it half-read does not end the
 * connection, so that a refusal still reaches the client.
 */
export function bodyOf(request: Request): AsyncIterable<Uint8Array> {
  const incoming = connections.get(request);
  if (!incoming) return request.body ?? nothing();
  return { [Symbol.asyncIterator]: () => incoming.iterator({ destroyOnReturn: false }) };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
