import { z } from "zod";
import { pageExample, pageOf, pageParameters } from "../pagination.ts";
import { uuid } from "../text.ts";
import { authorView, noor } from "../users/schema.ts";

export const notificationTypes = ["post_commented", "comment_answered"] as const;

const example = {
  id: "90c3d7e1-5a2b-4f84-b6d0-7e1f9a4c2b58",
  type: "post_commented",
  post: {
    id: "1c9e7b52-8f3d-4a61-b0e4-5d2f8a9c6e17",
    slug: "what-a-library-keeps",
    title: "What a library keeps",
  },
  commentId: "e2f6c0b8-41a9-4d73-9c5e-08b7d1a3f296",
  author: noor,
  readAt: null,
  createdAt: "2026-11-03T10:12:40.227915+00:00",
};

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
  .meta({ id: "Notification", examples: [example] });
export type NotificationView = z.output<typeof notificationView>;

export const notificationPage = pageOf(notificationView)
  .extend({
    unread: z.int().meta({ description: "How many are unread, on all pages; 100 stands for 100 or more." }),
  })
  .meta({ examples: [{ ...pageExample([example]), unread: 1 }] });
export type NotificationPage = z.output<typeof notificationPage>;

export const listNotificationsQuery = z.object({
  limit: pageParameters.limit,
  cursor: pageParameters.cursor,
});
export type ListNotificationsQuery = z.output<typeof listNotificationsQuery>;

export const readNotificationsInput = z
  .strictObject({
    ids: z
      .array(uuid)
      .min(1)
      .max(100)
      .optional()
      .meta({ description: "Which ones; all of them, if left out." }),
  })
  .meta({ examples: [{ ids: [example.id] }] });
export type ReadNotificationsInput = z.output<typeof readNotificationsInput>;
