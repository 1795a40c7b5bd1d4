import Link from "next/link";
import type { PostView } from "#lib/posts/schema.ts";
import { PostFacts } from "#ui/post-list.tsx";

/** The newest post, given the room of a front page. */
export function LeadPost({ post }: { post: PostView }) {
  return (
    <article className="max-w-3xl pt-10 pb-14 sm:pt-16 sm:pb-20">
      <p className="eyebrow mb-4 text-patina">Latest</p>
      <h2 className="display">
        <Link href={`/posts/${post.slug}`} className="hover:text-patina-strong">
          {post.title}
        </Link>
      </h2>
      {post.excerpt ? (
        <p className="mt-5 max-w-2xl font-serif text-xl leading-relaxed text-soft sm:text-[1.375rem]">
          {post.excerpt}
        </p>
      ) : null}
      <div className="mt-6">
        <PostFacts post={post} year />
      </div>
    </article>
  );
}
