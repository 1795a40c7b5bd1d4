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
