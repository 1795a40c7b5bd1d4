import { listStripeEvents } from "#lib/billing/events.ts";
import { listStripeEventsQuery, stripeEventPage } from "#lib/billing/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** What Stripe has sent and what became of it, newest first. */
export const GET = route(
  {
    auth: "user",
    roles: ["admin"],
    limit: "read",
    ndjson: true,
    query: listStripeEventsQuery,
    response: stripeEventPage,
    summary: "List Stripe's events",
  },
  ({ query }) => listStripeEvents(query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
