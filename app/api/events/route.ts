import { pollEvents } from "#lib/events/poll.ts";
import { eventList, eventsQuery } from "#lib/events/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    auth: "public",
    scope: "events:read",
    limit: "read",
    query: eventsQuery,
    response: eventList,
    summary: "Ask what has happened",
    errors: ["unauthenticated", "forbidden", "not_found", "unavailable"],
  },
  ({ caller, query }) => pollEvents(caller, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
