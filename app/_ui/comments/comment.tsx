import Link from "next/link";
import { deleteComment } from "#actions/comments.ts";
import type { CommentView } from "#lib/comments/schema.ts";
import type { PostView } from "#lib/posts/schema.ts";
import { Avatar } from "#ui/avatar.tsx";
import { Ago } from "#ui/dates.tsx";
import { Disclosure } from "#ui/disclosure.tsx";
import { Submit } from "#ui/form.tsx";
import { Prose } from "#ui/prose.tsx";
import type { Viewer } from "../../_viewer.ts";
import { CommentForm, EditCommentForm } from "./comment-form.tsx";
import type { Thread } from "./comments.tsx";

type CommentProps = { thread: Thread; post: PostView; viewer: Viewer | null; depth?: number };

// Deeper answers stand at this depth: a narrow screen has no room for more steps.
const DEEPEST = 3;

/** One comment, what its reader may do with it, and its answers. */
export function Comment({ thread: { comment, answers }, post, viewer, depth = 0 }: CommentProps) {
  return (
    <li id={`comment-${comment.id}`} className="scroll-mt-6 border-t border-line pt-5 pb-3 first:border-0">
      <article aria-label={`Comment by ${comment.author.name}`}>
        <CommentHead comment={comment} byAuthor={comment.author.id === post.author.id} />
        <div className="mt-2">
          <Prose markdown={comment.body} kind="comment" />
        </div>
        {viewer ? <CommentTools {...{ comment, post, viewer }} answers={answers.length} /> : null}
      </article>
      {answers.length > 0 ? (
        <ol className={depth < DEEPEST ? "mt-2 border-l-2 border-line pl-4 sm:pl-6" : "mt-2"}>
          {answers.map((answer) => (
            <Comment key={answer.comment.id} thread={answer} post={post} viewer={viewer} depth={depth + 1} />
          ))}
        </ol>
      ) : null}
    </li>
  );
}

function CommentHead({ comment, byAuthor }: { comment: CommentView; byAuthor: boolean }) {
  const { author, createdAt, id } = comment;
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-faint">
      <Avatar name={author.name} url={author.avatarUrl} size="small" />
      <Link href={`/@${author.username}`} className="quiet-link text-[0.9375rem] font-medium text-ink">
        {author.name}
      </Link>
      {byAuthor ? <span className="text-patina">Author</span> : null}
      <a href={`#comment-${id}`} className="hover:text-patina-strong">
        <Ago iso={createdAt} />
      </a>
    </header>
  );
}

type CommentToolsProps = { comment: CommentView; post: PostView; viewer: Viewer; answers: number };

/** The keys close a disclosure when what it was opened for has been done. */
function CommentTools({ comment, post, viewer, answers }: CommentToolsProps) {
  const own = viewer.id === comment.author.id;
  const mayDelete = own || viewer.id === post.author.id || viewer.roles.includes("admin");
  return (
    <div className="mt-1 flex flex-wrap gap-x-5">
      <Disclosure ask="Reply" key={`reply-${answers}`}>
        <CommentForm postId={post.id} slug={post.slug} parentId={comment.id} />
      </Disclosure>
      {own && isFresh(comment.createdAt) ? (
        <Disclosure ask="Edit" key={`edit-${comment.updatedAt}`}>
          <EditCommentForm comment={comment} slug={post.slug} />
        </Disclosure>
      ) : null}
      {mayDelete ? <DeleteComment comment={comment} slug={post.slug} /> : null}
    </div>
  );
}

const EDITABLE_MS = 15 * 60 * 1000;

/** Whether to offer the edit. Whether it still is in time, the database says. */
function isFresh(createdAt: string): boolean {
  return Date.now() - Date.parse(createdAt) < EDITABLE_MS;
}

function DeleteComment({ comment, slug }: { comment: CommentView; slug: string }) {
  return (
    <Disclosure ask="Delete" question="Delete this comment? It can't be brought back.">
      <form action={deleteComment}>
        <input type="hidden" name="id" value={comment.id} />
        <input type="hidden" name="slug" value={slug} />
        <Submit kind="danger">Delete it</Submit>
      </form>
    </Disclosure>
  );
}
