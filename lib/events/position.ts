import { z } from "zod";
import { invalidField } from "../errors.ts";

/**
 * A place in the outbox: everything up to and including it is known. Written `<txid>-<id>`, it is an event's id. An id
 * of 0 is the place before the first event of that transaction.
 */
export type Position = { txid: bigint; id: bigint };

// 64 bits, as Postgres has them; more would be an error there.
const form = /^(\d{1,19})-(\d{1,19})$/;
const largest = 2n ** 63n - 1n;

/** Reads a position; null for what is none. */
export function parsePosition(text: string): Position | null {
  const [, txid, id] = form.exec(text) ?? [];
  if (txid === undefined || id === undefined) return null;
  const position = { txid: BigInt(txid), id: BigInt(id) };
  return position.txid > largest || position.id > largest ? null : position;
}

export const formatPosition = ({ txid, id }: Position): string => `${txid}-${id}`;

/** Whether `a` comes after `b`. */
export const isAfter = (a: Position, b: Position): boolean =>
  a.txid > b.txid || (a.txid === b.txid && a.id > b.id);

/** A position as a client sends it. */
export const positionText = z
  .string()
  .transform((text, context): Position => {
    const position = parsePosition(text);
    if (position !== null) return position;
    context.addIssue({ code: "custom", message: "Must be the id of an event" });
    return z.NEVER;
  })
  .meta({ override: { type: "string", pattern: "^\\d+-\\d+$", examples: ["7421-108"] } });

/**
 * The position in the header that EventSource sends when it comes back. An empty one says nothing.
 * @throws {AppError} validation_failed
 */
export function positionOfHeader(header: string | null): Position | undefined {
  if (header === null || header.trim() === "") return undefined;
  const position = parsePosition(header.trim());
  if (position === null) throw invalidField("Last-Event-ID", "invalid", "Must be the id of an event");
  return position;
}
