import Link from "next/link";
import { logout } from "#actions/auth.ts";
import { Avatar } from "#ui/avatar.tsx";
import { SearchIcon } from "#ui/icons.tsx";
import { Menu } from "#ui/menu.tsx";
import { NavLink } from "#ui/nav-link.tsx";
import { NotificationsLink } from "#ui/notifications.tsx";
import { SearchLine } from "#ui/search-box.tsx";
import { Wordmark } from "#ui/wordmark.tsx";
import type { Viewer } from "../_viewer.ts";

/** The head of every page: the name, search, and the way in or the reader's own menu. */
export function Masthead({ viewer }: { viewer: Viewer | null }) {
  return (
    <header className="print:hidden border-b border-line">
      <div className="mx-auto flex min-h-18 max-w-5xl items-center justify-between gap-2 px-4 sm:px-6">
        <Link href="/" className="-mx-1 inline-flex min-h-11 items-center px-1 hover:text-patina">
          <Wordmark className="h-[22px] w-auto sm:h-[26px]" />
        </Link>
        <nav
          aria-label="Main"
          className="flex items-center gap-2 text-[0.9375rem] min-[360px]:gap-4 sm:gap-6"
        >
          <SearchLine />
          <NavLink href="/search" className="min-w-11 justify-center md:hidden">
            <SearchIcon />
            <span className="sr-only">Search</span>
          </NavLink>
          <NavLink href="/pricing" className="max-sm:hidden">
            Membership
          </NavLink>
          {viewer ? <MemberLinks viewer={viewer} /> : <GuestLinks />}
        </nav>
      </div>
    </header>
  );
}

function GuestLinks() {
  return (
    <>
      <NavLink href="/login" className="whitespace-nowrap">
        Sign in
      </NavLink>
      <Link href="/register" className="button px-3.5 sm:px-5" data-kind="primary">
        Join
      </Link>
    </>
  );
}

const entry = "flex min-h-11 w-full items-center px-4 text-left hover:bg-sunk hover:text-patina-strong";

function MemberLinks({ viewer }: { viewer: Viewer }) {
  return (
    <>
      <NavLink href="/write">Write</NavLink>
      <NotificationsLink />
      <Menu label={<Avatar name={viewer.name} url={viewer.avatarUrl} />} name={`Menu of ${viewer.name}`}>
        <p className="border-b border-line px-4 pt-1 pb-3 text-sm text-faint">
          <span className="block truncate font-medium text-ink">{viewer.name}</span>
          <span className="block truncate">@{viewer.username}</span>
        </p>
        <Link href={`/@${viewer.username}`} className={entry}>
          Your page
        </Link>
        <Link href="/settings" className={entry}>
          Settings
        </Link>
        <Link href="/settings/billing" className={entry}>
          Billing
        </Link>
        {viewer.roles.includes("admin") ? (
          <Link href="/admin/people" className={entry}>
            Administration
          </Link>
        ) : null}
        <form action={logout} className="border-t border-line">
          <button type="submit" className={entry}>
            Sign out
          </button>
        </form>
      </Menu>
    </>
  );
}
