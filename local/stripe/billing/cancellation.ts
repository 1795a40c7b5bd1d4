import type { Subscription } from "../world/wire.ts";
import type { World } from "../world/world.ts";

type Ending = {
  reason?: "cancellation_requested" | "payment_failed" | "payment_disputed";
  comment?: string | null;
  feedback?: string | null;
};

export const isOver = (subscription: Subscription): boolean =>
  subscription.status === "canceled" || subscription.status === "incomplete_expired";

/** Ends a subscription now. Its open invoices stay, and are not charged any more. A second end changes nothing. */
export function cancelNow(world: World, subscription: Subscription, ending: Ending): void {
  if (isOver(subscription)) return;
  subscription.status = "canceled";
  subscription.ended_at = world.now();
  subscription.canceled_at ??= world.now();
  subscription.pause_collection = null;
  subscription.cancellation_details = {
    comment: ending.comment ?? subscription.cancellation_details?.comment ?? null,
    feedback: ending.feedback ?? subscription.cancellation_details?.feedback ?? null,
    feedback_option: null,
    reason: ending.reason ?? subscription.cancellation_details?.reason ?? "cancellation_requested",
  };
  stopCollection(world, subscription);
  world.emit("customer.subscription.deleted", subscription);
}

function stopCollection(world: World, subscription: Subscription): void {
  for (const invoice of world.state.invoices.values()) {
    if (invoice.parent?.subscription_details?.subscription !== subscription.id) continue;
    if (invoice.status !== "open" && invoice.status !== "draft") continue;
    invoice.auto_advance = false;
    invoice.automatically_finalizes_at = null;
    invoice.next_payment_attempt = null;
  }
}
