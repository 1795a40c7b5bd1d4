import type { Metadata } from "next";
import { readNotifications } from "#actions/notifications.ts";
import { pageContext } from "#lib/http/page.ts";
import { listNotifications } from "#lib/notifications/queries.ts";
import { Submit } from "#ui/form.tsx";
import { NotificationList } from "#ui/notifications.tsx";
import { Empty, PageFrame } from "#ui/page-frame.tsx";
import { Pager } from "#ui/pager.tsx";
import { eventIdBefore } from "../_live.ts";
import { orNotFound, parameter, requireViewer, type SearchParams } from "../_viewer.ts";

export const metadata: Metadata = { title: "Notifications", robots: { index: false } };

/** What concerns the reader. It grows at its head while it is open: the masthead's link listens. */
export default async function NotificationsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireViewer("/notifications");
  const cursor = parameter((await searchParams).cursor);
  const { caller, db } = await pageContext();
  if (caller.kind === "anonymous") return null;
  await eventIdBefore();
  const { data, pagination, unread } = await orNotFound(
    listNotifications(db, caller, { limit: 20, ...(cursor && { cursor }) }),
  );
  const { nextCursor } = pagination;
  return (
    <PageFrame title="Notifications">
      {unread > 0 ? (
        <form action={readNotifications} className="mb-6">
          <Submit kind="plain">Mark all as read</Submit>
        </form>
      ) : null}
      {data.length > 0 ? <NotificationList notifications={data} /> : <Empty>Nothing yet.</Empty>}
      <Pager
        older={nextCursor && `/notifications?cursor=${encodeURIComponent(nextCursor)}`}
        newest={cursor ? "/notifications" : null}
      />
    </PageFrame>
  );
}
