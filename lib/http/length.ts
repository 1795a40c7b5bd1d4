import { currentResponse } from "../events/node-response.ts";

/**
 * Says how long the answer to the request at hand is. Next.js leaves `Content-Length` out of a handler's headers, and
 * sends in chunks what could go in one piece; and only of what says so is it known that packing it is not worth while.
 * Where the host's server is not Node's own, nothing is said.
 */
export function sayLength(text: string): void {
  const response = currentResponse();
  if (response && !response.headersSent) response.setHeader("Content-Length", Buffer.byteLength(text));
}
