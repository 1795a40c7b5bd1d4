import { missing } from "../http/errors.ts";
import { findAnywhere } from "../http/expand.ts";
import type { ThinEvent } from "../world/wire.ts";
import type { World } from "../world/world.ts";

const addresses: Record<string, string> = {
  "checkout.session": "/v1/checkout/sessions",
  payment_intent: "/v1/payment_intents",
  payment_method: "/v1/payment_methods",
  invoiceitem: "/v1/invoiceitems",
};

/**
 * A v2 event notification about an object. It carries the object's address and nothing of its content.
 * @param type "v1.customer.updated" …
 * @throws {StripeError} resource_missing for an unknown object
 */
export function thinEvent(world: World, type: string, relatedObject: string): ThinEvent {
  const found = findAnywhere(world, relatedObject) as { object: string } | undefined;
  if (!found) throw missing("object", relatedObject, "related_object");
  const event: ThinEvent = {
    id: world.id("evt"),
    object: "v2.core.event",
    type,
    livemode: false,
    created: new Date(world.now() * 1000).toISOString(),
    context: null,
    related_object: {
      id: relatedObject,
      type: found.object,
      url: `${addresses[found.object] ?? `/v1/${found.object}s`}/${relatedObject}`,
    },
    reason: null,
  };
  world.state.thinEvents.set(event.id, event);
  return event;
}
