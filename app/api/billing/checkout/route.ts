import { createCheckout } from "#lib/billing/checkout.ts";
import { createCheckoutInput, hostedPageView } from "#lib/billing/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Begins a purchase: answers where to pay. */
export const POST = route(
  {
    auth: "user",
    limit: "write",
    idempotent: true,
    body: createCheckoutInput,
    response: hostedPageView,
    summary: "Buy a membership, or something once",
    errors: ["not_found", "conflict", "unavailable"],
  },
  ({ caller, body }) => createCheckout(caller, body),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
