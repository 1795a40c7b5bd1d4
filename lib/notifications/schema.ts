import { z } from "zod";
import { pageOf, pageParameters } from "../pagination.ts";
import { uuid } from "../text.ts";
import { authorView } from "../users/schema.ts";

export const notificationTypes = ["post_commented", "comment_answered"] as const;

export const notificationView = z
  .object({
    id: uuid,
    type: z.enum(notificationTypes),
    post: z.object({ id: uuid, slug: z.string(), title: z.string() }),
    commentId: uuid,
    author: authorView.meta({ description: "Who did it, under the name of that moment." }),
    readAt: z.iso.datetime({ offset: true }).nullable(),
    createdAt: z.iso.datetime({ offset: true }),
  })
  .meta({ id: "Notification" });
export type NotificationView = z.output<typeof notificationView>;

export const notificationPage = pageOf(notificationView).extend({
  unread: z.int().meta({ description: "How many are unread, on all pages; 100 stands for 100 or more." }),
});
export type NotificationPage = z.output<typeof notificationPage>;

export const listNotificationsQuery = z.object({
  limit: pageParameters.limit,
  cursor: pageParameters.cursor,
});
export type ListNotificationsQuery = z.output<typeof listNotificationsQuery>;

export const readNotificationsInput = z.strictObject({
  ids: z
    .array(uuid)
    .min(1)
    .max(100)
    .optional()
    .meta({ description: "Which ones; all of them, if left out." }),
});
export type ReadNotificationsInput = z.output<typeof readNotificationsInput>;
