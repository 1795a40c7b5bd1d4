import { asText } from "./go-expression.ts";

/** Writes a value; `before` is the output so far, which tells where the value stands. */
export type Escape = (value: unknown, before: string) => string;

const urlAttribute = /\s(?:href|src|action)\s*=\s*(?:"([^"]*)|'([^']*)|([^\s"'>]*))$/i;
const scriptUrl = /^\s*(?:javascript|data|vbscript)\s*:/i;

/** For subjects and plain text: the value as it is, on one line. */
export const noEscape: Escape = (value) => asText(value);

/**
 * For HTML: markup in a value is shown, not obeyed. In the query of a link a value is one parameter's text; at a
 * link's beginning it may not be a script.
 */
export const escapeForHtml: Escape = (value, before) => {
  const text = asText(value);
  const url = urlAttribute.exec(before);
  if (!url) return escapeMarkup(text);
  const sofar = url[1] ?? url[2] ?? url[3] ?? "";
  if (/[?#]/.test(sofar)) return encodeURIComponent(text);
  if (sofar === "" && scriptUrl.test(text)) return "#ZgotmplZ";
  return escapeMarkup(text);
};

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
};

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
