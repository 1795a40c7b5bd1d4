import Link from "next/link";
import type { PostView } from "#lib/posts/schema.ts";
import { DateOf, monthOf } from "#ui/dates.tsx";
import { LockIcon } from "#ui/icons.tsx";

/** Posts in their order, each month named once beside its first post. */
export function PostIndex({ posts, level = 2 }: { posts: PostView[]; level?: 2 | 3 }) {
  return (
    <div className="grid gap-y-4">
      {byMonth(posts).map(({ month, posts: ofMonth }) => (
        <section
          key={month}
          aria-label={month}
          className="grid gap-x-10 border-t border-line pt-5 md:grid-cols-[9rem_minmax(0,1fr)]"
        >
          <p className="eyebrow pt-1 pb-2 md:sticky md:top-6 md:self-start">{month}</p>
          <ol>
            {ofMonth.map((post) => (
              <PostItem key={post.id} post={post} level={level} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

/** Neighbouring posts of one month together. Drafts have no date and go by the day they were begun. */
function byMonth(posts: PostView[]): { month: string; posts: PostView[] }[] {
  const months: { month: string; posts: PostView[] }[] = [];
  for (const post of posts) {
    const month = monthOf(post.publishedAt ?? post.createdAt);
    const last = months.at(-1);
    if (last?.month === month) last.posts.push(post);
    else months.push({ month, posts: [post] });
  }
  return months;
}

function PostItem({ post, level }: { post: PostView; level: 2 | 3 }) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <li className="border-b border-line py-6 first:pt-0 last:border-0">
      <article>
        <Heading className="font-serif text-[1.375rem] leading-snug font-semibold sm:text-2xl">
          <Link href={hrefOf(post)} className="hover:text-patina-strong">
            {post.title}
          </Link>
        </Heading>
        {post.excerpt ? <p className="mt-1.5 line-clamp-3 text-soft">{post.excerpt}</p> : null}
        <PostFacts post={post} />
      </article>
    </li>
  );
}

/** A published post is read; a draft is written on. */
function hrefOf(post: PostView): string {
  return post.status === "draft" ? `/write/${post.id}` : `/posts/${post.slug}`;
}

/** Who, when, how much was said: one quiet line. */
export function PostFacts({ post, year = false }: { post: PostView; year?: boolean }) {
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-faint">
      <Link href={`/@${post.author.username}`} className="quiet-link text-soft">
        {post.author.name}
      </Link>
      {post.publishedAt ? <DateOf iso={post.publishedAt} short={!year} /> : <span>Draft</span>}
      {post.commentCount > 0 ? (
        <span>{post.commentCount === 1 ? "1 comment" : `${post.commentCount} comments`}</span>
      ) : null}
      {post.visibility === "members" ? (
        <span className="inline-flex items-center gap-1.5 text-patina">
          <LockIcon /> Members
        </span>
      ) : null}
    </p>
  );
}
