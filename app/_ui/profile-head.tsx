import Link from "next/link";
import type { UserView } from "#lib/users/schema.ts";
import { Avatar } from "#ui/avatar.tsx";
import { monthOf } from "#ui/dates.tsx";

/** Who somebody is, over what they wrote. */
export function ProfileHead({ user, own }: { user: UserView; own: boolean }) {
  return (
    <header className="flex flex-wrap items-start gap-6 pt-10 pb-12 sm:pt-16">
      <Avatar name={user.name} url={user.avatarUrl} size="large" />
      <div className="min-w-0 flex-1 basis-64">
        <h1 className="font-serif text-3xl leading-tight font-semibold sm:text-4xl">{user.name}</h1>
        <p className="mt-1 text-faint">
          @{user.username} · here since {monthOf(user.createdAt)}
        </p>
        {user.bio ? (
          <p className="mt-4 max-w-xl font-serif text-lg leading-relaxed whitespace-pre-line text-soft">
            {user.bio}
          </p>
        ) : null}
      </div>
      {own ? (
        <Link href="/settings" className="button">
          Edit profile
        </Link>
      ) : null}
    </header>
  );
}
