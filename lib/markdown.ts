import MarkdownIt, { type MarkdownIt as Renderer } from "markdown-it";
import { pictureHtml } from "./media/html.ts";
import type { MediaView } from "./media/schema.ts";

/**
 * Markdown to HTML for text that strangers wrote.
 *
 * Raw HTML stays text, and a link or picture leads to http(s), mailto or a place on this site or it
 * is not made at all. The output is safe to set as inner HTML; nothing else in the app may produce
 * HTML from user input.
 */

const ABSOLUTE = /^(?:https?:\/\/|mailto:)/i;
// "//host" would inherit our scheme and leave the site unannounced, as would "/\host" in a browser.
const ON_THIS_SITE = /^(?:\/(?![/\\])|#)/;

/** An allow-list: what is not plainly http(s), mailto, a path of this site or a place on this page is refused. */
function isSafeLink(url: string): boolean {
  return ABSOLUTE.test(url) || ON_THIS_SITE.test(url);
}

function createRenderer(linkRel: string, breaks: boolean): Renderer {
  const md = new MarkdownIt({ html: false, linkify: true, breaks, typographer: false });
  md.validateLink = isSafeLink;
  md.core.ruler.push("rel", (state) => {
    for (const block of state.tokens) {
      for (const token of block.children ?? []) {
        if (token.type === "link_open" && ABSOLUTE.test(String(token.attrGet("href")))) {
          token.attrSet("rel", linkRel);
        }
        if (token.type === "image") {
          token.attrSet("loading", "lazy");
          token.attrSet("decoding", "async");
          token.attrSet("referrerpolicy", "no-referrer");
        }
      }
    }
  });
  return md;
}

/** The page owns h1 (the title), so a post's own headings start one level below it. */
function lowerHeadings(md: Renderer): Renderer {
  md.core.ruler.push("lower_headings", (state) => {
    for (const token of state.tokens) {
      if (!token.type.startsWith("heading_")) continue;
      token.tag = `h${Math.min(Number(token.tag.slice(1)) + 1, 6)}`;
    }
  });
  return md;
}

const mediaPath = /^\/api\/media\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\?|$)/i;

/** The pictures of a text by their ids: those of its own site that its reader may see. */
export type Pictures = ReadonlyMap<string, MediaView>;

/** Pictures of this site come in the size and format that suits the screen. */
function showPictures(md: Renderer): Renderer {
  const asUsual = md.renderer.rules.image;
  md.renderer.rules.image = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const id = mediaPath.exec(String(token?.attrGet("src")))?.[1]?.toLowerCase();
    const picture = id && (env as { pictures?: Pictures } | undefined)?.pictures?.get(id);
    if (!token || !picture) return asUsual?.(tokens, index, options, env, self) ?? "";
    const alt = self.renderInlineAsText(token.children ?? [], options, env) || picture.alt;
    return pictureHtml(picture, alt, String(token.attrGet("title") ?? ""));
  };
  return md;
}

const posts = showPictures(lowerHeadings(createRenderer("noopener noreferrer", false)));

// A comment is a remark: no headings, pictures, tables or rules that would shout over its neighbours.
const comments = createRenderer("nofollow ugc noopener noreferrer", true).disable([
  "heading",
  "lheading",
  "image",
  "table",
  "hr",
]);

/** The HTML of a post's markdown. Takes any text and never throws. */
export function renderPost(markdown: string, pictures: Pictures = new Map()): string {
  return posts.render(markdown, { pictures });
}

/** The ids of this site's pictures that a text names, each once. */
export function pictureIdsIn(markdown: string): string[] {
  const named = markdown.matchAll(/\/api\/media\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/gi);
  return [...new Set([...named].map(([, id = ""]) => id.toLowerCase()))];
}

/** The HTML of a comment: fewer constructs than a post, line breaks kept, links `nofollow ugc`. Never throws. */
export function renderComment(markdown: string): string {
  return comments.render(markdown);
}

const WORDS_PER_MINUTE = 220;

/** Whole minutes an unhurried reader needs for the text, at least 1. */
export function readingMinutes(markdown: string): number {
  const words = markdown.match(/\S+/g)?.length ?? 0;
  return Math.max(1, Math.round(words / WORDS_PER_MINUTE));
}
