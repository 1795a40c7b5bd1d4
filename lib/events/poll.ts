import type { Caller } from "../auth/caller.ts";
import { AppError } from "../errors.ts";
import { outboxAway, requireAccess } from "./access.ts";
import { hub } from "./hub.ts";
import { batchSize, isForgotten, type OutboxEvent, readHorizon, readNewest, readTopics } from "./outbox.ts";
import { formatPosition, isAfter, type Position } from "./position.ts";
import type { EventList, EventsQuery, EventView } from "./schema.ts";
import { requireKnownTopics } from "./topics.ts";

/** So many are answered to somebody who has not seen any. */
const newest = 100;

/**
 * What happened after `lastEventId`, at most 500 events of it; without it, the newest 100. For clients that cannot hold
 * a stream open. Asking again with the `lastEventId` of the answer misses nothing.
 * @throws {AppError} not_found, forbidden, unauthenticated, unavailable
 */
export async function pollEvents(caller: Caller, { topics, lastEventId }: EventsQuery): Promise<EventList> {
  requireKnownTopics(topics);
  try {
    await requireAccess(caller.kind === "user" ? caller.id : null, topics);
    return await (lastEventId ? eventsAfter(topics, lastEventId) : newestEvents(topics));
  } catch (error) {
    throw error instanceof AppError ? error : outboxAway(error);
  }
}

async function newestEvents(topics: readonly string[]): Promise<EventList> {
  const now = await readHorizon();
  const events = await readNewest(topics, newest);
  const last = events.at(-1)?.position ?? now;
  return listOf(events, isAfter(last, now) ? last : now, { hasMore: false, reset: false });
}

async function eventsAfter(topics: readonly string[], after: Position): Promise<EventList> {
  const now = await readHorizon();
  // Forgotten, or not of this outbox, which may have been restored from a copy.
  if (isAfter(after, now) || (await isForgotten(after))) {
    return listOf([], now, { hasMore: false, reset: true });
  }
  const events = await readTopics(topics, after, now);
  const hasMore = events.length === batchSize;
  const last = events.at(-1)?.position;
  return listOf(events, hasMore && last ? last : now, { hasMore, reset: false });
}

const viewOf = ({ position, type, topic, payload }: OutboxEvent): EventView => ({
  id: formatPosition(position),
  type,
  topic,
  data: JSON.parse(payload),
});

const listOf = (events: OutboxEvent[], last: Position, rest: Pick<EventList, "hasMore" | "reset">) => ({
  data: events.map(viewOf),
  lastEventId: formatPosition(last),
  ...rest,
});

/**
 * Where to begin listening from so that nothing is missed that is not yet on the page being made. What happened before
 * has been heard in this process when it resolves: what was kept of it is forgotten.
 */
export async function currentEventId(): Promise<string | undefined> {
  try {
    const heard = await hub().catchUp();
    return formatPosition(heard ?? (await readHorizon()));
  } catch {
    return undefined; // the page says better what is wrong
  }
}
