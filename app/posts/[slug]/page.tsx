import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { cache } from "react";
import { listComments } from "#lib/comments/queries.ts";
import { pageContext } from "#lib/http/page.ts";
import { readingMinutes } from "#lib/markdown.ts";
import { picturesIn } from "#lib/media/queries.ts";
import type { PostView } from "#lib/posts/schema.ts";
import { Comments } from "#ui/comments/comments.tsx";
import { Live } from "#ui/live/live.tsx";
import { Readers } from "#ui/live/readers.tsx";
import { MembersOffer } from "#ui/members-offer.tsx";
import { PostHead } from "#ui/post-head.tsx";
import { Prose } from "#ui/prose.tsx";
import { Reactions } from "#ui/reactions.tsx";
import { postFor, postOf } from "../../_cached.ts";
import { eventIdBefore } from "../../_live.ts";
import { decodedSegment, findViewer, orNotFound, parameter, type SearchParams } from "../../_viewer.ts";

type PostPageProps = { params: Promise<{ slug: string }>; searchParams: SearchParams };

const loadPost = cache(async (slug: string): Promise<PostView> => {
  const { db, caller } = await pageContext();
  await eventIdBefore();
  return postOf(await orNotFound(postFor(caller, db, decodedSegment(slug))));
});

export async function generateMetadata({ params }: PostPageProps): Promise<Metadata> {
  const post = await loadPost((await params).slug);
  return {
    title: post.title,
    description: post.excerpt || undefined,
    authors: [{ name: post.author.name }],
    robots: { index: post.status === "published" },
  };
}

export default async function PostPage({ params, searchParams }: PostPageProps) {
  const { slug } = await params;
  const [post, viewer] = await Promise.all([loadPost(slug), findViewer()]);
  if (post.slug !== slug) redirect(`/posts/${post.slug}`);
  const readable = post.content !== undefined;
  const { db } = await pageContext();
  return (
    <div className="mx-auto max-w-2xl px-4 sm:px-6">
      <article>
        <PostHead
          post={post}
          minutes={readable ? readingMinutes(post.content ?? "") : null}
          viewer={viewer}
        />
        {post.content === undefined ? (
          <MembersOffer slug={post.slug} />
        ) : (
          <Prose markdown={post.content} kind="post" pictures={await picturesIn(db, post.content)} />
        )}
      </article>
      {readable ? <Conversation post={post} cursor={parameter((await searchParams).comments)} /> : null}
      <p className="mt-16 border-t border-line pt-6">
        <Link href="/" className="quiet-link text-soft">
          All posts
        </Link>
      </p>
    </div>
  );
}

async function Conversation({ post, cursor }: { post: PostView; cursor: string | undefined }) {
  const { db } = await pageContext();
  const [viewer, since, comments] = await Promise.all([
    findViewer(),
    eventIdBefore(),
    orNotFound(listComments(db, post.id, { limit: 100, ...(cursor && { cursor }) })),
  ]);
  return (
    <>
      <Readers postId={post.id} since={since} />
      <Reactions post={post} viewer={viewer} />
      <Comments post={post} page={comments} viewer={viewer} />
      <Live topic={`post:${post.id}`} since={since} on={changesOfAPost} />
    </>
  );
}

const changesOfAPost = [
  "post.updated",
  "comment.created",
  "comment.updated",
  "comment.deleted",
  "reactions.changed",
] as const;
