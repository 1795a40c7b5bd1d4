import MarkdownIt, { type MarkdownIt as Renderer } from "markdown-it";

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

const posts = lowerHeadings(createRenderer("noopener noreferrer", false));

// A comment is a remark: no headings, pictures, tables or rules that would shout over its neighbours.
const comments = createRenderer("nofollow ugc noopener noreferrer", true).disable([
  "heading",
  "lheading",
  "image",
  "table",
  "hr",
]);

/** The HTML of a post's markdown. Takes any text and never throws. */
export function renderPost(markdown: string): string {
  return posts.render(markdown);
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
