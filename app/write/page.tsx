import type { Metadata } from "next";
import Link from "next/link";
import { createPost } from "#actions/posts.ts";
import { Editor, type EditorDraft } from "#ui/editor/editor.tsx";
import { PageFrame } from "#ui/page-frame.tsx";
import { requireViewer } from "../_viewer.ts";

export const metadata: Metadata = { title: "Write", robots: { index: false } };

const blank = {
  title: "",
  excerpt: "",
  content: "",
  visibility: "public",
  published: false,
  pictures: [],
} satisfies EditorDraft;

export default async function WritePage() {
  const { username } = await requireViewer("/write");
  return (
    <PageFrame title="A new post" width="wide" lead={<DraftsNote username={username} />}>
      <Editor draft={blank} action={createPost} />
    </PageFrame>
  );
}

function DraftsNote({ username }: { username: string }) {
  return (
    <p>
      Drafts wait on{" "}
      <Link href={`/@${username}`} className="quiet-link">
        your page
      </Link>
      , where only you see them.
    </p>
  );
}
