import { receiveEvent } from "#lib/billing/webhook/receive.ts";
import { readRaw } from "#lib/http/body.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Takes in what Stripe sends, signed. 200 says that it is kept, whatever comes of it. */
export const POST = route(
  {
    auth: "public",
    limit: "webhook",
    status: 200,
    requestHeaders: {
      "Stripe-Signature": {
        description: "Made by Stripe of the body and the endpoint's secret.",
        example: "t=1793698266,v1=5257a869",
        required: true,
      },
    },
    summary: "Events from Stripe",
    errors: ["invalid_signature", "livemode_mismatch", "invalid_json", "payload_too_large", "unavailable"],
  },
  async ({ request }) => receiveEvent(await readRaw(request), request.headers.get("stripe-signature")),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
