import highlighter from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import http from "highlight.js/lib/languages/http";
import json from "highlight.js/lib/languages/json";
import typescript from "highlight.js/lib/languages/typescript";

highlighter.registerLanguage("bash", bash);
highlighter.registerLanguage("http", http);
highlighter.registerLanguage("json", json);
highlighter.registerLanguage("typescript", typescript);

export type Language = "bash" | "http" | "json" | "typescript" | "text";

/** What was highlighted before: the documentation has so many examples and no more, and every page shows dozens. */
const known = new Map<string, string>();

/** Code as HTML in which each kind of word has a class. Everything in it is escaped. */
export function highlight(code: string, language: Language): string {
  const key = `${language}:${code}`;
  const html = known.get(key) ?? made(code, language);
  known.set(key, html);
  return html;
}

const made = (code: string, language: Language) =>
  language === "text" ? escaped(code) : highlighter.highlight(code, { language }).value;

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
