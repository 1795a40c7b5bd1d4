import { createElement as h, type ReactNode } from "react";
import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Text } from "react-email";

// Elements are made by createElement and not in JSX, because `npm run worker` is plain Node.js, which reads no JSX.

export type Letter = {
  subject: string;
  /** what a list of mails shows beneath the subject */
  preview: string;
  paragraphs: string[];
  button?: { label: string; url: string };
  /** why somebody gets this */
  reason: string;
};

// The colours of the site's light scheme. Mail programs that darken mails do it by themselves.
const [paper, ink, soft, faint, patina] = ["#fafaf7", "#1b2322", "#4a5553", "#5d6865", "#17675a"];
const style = {
  body: {
    backgroundColor: paper,
    color: ink,
    fontFamily: "Georgia, 'Times New Roman', serif",
    margin: 0,
    padding: "24px 0",
  },
  container: {
    backgroundColor: "#ffffff",
    borderTop: `4px solid ${patina}`,
    margin: "0 auto",
    maxWidth: 560,
    padding: "28px 32px 32px",
  },
  name: { color: patina, fontSize: 17, fontWeight: 700, lineHeight: "24px", margin: "0 0 24px" },
  heading: { fontSize: 26, fontWeight: 600, lineHeight: "33px", margin: "0 0 20px" },
  text: { color: soft, fontSize: 17, lineHeight: "27px", margin: "0 0 16px" },
  button: {
    backgroundColor: patina,
    borderRadius: 3,
    color: "#ffffff",
    display: "inline-block",
    fontFamily: "system-ui, -apple-system, 'Segoe UI', sans-serif",
    fontSize: 16,
    fontWeight: 600,
    margin: "8px 0 0",
    padding: "13px 22px",
    textDecoration: "none",
  },
  rule: { borderColor: "#dcded7", margin: "32px 0 16px" },
  reason: { color: faint, fontSize: 14, lineHeight: "21px", margin: 0 },
  link: { color: patina, textDecoration: "underline" },
};

/** A letter of the publication to one of its readers. */
export function letterElement(letter: Letter, name: string, site: { name: string; url: string }): ReactNode {
  const { subject, preview, paragraphs, button, reason } = letter;
  return h(
    Html,
    { lang: "en" },
    h(Head, null, h("title", null, subject), h("meta", { name: "color-scheme", content: "light" })),
    h(Preview, null, preview),
    h(
      Body,
      { style: style.body },
      h(
        Container,
        { style: style.container },
        h(Text, { style: style.name }, site.name),
        h(Heading, { as: "h1", style: style.heading }, subject),
        h(Text, { style: style.text }, `Hello ${name},`),
        ...paragraphs.map((text) => h(Text, { key: text, style: style.text }, text)),
        button && h(Button, { href: button.url, style: style.button }, button.label),
        h(Hr, { style: style.rule }),
        h(
          Text,
          { style: style.reason },
          `${reason} `,
          h(Link, { href: site.url, style: style.link }, site.name),
        ),
      ),
    ),
  );
}
