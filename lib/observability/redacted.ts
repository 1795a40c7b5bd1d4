/** What a text must not tell, and what stands in its place. Servers' addresses come first: they hold an "@", too. */
const replacements: [what: RegExp, by: string][] = [
  [/([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/"'<>]*@/gi, "$1[secret]@"],
  [/(\/[^\s?"'<>]*)\?[^\s"'<>)]+/g, "$1?[query]"],
  [/\b(cookie["']?\s*[=:]\s*)[^\n]+/gi, "$1[secret]"],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, "$1 [secret]"],
  [/\b(?:base64-)?eyJ[\w-]{4,}[\w.+/=-]*/g, "[token]"],
  [/\b(?:[sr]k_(?:test|live)|whsec|sb_secret|sb_publishable|plk)_[\w-]+/g, "[secret]"],
  [/\b[a-z]{2,8}_\w+_secret_\w+/g, "[secret]"],
  [
    /((?:password|passwd|secret|token|token_hash|api_?key)["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s"',;&}]+)/gi,
    "$1[secret]",
  ],
  [/[^\s@<>"':,]+@[^\s@<>"':,]+/g, "[address]"],
  [/\b(?:\d[ -]?){13,19}\b/g, "[number]"],
];

/** Longer texts are cut: nobody reads them, and looking through them takes time. */
const longest = 2_000;

/** Text without what looks like an email address, a secret, a query string or a card's number. */
export const redacted = (text: string): string =>
  replacements.reduce((rest, [what, by]) => rest.replace(what, by), text.slice(0, longest));
