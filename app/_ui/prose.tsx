import { type Pictures, renderComment, renderPost } from "#lib/markdown.ts";

type ProseProps = { markdown: string; kind: "post" | "comment"; pictures?: Pictures };

/** The one place where text from people becomes HTML: lib/markdown.ts lets no tag or scheme of theirs through. */
export function Prose({ markdown, kind, pictures }: ProseProps) {
  const html = kind === "post" ? renderPost(markdown, pictures) : renderComment(markdown);
  const className = kind === "post" ? "prose" : "prose prose-small";
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the renderer escapes all HTML and keeps an allow-list of link schemes.
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
