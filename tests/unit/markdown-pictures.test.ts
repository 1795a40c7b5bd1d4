import { describe, expect, test } from "vitest";
import { pictureIdsIn, renderPost } from "#lib/markdown.ts";
import type { MediaView } from "#lib/media/schema.ts";
import { mediaViewOf } from "#lib/media/view.ts";

const id = "0a1b2c3d-0000-4000-8000-000000000001";
const other = "0a1b2c3d-0000-4000-8000-000000000002";

const size = (format: string, width: number) => ({ format, width, height: width / 2, bytes: 9 });
const picture: MediaView = mediaViewOf({
  ...{ id, status: "ready", width: 4000, height: 2000, mime: "image/png", alt: "As uploaded" },
  blur_data_url: "data:image/webp;base64,AAAA",
  sizes: ["webp", "jpeg", "avif"].flatMap((format) => [768, 320].map((width) => size(format, width))),
});
const pictures = new Map([[id, picture]]);
const render = (markdown: string) => renderPost(markdown, pictures);

test("a picture of this site comes in every size and format, with its shape and a placeholder", () => {
  const sizes = "(min-width: 44rem) 39rem, calc(100vw - 2rem)";
  const set = (format: string) =>
    [320, 768].map((w) => `/api/media/${id}?w=${w}&amp;format=${format} ${w}w`).join(", ");
  expect(render(`![A flower](/api/media/${id})`)).toBe(
    '<p><span class="picture"><img class="picture-blur" src="data:image/webp;base64,AAAA" alt="" aria-hidden="true">' +
      `<picture><source type="image/avif" srcset="${set("avif")}" sizes="${sizes}">` +
      `<source type="image/webp" srcset="${set("webp")}" sizes="${sizes}">` +
      `<img src="/api/media/${id}?w=768&amp;format=jpeg" srcset="${set("jpeg")}" sizes="${sizes}" width="4000"` +
      ' height="2000" alt="A flower" loading="lazy" decoding="async"></picture></span></p>\n',
  );
});

test("what the text says of it goes before what was said when it was uploaded", () => {
  expect(render(`![In *this* text](/api/media/${id})`)).toContain('alt="In this text"');
  expect(render(`![](/api/media/${id})`)).toContain('alt="As uploaded"');
});

describe("a description never becomes more than text", () => {
  test.each(['"><script>alert(1)</script>', '" onload="alert(1)', "' onload='alert(1)", "&quot; x"])(
    "%s",
    (hostile) => {
      const html = render(`![${hostile}](/api/media/${id} "${hostile.replaceAll('"', '\\"')}")`);
      const attributes = html.replace(/"[^"]*"/g, '""');
      expect(attributes).not.toMatch(/onload|<script/);
    },
  );
});

test("a picture that its reader may not see is a plain one, which the server will refuse", () => {
  expect(render(`![Hidden](/api/media/${other})`)).toContain(`<img src="/api/media/${other}" alt="Hidden"`);
});

test("an address that only looks like one is nobody's picture", () => {
  for (const src of [`https://evil.example/api/media/${id}`, `/api/media/${id}/../x`, `/api/media/${id}0`]) {
    expect(render(`![](${src})`)).not.toContain("<picture>");
  }
});

test("the pictures of a text are found once each, in any case, and nothing else", () => {
  const text = `![](/api/media/${id}) ![](/api/media/${id.toUpperCase()}?w=1) [link](/api/media/${other}) /api/media/x`;
  expect(pictureIdsIn(text)).toEqual([id, other]);
});
