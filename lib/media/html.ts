import type { MediaView } from "./schema.ts";

/** How wide a picture in a text is shown: the measure of the text, or the whole of a narrow screen. */
const sizes = "(min-width: 44rem) 39rem, calc(100vw - 2rem)";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (each) => escapes[each] ?? each);

type Source = MediaView["sources"][number];

const candidates = (sources: Source[]) =>
  escaped(sources.map(({ url, width }) => `${url} ${width}w`).join(", "));

/**
 * The HTML of a picture: the browser chooses format and size; until it is there, a few blurred pixels stand in its
 * place and its box has its shape. `alt` and `title` are anybody's text.
 */
export function pictureHtml(picture: MediaView, alt: string, title = ""): string {
  const { width, height, blurDataUrl, sources } = picture;
  const byType = [...Map.groupBy(sources, ({ type }) => type)];
  const [, fallback = []] = byType.pop() ?? [];
  const others = byType.map(
    ([type, each]) => `<source type="${type}" srcset="${candidates(each)}" sizes="${sizes}">`,
  );
  const middle = fallback[Math.min(1, fallback.length - 1)];
  const placeholder = blurDataUrl
    ? `<img class="picture-blur" src="${escaped(blurDataUrl)}" alt="" aria-hidden="true">`
    : "";
  const image = [
    `<img src="${escaped(middle?.url ?? "")}" srcset="${candidates(fallback)}" sizes="${sizes}"`,
    `width="${width}" height="${height}" alt="${escaped(alt)}"${title && ` title="${escaped(title)}"`}`,
    'loading="lazy" decoding="async">',
  ].join(" ");
  return `<span class="picture">${placeholder}<picture>${others.join("")}${image}</picture></span>`;
}
