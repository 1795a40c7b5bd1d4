import type { Metadata } from "next";
import { createPost } from "#actions/posts.ts";
import { Editor } from "#ui/editor/editor.tsx";
import { PageFrame } from "#ui/page-frame.tsx";
import { requireViewer } from "../_viewer.ts";

export const metadata: Metadata = { title: "Write", robots: { index: false } };

const blank = {
  title: "",
  excerpt: "",
  content: "",
  visibility: "public",
  published: false,
} as const;

export default async function WritePage() {
  await requireViewer("/write");
  return (
    <PageFrame title="A new post" width="wide">
      <Editor draft={blank} action={createPost} />
    </PageFrame>
  );
}
