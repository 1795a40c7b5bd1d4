import Link from "next/link";
import type { CommentView } from "#lib/comments/schema.ts";
import type { Page } from "#lib/pagination.ts";
import type { PostView } from "#lib/posts/schema.ts";
import type { Viewer } from "../../_viewer.ts";
import { Comment } from "./comment.tsx";
import { CommentForm } from "./comment-form.tsx";

type CommentsProps = { post: PostView; page: Page<CommentView>; viewer: Viewer | null };

/** A comment with the answers to it. */
export type Thread = { comment: CommentView; answers: Thread[] };

/** What readers said, answers under what they answer, and the place to say something. */
export function Comments({ post, page, viewer }: CommentsProps) {
  const { nextCursor } = page.pagination;
  return (
    <section
      id="comments"
      aria-labelledby="comments-heading"
      className="print:hidden mt-16 border-t border-line pt-10"
    >
      <h2 id="comments-heading" className="mb-6 font-serif text-2xl font-semibold">
        {headingFor(post.commentCount)}
      </h2>
      {viewer ? <CommentForm postId={post.id} slug={post.slug} /> : <SignInToComment slug={post.slug} />}
      <ol className="mt-8">
        {threadsOf(page.data).map((thread) => (
          <Comment key={thread.comment.id} thread={thread} post={post} viewer={viewer} />
        ))}
      </ol>
      {nextCursor ? (
        <Link
          href={`/posts/${post.slug}?comments=${encodeURIComponent(nextCursor)}#comments`}
          className="button mt-6"
        >
          More comments
        </Link>
      ) : null}
    </section>
  );
}

function headingFor(count: number): string {
  if (count === 0) return "No comments yet";
  return count === 1 ? "1 comment" : `${count} comments`;
}

function SignInToComment({ slug }: { slug: string }) {
  return (
    <p className="text-soft">
      <Link href={`/login?next=${encodeURIComponent(`/posts/${slug}`)}`} className="quiet-link">
        Sign in
      </Link>{" "}
      to take part.
    </p>
  );
}

/** Hangs answers under their parents, in the order given. One whose parent is not on this page stands alone. */
function threadsOf(comments: CommentView[]): Thread[] {
  const threads = new Map(comments.map((comment) => [comment.id, { comment, answers: [] as Thread[] }]));
  const roots: Thread[] = [];
  for (const thread of threads.values()) {
    const parent = threads.get(thread.comment.parentId ?? "");
    (parent?.answers ?? roots).push(thread);
  }
  return roots;
}
