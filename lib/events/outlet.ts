import type { ServerResponse } from "node:http";

/** Where one client's bytes go. */
export type Outlet = {
  /** the body of the answer */
  body: ReadableStream<Uint8Array>;
  /** Sends bytes, after those that were sent before. */
  write(bytes: Uint8Array): void;
  /** how many bytes wait for the client to read */
  backlog(): number;
  /** Ends the answer after what was written. */
  end(): void;
  /** Cuts the client off, whatever waits. */
  cut(): void;
};

/**
 * Makes the way to one client.
 *
 * The body's first chunk makes Next.js send the headers; all that follows goes straight into Node's response. Thousands
 * of clients hear of an event at once, and a promise or two for each of them would cost more than the writing. Where
 * there is no response of Node's, the chunks go through the body.
 * @param hello the first bytes, which are always sent
 * @param onGone called once, when the client has gone or was cut off
 */
export function createOutlet(
  hello: Uint8Array,
  response: ServerResponse | undefined,
  onGone: () => void,
): Outlet {
  return response ? direct(hello, response, onGone) : throughBody(hello, onGone);
}

function direct(hello: Uint8Array, response: ServerResponse, onGone: () => void): Outlet {
  let early: Uint8Array[] | undefined = [];
  let earlyBytes = 0;
  let body!: ReadableStreamDefaultController<Uint8Array>;
  let greeted = false;
  const opened = () => {
    for (const bytes of early ?? []) response.write(bytes);
    early = undefined;
    earlyBytes = 0;
  };
  if (response.destroyed) queueMicrotask(onGone);
  else response.once("close", onGone);
  return {
    body: new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          body = controller;
        },
        // Asked for the first time, it says hello; asked again, that has been written, and the headers before it.
        pull: (controller) => {
          if (greeted) return opened();
          greeted = true;
          controller.enqueue(hello);
        },
      },
      { highWaterMark: 0 },
    ),
    write: (bytes) => {
      if (response.destroyed) return;
      if (early === undefined) {
        response.write(bytes);
        return;
      }
      early.push(bytes);
      earlyBytes += bytes.length;
    },
    backlog: () => response.writableLength + earlyBytes,
    end: () => close(body, early === undefined ? [] : [...(greeted ? [] : [hello]), ...early]),
    cut: () => {
      if (!response.writableFinished) response.destroy();
    },
  };
}

function throughBody(hello: Uint8Array, onGone: () => void): Outlet {
  let body!: ReadableStreamDefaultController<Uint8Array>;
  const limit = new ByteLengthQueuingStrategy({ highWaterMark: 0 });
  return {
    body: new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          body = controller;
          controller.enqueue(hello);
        },
        cancel: onGone,
      },
      limit,
    ),
    write: (bytes) => body.enqueue(bytes),
    backlog: () => -(body.desiredSize ?? 0),
    end: () => {
      close(body, []);
      onGone();
    },
    cut: () => {
      body.error(new Error("The client does not read."));
      onGone();
    },
  };
}

function close(body: ReadableStreamDefaultController<Uint8Array>, rest: Uint8Array[]): void {
  try {
    for (const bytes of rest) body.enqueue(bytes);
    body.close();
  } catch {
    // the client was faster
  }
}
