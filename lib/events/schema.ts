import { z } from "zod";
import { noor } from "../users/schema.ts";
import { positionText } from "./position.ts";
import { topicList } from "./topics.ts";

/** What a client asks to see. */
export const eventsQuery = z.object({
  topics: topicList,
  lastEventId: positionText.optional().meta({ description: "Goes on after this event." }),
});
export type EventsQuery = z.output<typeof eventsQuery>;

const commented = {
  id: "7421-108",
  type: "comment.created",
  topic: "post:1c9e7b52-8f3d-4a61-b0e4-5d2f8a9c6e17",
  data: {
    id: "e2f6c0b8-41a9-4d73-9c5e-08b7d1a3f296",
    postId: "1c9e7b52-8f3d-4a61-b0e4-5d2f8a9c6e17",
    parentId: null,
    body: "The one on our street keeps umbrellas, too.",
    author: noor,
    createdAt: "2026-11-03T10:12:40.227915+00:00",
    updatedAt: "2026-11-03T10:12:40.227915+00:00",
  },
};

export const eventView = z
  .object({ id: z.string(), type: z.string(), topic: z.string(), data: z.record(z.string(), z.unknown()) })
  .meta({ id: "Event", examples: [commented] });
export type EventView = z.output<typeof eventView>;

export const eventList = z
  .object({
    data: z.array(eventView),
    lastEventId: z.string().meta({ description: "Where to go on from, also when there was nothing." }),
    hasMore: z.boolean(),
    reset: z.boolean().meta({ description: "Events between `lastEventId` and these are no longer kept." }),
  })
  .meta({
    id: "EventList",
    examples: [{ data: [commented], lastEventId: commented.id, hasMore: false, reset: false }],
  });
export type EventList = z.output<typeof eventList>;

/** What a stream sends, in an example. */
export const streamExample = [
  "retry: 2000\n",
  `id: ${commented.id}\nevent: ${commented.type}\ndata: ${JSON.stringify(commented.data)}\n`,
  `: alive\nid: ${commented.id}\n`,
].join("\n");
