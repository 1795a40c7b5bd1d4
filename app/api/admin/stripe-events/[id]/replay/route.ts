import { replayStripeEvent } from "#lib/billing/events.ts";
import { stripeEventParams } from "#lib/billing/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Has an event worked on again. */
export const POST = route(
  {
    auth: "user",
    roles: ["admin"],
    limit: "write",
    params: stripeEventParams,
    status: 202,
    summary: "Replay an event of Stripe's",
  },
  ({ params, trail }) => replayStripeEvent(params.id, trail),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
