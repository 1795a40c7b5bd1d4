/** Every type of event. Triggers write them; a browser has to name those that it wants to hear. */
export const eventTypes = [
  "post.published",
  "post.updated",
  "post.unpublished",
  "post.deleted",
  "author.updated",
  "comment.created",
  "comment.updated",
  "comment.deleted",
  "reactions.changed",
  "notification.created",
  "notifications.read",
  "subscription.changed",
  "order.changed",
] as const;

/** What a stream says about itself. These have no id: a client resumes as if they had not been. */
export const noticeTypes = ["reset", "expired", "revoked", "readers"] as const;

export type HeardType = (typeof eventTypes)[number] | (typeof noticeTypes)[number];
