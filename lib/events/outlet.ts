import type { ServerResponse } from "node:http";
import { detach, Line } from "./detached.ts";

/** Where one client's bytes go. */
export type Outlet = {
  /** Sends bytes, after those that were sent before. */
  write(bytes: Uint8Array): void;
  /** how many bytes wait for the client to read */
  backlog(): number;
  /** Ends the answer after what was written. */
  end(): void;
  /** Cuts the client off, whatever waits. */
  cut(): void;
};

type Body = ReadableStreamDefaultController<Uint8Array>;

/**
 * Makes the way to one client.
 *
 * The body's first chunk makes Next.js send the headers. Then the body ends, so that Next.js lets go of the request,
 * and all that follows goes straight to the connection (see `detach`). Thousands of clients hear of an event at once,
 * and a promise or two for each of them would cost more than the writing. Where there is no response of Node's, the
 * chunks go through the body.
 * @param hello the first bytes, which are always sent
 * @param onGone called once, when the client has gone or was cut off
 * @returns the body of the answer, and what fills it. Nobody need keep the body
 */
export function createOutlet(
  hello: Uint8Array,
  response: ServerResponse | undefined,
  onGone: () => void,
): { body: ReadableStream<Uint8Array>; outlet: Outlet } {
  return response ? direct(hello, response, onGone) : throughBody(hello, onGone);
}

function direct(hello: Uint8Array, response: ServerResponse, onGone: () => void) {
  const early = new Early(hello, response);
  const outlet = new Replaceable(early);
  const opened = (body: Body) => {
    const line = detach(response, onGone);
    outlet.way = line ?? new ThroughResponse(response, body);
    for (const bytes of early.taken) outlet.write(bytes);
    if (line) body.close();
  };
  if (response.destroyed) queueMicrotask(onGone);
  else response.once("close", () => outlet.way instanceof Line || onGone());
  const source = {
    start: (body: Body) => {
      early.body = body;
    },
    // Asked for the first time, it says hello; asked again, that has been written, and the headers before it.
    pull: (body: Body) => (early.hasGreeted ? opened(body) : early.greet()),
  };
  return { body: new ReadableStream<Uint8Array>(source, { highWaterMark: 0 }), outlet };
}

/** One way until there is a better one. */
class Replaceable implements Outlet {
  way: Outlet;

  constructor(way: Outlet) {
    this.way = way;
  }

  write(bytes: Uint8Array): void {
    this.way.write(bytes);
  }

  backlog(): number {
    return this.way.backlog();
  }

  end(): void {
    this.way.end();
  }

  cut(): void {
    this.way.cut();
  }
}

/** Before the headers are out: what is written waits. */
class Early implements Outlet {
  readonly taken: Uint8Array[] = [];
  #takenBytes = 0;
  body: Body | undefined;
  hasGreeted = false;
  readonly #hello: Uint8Array;
  readonly #response: ServerResponse;

  constructor(hello: Uint8Array, response: ServerResponse) {
    this.#hello = hello;
    this.#response = response;
  }

  greet(): void {
    this.hasGreeted = true;
    if (!this.#response.headersSent) this.#response.setHeader("Connection", "close"); // nothing follows this answer
    this.body?.enqueue(this.#hello);
  }

  write(bytes: Uint8Array): void {
    this.taken.push(bytes);
    this.#takenBytes += bytes.length;
  }

  backlog(): number {
    return this.#response.writableLength + this.#takenBytes;
  }

  end(): void {
    close(this.body, [...(this.hasGreeted ? [] : [this.#hello]), ...this.taken]);
  }

  cut(): void {
    this.#response.destroy();
  }
}

/** Where the connection cannot be taken: what is written goes into the response past the body, which ends it. */
class ThroughResponse implements Outlet {
  readonly #response: ServerResponse;
  readonly #body: Body;

  constructor(response: ServerResponse, body: Body) {
    this.#response = response;
    this.#body = body;
  }

  write(bytes: Uint8Array): void {
    if (!this.#response.destroyed) this.#response.write(bytes);
  }

  backlog(): number {
    return this.#response.writableLength;
  }

  end(): void {
    close(this.#body, []);
  }

  cut(): void {
    if (!this.#response.writableFinished) this.#response.destroy();
  }
}

function throughBody(hello: Uint8Array, onGone: () => void) {
  let controller!: Body;
  const limit = new ByteLengthQueuingStrategy({ highWaterMark: 0 });
  const source = {
    start: (body: Body) => {
      controller = body;
      body.enqueue(hello);
    },
    cancel: onGone,
  };
  const outlet: Outlet = {
    write: (bytes) => controller.enqueue(bytes),
    backlog: () => -(controller.desiredSize ?? 0),
    end: () => {
      close(controller, []);
      onGone();
    },
    cut: () => {
      controller.error(new Error("The client does not read."));
      onGone();
    },
  };
  return { body: new ReadableStream<Uint8Array>(source, limit), outlet };
}

function close(body: Body | undefined, rest: Uint8Array[]): void {
  try {
    for (const bytes of rest) body?.enqueue(bytes);
    body?.close();
  } catch {
    // the client was faster
  }
}
