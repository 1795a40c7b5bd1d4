import { describe, expect, test } from "vitest";
import { readingMinutes, renderComment, renderPost } from "#lib/markdown.ts";

const hostileLinks = [
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](&Tab;javascript:alert(1))",
  "[x](java&NewLine;script:alert(1))",
  "[x](\tjavascript:alert(1))",
  "[x](<javascript:alert(1)>)",
  "[x](vbscript:msgbox(1))",
  "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
  "[x](file:///etc/passwd)",
  "[x](blob:https://plinth.test/1)",
  "[x]: javascript:alert(1)\n\n[x]",
  "<javascript:alert(1)>",
  "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+)",
  "![x](data:image/png;base64,iVBORw0KGgo=)",
  "![x](javascript:alert(1))",
  "[x](//evil.example/steal)",
  "[x](\\\\evil.example/steal)",
  "[x](/\\evil.example/steal)",
];

const hostileHtml = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '<a href="javascript:alert(1)">x</a>',
  "<svg/onload=alert(1)>",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "a <b onmouseover=alert(1)>b</b>",
  "<!--><script>alert(1)</script-->",
  "<style>*{display:none}</style>",
  '```"><script>alert(1)</script>\nx\n```',
];

const renderers = [
  ["a post", renderPost],
  ["a comment", renderComment],
] as const;

/** Every tag of the HTML: what the browser would build, as against what is only text. */
function tags(html: string): string[] {
  return html.match(/<[a-z][^>]*>/gi) ?? [];
}

describe.each(renderers)("in %s", (_, render) => {
  test.each(hostileLinks)("%j never becomes a link or picture with that target", (source) => {
    for (const tag of tags(render(source))) {
      expect(tag).not.toMatch(/(?:href|src)="(?!https?:|mailto:|\/(?!\/)|#)[^"]*"/i);
    }
  });

  test.each(hostileHtml)("the HTML %j stays text", (source) => {
    const html = render(source);
    for (const tag of tags(html)) {
      expect(tag).not.toMatch(/^<(?:script|iframe|style|svg|img)|\son\w+=/i);
    }
  });

  test("an attribute can't be broken out of by a quote in a title or an alt text", () => {
    const html = render('[x](https://a.example "t\\" onclick=alert(1) y=\\"")');
    expect(tags(html).join()).not.toMatch(/"\s+onclick=/);
  });

  test("a link to another site is made, with a rel that hands nothing over", () => {
    expect(render("See https://a.example/b.")).toMatch(
      /<a href="https:\/\/a\.example\/b" rel="[^"]*noopener noreferrer">/,
    );
  });

  test("any text at all renders without an exception", () => {
    for (const source of ["", "\u0000", "[".repeat(2_000), "*".repeat(2_000), "\ud800", "> ".repeat(500)]) {
      expect(typeof render(source)).toBe("string");
    }
  });
});

test("links in comments earn their author nothing", () => {
  expect(renderComment("[x](https://a.example)")).toContain('rel="nofollow ugc noopener noreferrer"');
  expect(renderPost("[x](https://a.example)")).not.toContain("nofollow");
});

test("a link inside the site stays plain", () => {
  expect(renderPost("[x](/posts/a)")).toBe('<p><a href="/posts/a">x</a></p>\n');
});

test("a post's headings leave the first level to the title", () => {
  expect(renderPost("# One\n\nTwo\n---")).toBe("<h2>One</h2>\n<h3>Two</h3>\n");
  expect(renderPost("###### Six")).toBe("<h6>Six</h6>\n");
});

test("a comment can't shout: no headings, no pictures; line breaks are kept", () => {
  expect(renderComment("# Loud")).toBe("<p># Loud</p>\n");
  expect(renderComment("![x](https://a.example/x.png)")).not.toContain("<img");
  expect(renderComment("one\ntwo")).toBe("<p>one<br>\ntwo</p>\n");
});

test("pictures are fetched lazily and don't tell where they were seen", () => {
  expect(renderPost("![A cat](https://a.example/cat.png)")).toBe(
    '<p><img src="https://a.example/cat.png" alt="A cat" loading="lazy" decoding="async" referrerpolicy="no-referrer"></p>\n',
  );
});

test("reading time is at least a minute", () => {
  expect(readingMinutes("")).toBe(1);
  expect(readingMinutes("word ".repeat(1_100))).toBe(5);
});
