import Link from "next/link";
import type { PostView } from "#lib/posts/schema.ts";
import { Avatar } from "#ui/avatar.tsx";
import { DateOf } from "#ui/dates.tsx";
import { LockIcon } from "#ui/icons.tsx";
import type { Viewer } from "../_viewer.ts";

type PostHeadProps = { post: PostView; minutes: number | null; viewer: Viewer | null };

/** The head of a post: title, summary, author, date. */
export function PostHead({ post, minutes, viewer }: PostHeadProps) {
  return (
    <header className="pt-10 pb-10 sm:pt-16">
      <p className="eyebrow mb-4 flex flex-wrap items-center gap-x-5 gap-y-1">
        {post.publishedAt ? <DateOf iso={post.publishedAt} /> : null}
        {post.status === "draft" ? <span className="text-alarm">Draft, seen only by you</span> : null}
        {minutes === null ? null : <span>{minutes} min read</span>}
        {post.visibility === "members" ? (
          <span className="inline-flex items-center gap-1.5 text-patina">
            <LockIcon /> Members
          </span>
        ) : null}
      </p>
      <h1 className="display">{post.title}</h1>
      {post.excerpt ? (
        <p className="mt-5 font-serif text-xl leading-relaxed text-soft sm:text-[1.375rem]">{post.excerpt}</p>
      ) : null}
      <div className="mt-8 flex items-center gap-3">
        <Avatar name={post.author.name} url={post.author.avatarUrl} />
        <Link href={`/@${post.author.username}`} className="quiet-link font-medium">
          {post.author.name}
        </Link>
        {mayEdit(post, viewer) ? (
          <Link href={`/write/${post.id}`} className="button print:hidden ml-auto">
            Edit
          </Link>
        ) : null}
      </div>
    </header>
  );
}

/** Whether to offer it. Whether it is allowed, the database says. */
function mayEdit(post: PostView, viewer: Viewer | null): boolean {
  return viewer !== null && (viewer.id === post.author.id || viewer.roles.includes("editor"));
}
