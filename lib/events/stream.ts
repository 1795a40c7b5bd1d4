import type { Caller } from "../auth/caller.ts";
import { verifyAccessToken } from "../auth/tokens.ts";
import { AppError } from "../errors.ts";
import { outboxAway, requireAccess } from "./access.ts";
import { retryFrame } from "./frames.ts";
import { hub } from "./hub.ts";
import { currentResponse } from "./node-response.ts";
import { createOutlet } from "./outlet.ts";
import type { EventsQuery } from "./schema.ts";
import { type StreamOwner, Subscriber } from "./subscriber.ts";
import { requireKnownTopics } from "./topics.ts";

/**
 * Opens a stream of events: what came after `lastEventId`, then what happens, in one order, without a gap or a
 * duplicate. It ends with `expired` when the caller's token does, and with `revoked` within 30 s of losing the right
 * to one of the topics, or to the API key that it was opened with. `reset` says that events after `lastEventId` are no
 * longer kept.
 * @param address counted in the caps
 * @throws {AppError} not_found, forbidden, unauthenticated, rate_limited, unavailable
 */
export async function openStream(
  caller: Caller,
  { topics, lastEventId }: EventsQuery,
  address: string,
): Promise<ReadableStream<Uint8Array>> {
  requireKnownTopics(topics);
  const owner = await ownerOf(caller, address);
  const giveBack = hub().takePlace(owner);
  try {
    await requireAccess(owner.userId, topics);
    const { body, outlet } = createOutlet(retryFrame(2000), currentResponse(), () => {
      subscriber.gone();
      giveBack();
      hub().leave(subscriber);
    });
    const subscriber = new Subscriber(owner, topics, outlet);
    await hub().join(subscriber, lastEventId ?? null);
    return body;
  } catch (error) {
    giveBack();
    throw error instanceof AppError ? error : outboxAway(error);
  }
}

async function ownerOf(caller: Caller, address: string): Promise<StreamOwner> {
  if (caller.kind === "anonymous") {
    return { userId: null, keyId: null, address, expiresAt: Number.POSITIVE_INFINITY };
  }
  const { expiresAt } = await verifyAccessToken(caller.accessToken);
  return { userId: caller.id, keyId: caller.key?.id ?? null, address, expiresAt: expiresAt * 1000 };
}
