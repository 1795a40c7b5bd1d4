import { renderPost } from "#lib/markdown.ts";

/** Markdown of our own: a paragraph or two, with code and links. */
export function Markdown({ text, className = "" }: { text: string; className?: string }) {
  if (text === "") return null;
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: lib/markdown.ts lets no HTML through
    <div className={`docs-text ${className}`} dangerouslySetInnerHTML={{ __html: renderPost(text) }} />
  );
}
