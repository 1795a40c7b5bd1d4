"use server";

import { action } from "#lib/http/action.ts";
import { readNotifications as read } from "#lib/notifications/queries.ts";
import { readNotificationsInput } from "#lib/notifications/schema.ts";
import { buttonAction } from "./form-action.ts";

const readAll = action(
  { auth: "user", limit: "write", input: readNotificationsInput },
  ({ db, caller, input }) => read(db, caller, input),
);

/** Marks all of one's notifications as read. */
export const readNotifications = buttonAction(readAll, { input: () => ({}), at: () => "/notifications" });
