import type { OutboxEvent } from "./outbox.ts";
import { formatPosition, type Position } from "./position.ts";

const encoder = new TextEncoder();

/** An event as it goes over the wire. JSON out of Postgres has no line breaks. */
export const eventFrame = ({ position, type, payload }: OutboxEvent): Uint8Array =>
  encoder.encode(`id: ${formatPosition(position)}\nevent: ${type}\ndata: ${payload}\n\n`);

/** Something about the stream itself. It is no event of the outbox and has no id, so a client resumes as before. */
export const noticeFrame = (type: string, data: object): Uint8Array =>
  encoder.encode(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);

/** Tells the client up to where it knows everything, without an event: it resumes from there. */
export const positionFrame = (position: Position): Uint8Array =>
  encoder.encode(`id: ${formatPosition(position)}\n\n`);

/** The sign of life. It carries the position, so that a quiet client does not fall behind what is kept. */
export const aliveFrame = (position: Position | null): Uint8Array =>
  encoder.encode(`: alive\n${position === null ? "" : `id: ${formatPosition(position)}\n`}\n`);

/** How long a client waits before it comes back, in milliseconds. */
export const retryFrame = (ms: number): Uint8Array => encoder.encode(`retry: ${ms}\n\n`);

let framed: { bytes: Uint8Array; chunk: Buffer } | undefined;

/** Bytes as a part of a body in HTTP/1.1's chunked coding. Made once for all who are sent the same bytes in a row. */
export function chunkOf(bytes: Uint8Array): Buffer {
  if (framed?.bytes === bytes) return framed.chunk;
  const size = `${bytes.length.toString(16)}\r\n`;
  // Of its own: a part of Node's pool would keep the pool for as long as a client does not read.
  const chunk = Buffer.allocUnsafeSlow(size.length + bytes.length + 2);
  chunk.write(size, "latin1");
  chunk.set(bytes, size.length);
  chunk.write("\r\n", size.length + bytes.length, "latin1");
  framed = { bytes, chunk };
  return chunk;
}

/** Where a body in chunked coding ends. */
export const lastChunk: Uint8Array = encoder.encode("0\r\n\r\n");
