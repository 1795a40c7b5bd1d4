import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { deletePost, updatePost } from "#actions/posts.ts";
import { pageContext } from "#lib/http/page.ts";
import type { Pictures } from "#lib/markdown.ts";
import { picturesIn } from "#lib/media/queries.ts";
import { getPost } from "#lib/posts/queries.ts";
import type { PostView } from "#lib/posts/schema.ts";
import { Disclosure } from "#ui/disclosure.tsx";
import { Editor, type EditorDraft } from "#ui/editor/editor.tsx";
import { Submit } from "#ui/form.tsx";
import { PageFrame } from "#ui/page-frame.tsx";
import { orNotFound, requireViewer, type SearchParams } from "../../_viewer.ts";

export const metadata: Metadata = { title: "Edit", robots: { index: false } };

type EditPageProps = { params: Promise<{ id: string }>; searchParams: SearchParams };

export default async function EditPage({ params, searchParams }: EditPageProps) {
  const { id } = await params;
  const viewer = await requireViewer(`/write/${id}`);
  const { db } = await pageContext();
  const post = await orNotFound(getPost(db, id));
  const own = post.author.id === viewer.id;
  // Others may read it, but have nothing to do here.
  if (!own && !viewer.roles.includes("editor")) notFound();
  return (
    <PageFrame
      title={post.status === "draft" ? "Draft" : "Edit post"}
      width="wide"
      lead={<Where post={post} />}
    >
      {(await searchParams).saved ? <Saved status={post.status} /> : null}
      <Editor draft={draftOf(post, await picturesIn(db, post.content))} action={updatePost} />
      {own || viewer.roles.includes("admin") ? <DeletePost post={post} /> : null}
    </PageFrame>
  );
}

const draftOf = (post: PostView, pictures: Pictures): EditorDraft => ({
  id: post.id,
  title: post.title,
  excerpt: post.excerpt ?? "",
  content: post.content ?? "",
  visibility: post.visibility,
  published: post.status === "published",
  pictures: [...pictures.values()],
});

function Where({ post }: { post: PostView }) {
  return (
    <p>
      {post.status === "draft" ? "Only you can see it. It will stand at " : "It stands at "}
      <Link href={`/posts/${post.slug}`} className="quiet-link">
        /posts/{post.slug}
      </Link>
    </p>
  );
}

function Saved({ status }: { status: PostView["status"] }) {
  return (
    <p
      role="status"
      className="mb-8 rounded-[3px] border-l-4 border-patina bg-patina-wash px-4 py-3 text-[0.9375rem]"
    >
      {status === "draft" ? "Saved as a draft." : "Saved."}
    </p>
  );
}

function DeletePost({ post }: { post: PostView }) {
  return (
    <div className="mt-10 max-w-md">
      <Disclosure
        ask="Delete this post"
        question={`Delete “${post.title}” with its comments and reactions? It can't be brought back.`}
      >
        <form action={deletePost}>
          <input type="hidden" name="id" value={post.id} />
          <Submit kind="danger">Delete it</Submit>
        </form>
      </Disclosure>
    </div>
  );
}
