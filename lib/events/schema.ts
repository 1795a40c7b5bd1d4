import { z } from "zod";
import { positionText } from "./position.ts";
import { topicList } from "./topics.ts";

/** What a client asks to see. */
export const eventsQuery = z.object({
  topics: topicList,
  lastEventId: positionText.optional().meta({ description: "Goes on after this event." }),
});
export type EventsQuery = z.output<typeof eventsQuery>;

export const eventView = z
  .object({ id: z.string(), type: z.string(), topic: z.string(), data: z.record(z.string(), z.unknown()) })
  .meta({ id: "Event" });
export type EventView = z.output<typeof eventView>;

export const eventList = z
  .object({
    data: z.array(eventView),
    lastEventId: z.string().meta({ description: "Where to go on from, also when there was nothing." }),
    hasMore: z.boolean(),
    reset: z.boolean().meta({ description: "Events between `lastEventId` and these are no longer kept." }),
  })
  .meta({ id: "EventList" });
export type EventList = z.output<typeof eventList>;
