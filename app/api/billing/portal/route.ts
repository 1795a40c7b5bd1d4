import { createPortal } from "#lib/billing/portal.ts";
import { hostedPageView } from "#lib/billing/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Answers where the caller changes plan and card, and finds invoices. */
export const POST = route(
  {
    auth: "user",
    limit: "write",
    idempotent: true,
    response: hostedPageView,
    summary: "Manage plan, card and invoices at Stripe",
    errors: ["unavailable"],
  },
  ({ caller }) => createPortal(caller),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
