import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { readNotifications } from "#lib/notifications/queries.ts";
import { readNotificationsInput } from "#lib/notifications/schema.ts";

export const POST = route(
  {
    auth: "user",
    scope: "notifications:write",
    limit: "write",
    body: readNotificationsInput,
    summary: "Mark notifications as read",
  },
  ({ db, caller, body }) => readNotifications(db, caller, body),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
