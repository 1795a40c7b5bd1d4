import { positionOfHeader } from "#lib/events/position.ts";
import { eventsQuery } from "#lib/events/schema.ts";
import { openStream } from "#lib/events/stream.ts";
import { addressOf } from "#lib/http/limit.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

const streamHeaders = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-cache, no-transform", // not to be compressed either: that would hold events back
  "X-Accel-Buffering": "no",
};

/** What happened since `Last-Event-ID` (or `lastEventId`), then what happens. */
export const GET = route(
  {
    auth: "public",
    scope: "events:read",
    limit: "stream",
    query: eventsQuery,
    streams: true,
    requestHeaders: {
      "Last-Event-ID": {
        description: "Goes on after this event, as `lastEventId` does.",
        example: "7421-108",
      },
    },
    summary: "Hear what happens",
    errors: ["unauthenticated", "forbidden", "not_found", "rate_limited", "unavailable"],
  },
  async ({ caller, query, request }) => {
    const lastEventId = positionOfHeader(request.headers.get("last-event-id")) ?? query.lastEventId;
    if (request.method === "HEAD") return new Response(null, { headers: streamHeaders });
    const body = await openStream(caller, { ...query, lastEventId }, addressOf(request.headers));
    return new Response(body, { headers: streamHeaders });
  },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
