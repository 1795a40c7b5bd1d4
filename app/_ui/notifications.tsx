import Link from "next/link";
import { pageContext } from "#lib/http/page.ts";
import { countUnread } from "#lib/notifications/queries.ts";
import type { NotificationView } from "#lib/notifications/schema.ts";
import { Ago } from "#ui/dates.tsx";
import { BellIcon } from "#ui/icons.tsx";
import { Live } from "#ui/live/live.tsx";
import { NavLink } from "#ui/nav-link.tsx";
import { eventIdBefore } from "../_live.ts";

/** The way to one's notifications, with how many are unread. Whatever concerns this reader keeps the page true. */
export async function NotificationsLink() {
  const { caller, db } = await pageContext();
  if (caller.kind === "anonymous") return null;
  const since = await eventIdBefore();
  const unread = await countUnread(db, caller);
  return (
    <>
      <NavLink href="/notifications" className="min-w-11 justify-center gap-1.5">
        <BellIcon />
        <span className="sr-only">Notifications</span>
        {unread > 0 ? (
          <span className="rounded-full bg-patina px-1.5 text-xs font-medium text-on-patina tabular-nums">
            {unread >= 100 ? "99+" : unread}
            <span className="sr-only"> unread</span>
          </span>
        ) : null}
      </NavLink>
      <Live topic={`user:${caller.id}`} since={since} on={changesOfMine} />
    </>
  );
}

const changesOfMine = [
  "notification.created",
  "notifications.read",
  "subscription.changed",
  "order.changed",
] as const;

const did = {
  post_commented: "commented on",
  comment_answered: "answered you below",
} satisfies Record<NotificationView["type"], string>;

/** Notifications, newest first; the unread ones stand out. */
export function NotificationList({ notifications }: { notifications: NotificationView[] }) {
  return (
    <ol>
      {notifications.map(({ id, type, post, commentId, author, readAt, createdAt }) => (
        <li
          key={id}
          className={`border-t border-line py-4 pl-4 ${readAt === null ? "border-l-4 border-l-patina" : "text-soft"}`}
        >
          <p>
            <Link href={`/@${author.username}`} className="quiet-link font-medium">
              {author.name}
            </Link>{" "}
            {did[type]}{" "}
            <Link href={`/posts/${post.slug}#comment-${commentId}`} className="quiet-link">
              {post.title}
            </Link>
          </p>
          <p className="mt-1 text-sm text-faint">
            {readAt === null ? <span className="mr-3 text-patina">New</span> : null}
            <Ago iso={createdAt} />
          </p>
        </li>
      ))}
    </ol>
  );
}
