import { z } from "zod";
import type { UserCaller } from "../auth/caller.ts";
import { cursorPage, decodeCursor, timestampText } from "../pagination.ts";
import type { Db } from "../supabase/clients.ts";
import { dataOf } from "../supabase/errors.ts";
import { afterPosition } from "../supabase/filters.ts";
import { authorView } from "../users/schema.ts";
import {
  type ListNotificationsQuery,
  type NotificationPage,
  type NotificationView,
  notificationTypes,
  type ReadNotificationsInput,
} from "./schema.ts";

const columns = "id, type, payload, comment_id, read_at, created_at";

/** As the trigger private.notify_of_comment() writes it. */
const payload = z.object({ postId: z.guid(), slug: z.string(), title: z.string(), author: authorView });
const type = z.enum(notificationTypes);

type Row = {
  id: string;
  type: string;
  payload: unknown;
  comment_id: string | null;
  read_at: string | null;
  created_at: string;
};

function viewOf(row: Row): NotificationView {
  const { postId, slug, title, author } = payload.parse(row.payload);
  return {
    id: row.id,
    type: type.parse(row.type),
    post: { id: postId, slug, title },
    commentId: row.comment_id ?? "",
    author,
    readAt: row.read_at,
    createdAt: row.created_at,
  };
}

const place = z.object({ at: timestampText, id: z.guid() });

/**
 * What the caller was told, newest first, and how much of it is unread.
 * @throws {AppError} validation_failed (a cursor of another list)
 */
export async function listNotifications(
  db: Db,
  caller: UserCaller,
  query: ListNotificationsQuery,
): Promise<NotificationPage> {
  let select = db.from("notifications").select(columns).eq("user_id", caller.id);
  if (query.cursor !== undefined) {
    select = afterPosition(select, "created_at", decodeCursor(query.cursor, place), "newest");
  }
  select = select.order("created_at", { ascending: false }).order("id", { ascending: false });
  const [rows, unread] = await Promise.all([select.limit(query.limit + 1), countUnread(db, caller)]);
  const page = cursorPage(dataOf(rows, "notification"), query.limit, viewOf, (row) => ({
    at: row.created_at,
    id: row.id,
  }));
  return { ...page, unread };
}

/** A badge says no more than this, so no more is counted. */
const mostCounted = 100;

/** How many notifications the caller has not read, up to 100. */
export async function countUnread(db: Db, caller: UserCaller): Promise<number> {
  const unread = db.from("notifications").select("id").eq("user_id", caller.id).is("read_at", null);
  return dataOf(await unread.limit(mostCounted), "notification").length;
}

/** Marks notifications as read: those named, or all. What is not the caller's, or read already, stays as it is. */
export async function readNotifications(
  db: Db,
  caller: UserCaller,
  { ids }: ReadNotificationsInput,
): Promise<void> {
  let update = db.from("notifications").update({ read_at: new Date().toISOString() });
  update = update.eq("user_id", caller.id).is("read_at", null);
  dataOf(await (ids ? update.in("id", ids) : update), "notification");
}
