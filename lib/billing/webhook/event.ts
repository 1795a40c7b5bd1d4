import { z } from "zod";

const id = z.string().min(1).max(255);

const wholeEvent = z.object({
  id,
  object: z.literal("event"),
  type: z.string().min(1).max(255),
  api_version: z.string().nullish(),
  created: z.int(),
  livemode: z.boolean(),
  data: z.object({ object: z.object({ id: id.nullish(), object: z.string() }) }),
});

/** A v2 notification: what happened to which object, without the object. */
const thinEvent = z.object({
  id,
  object: z.literal("v2.core.event"),
  type: z.string().min(1).max(255),
  created: z.iso.datetime({ offset: true }),
  livemode: z.boolean(),
  related_object: z.object({ id }).nullish(),
});

export const stripeEvent = z.discriminatedUnion("object", [wholeEvent, thinEvent]);

/** What the ledger keeps of an event beside its payload. */
export type LedgerEntry = {
  id: string;
  type: string;
  objectId: string | null;
  apiVersion: string | null;
  livemode: boolean;
  created: string;
};

/** The two kinds of events as one. */
export function entryOf(event: z.output<typeof stripeEvent>): LedgerEntry {
  const { id, type, livemode } = event;
  if (event.object === "v2.core.event") {
    const objectId = event.related_object?.id ?? null;
    return { id, type, livemode, objectId, apiVersion: null, created: event.created };
  }
  const created = new Date(event.created * 1000).toISOString();
  const objectId = event.data.object.id ?? null;
  return { id, type, livemode, objectId, apiVersion: event.api_version ?? null, created };
}
