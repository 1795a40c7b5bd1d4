import { findSubscription } from "#lib/billing/queries.ts";
import { subscriptionView } from "#lib/billing/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** The caller's subscription, or null. */
export const GET = route(
  {
    auth: "user",
    scope: "billing:read",
    limit: "read",
    response: subscriptionView.nullable(),
    summary: "One's subscription",
  },
  ({ db, caller }) => findSubscription(db, caller),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
