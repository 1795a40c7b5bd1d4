import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { listNotifications } from "#lib/notifications/queries.ts";
import { listNotificationsQuery, notificationPage } from "#lib/notifications/schema.ts";

/** What the caller was told, newest first. */
export const GET = route(
  {
    auth: "user",
    scope: "notifications:read",
    limit: "read",
    ndjson: true,
    query: listNotificationsQuery,
    response: notificationPage,
    summary: "List one's notifications",
  },
  ({ db, caller, query }) => listNotifications(db, caller, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
