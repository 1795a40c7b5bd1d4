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

const ink = "#1c1917";
const faint = "#78716c";
const style = {
  body: {
    backgroundColor: "#fafaf9",
    color: ink,
    fontFamily: "Georgia, 'Times New Roman', serif",
    margin: 0,
  },
  container: { backgroundColor: "#ffffff", margin: "32px auto", maxWidth: 560, padding: "32px 36px" },
  heading: { fontSize: 24, fontWeight: 600, lineHeight: "32px", margin: "0 0 16px" },
  text: { fontSize: 16, lineHeight: "26px", margin: "0 0 16px" },
  button: {
    backgroundColor: ink,
    borderRadius: 6,
    color: "#ffffff",
    display: "inline-block",
    fontSize: 16,
    padding: "12px 20px",
    textDecoration: "none",
  },
  rule: { borderColor: "#e7e5e4", margin: "28px 0 16px" },
  reason: { color: faint, fontSize: 13, lineHeight: "20px", margin: 0 },
};

/** A letter of the publication to one of its readers. */
export function letterElement(letter: Letter, name: string, site: { name: string; url: string }): ReactNode {
  const { subject, preview, paragraphs, button, reason } = letter;
  return h(
    Html,
    { lang: "en" },
    h(Head, null, h("title", null, subject)),
    h(Preview, null, preview),
    h(
      Body,
      { style: style.body },
      h(
        Container,
        { style: style.container },
        h(Heading, { as: "h1", style: style.heading }, subject),
        h(Text, { style: style.text }, `Hello ${name},`),
        ...paragraphs.map((text) => h(Text, { key: text, style: style.text }, text)),
        button && h(Button, { href: button.url, style: style.button }, button.label),
        h(Hr, { style: style.rule }),
        h(Text, { style: style.reason }, `${reason} `, h(Link, { href: site.url }, site.name)),
      ),
    ),
  );
}
