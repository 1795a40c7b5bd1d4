import Link from "next/link";
import type { PostView } from "#lib/posts/schema.ts";
import { Highlight } from "#ui/highlight.tsx";
import { PostFacts } from "#ui/post-list.tsx";

/** What a search found, best first. */
export function SearchResults({ posts }: { posts: PostView[] }) {
  return (
    <ol className="border-t border-line">
      {posts.map((post) => (
        <li key={post.id} className="border-b border-line py-6">
          <article>
            <h2 className="font-serif text-xl leading-snug font-semibold">
              <Link href={`/posts/${post.slug}`} className="hover:text-patina-strong">
                <Highlight text={post.highlight?.title ?? post.title} />
              </Link>
            </h2>
            <p className="mt-1.5 line-clamp-3 text-soft">
              <Highlight text={post.highlight?.snippet ?? post.excerpt} />
            </p>
            <PostFacts post={post} year />
          </article>
        </li>
      ))}
    </ol>
  );
}
