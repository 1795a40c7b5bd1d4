import type { ServerResponse } from "node:http";
import { currentResponse } from "../events/node-response.ts";

/** An answer whose text is all there. */
export class WholeResponse extends Response {
  readonly whole: string;

  constructor(text: string, init: ResponseInit) {
    super(null, init);
    this.whole = text;
  }

  override async text(): Promise<string> {
    return this.whole;
  }
}

/**
 * Sends what is all there in one piece, with its length. Next.js takes every answer of a handler for a stream: it leaves
 * out `Content-Length`, sends the head by itself and the text after it in chunks, which takes as long as the rest of the
 * pipeline. It ends a response that has no body at once, and what is ended here ends with the text. Packing (by
 * compression.ts) comes after this. Where the host's server is not Node's own, the text is sent as Next.js would.
 */
export function inOnePiece(response: Response): Response {
  if (!(response instanceof WholeResponse)) return response;
  const outgoing = currentResponse();
  if (!outgoing || outgoing.headersSent) return new Response(response.whole, response);
  endWith(outgoing, response.whole);
  return response;
}

function endWith(outgoing: ServerResponse, text: string): void {
  const { end } = outgoing;
  outgoing.setHeader("Content-Length", Buffer.byteLength(text));
  outgoing.end = function (this: ServerResponse, ...given: unknown[]) {
    this.end = end;
    const [instead] = given;
    if (instead === undefined || typeof instead === "function") return end.call(this, text, "utf8");
    if (!this.headersSent) this.removeHeader("Content-Length"); // something else is sent after all: a failure of Next.js
    return Reflect.apply(end, this, given);
  } as typeof end;
}
