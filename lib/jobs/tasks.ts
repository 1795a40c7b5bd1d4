import announceComment from "./tasks/announce_comment.ts";
import applyStripeEvent from "./tasks/apply_stripe_event.ts";
import applyStripeObject from "./tasks/apply_stripe_object.ts";
import cleanUp from "./tasks/clean_up.ts";
import forgetCustomer from "./tasks/forget_customer.ts";
import reconcileStripe from "./tasks/reconcile_stripe.ts";
import removeAbandonedUploads from "./tasks/remove_abandoned_uploads.ts";
import removeMediaFiles from "./tasks/remove_media_files.ts";
import retryStripeEvents from "./tasks/retry_stripe_events.ts";
import sendEmail from "./tasks/send_email.ts";

/** Every kind of background work, by the name under which it is enqueued. */
export const tasks = {
  announce_comment: announceComment,
  apply_stripe_event: applyStripeEvent,
  apply_stripe_object: applyStripeObject,
  clean_up: cleanUp,
  forget_customer: forgetCustomer,
  reconcile_stripe: reconcileStripe,
  remove_abandoned_uploads: removeAbandonedUploads,
  remove_media_files: removeMediaFiles,
  retry_stripe_events: retryStripeEvents,
  send_email: sendEmail,
};

/** Tasks that run by themselves, and that a scheduler may ask for over HTTP. */
export const cronTasks = [
  "reconcile_stripe",
  "retry_stripe_events",
  "clean_up",
  "remove_abandoned_uploads",
] as const;
