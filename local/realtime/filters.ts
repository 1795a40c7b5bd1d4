/** One condition on a column of a changed row, as the database evaluates it. */
export type Filter = { column: string; op: string; value: string; negate: boolean };

const operators = new Set([
  "eq",
  "neq",
  "lt",
  "lte",
  "gt",
  "gte",
  "in",
  "like",
  "ilike",
  "is",
  "match",
  "imatch",
  "isdistinct",
]);

/** A filter that cannot be read; the message is upstream's. */
export class FilterError extends Error {
  override readonly name = "FilterError";
}

/**
 * Reads `column=operator.value` conditions, joined by commas that are outside of quotes and parentheses. Values
 * may be quoted, and any operator can be preceded by `not.`.
 * @throws {FilterError}
 */
export function parseFilters(source: string): Filter[] {
  const text = source.trim();
  return text === "" ? [] : splitConditions(text).map(parseCondition);
}

function splitConditions(text: string): string[] {
  const parts: string[] = [""];
  let depth = 0;
  let quoted = false;
  let previous = "";
  for (let index = 0; index < text.length; index++) {
    let char = text.charAt(index);
    if (quoted && char === "\\") char += text.charAt(++index);
    else if (quoted) quoted = char !== '"';
    // A quote begins a value only where a value begins; elsewhere it is a character like any other.
    else if (char === '"') quoted = ".(,".includes(previous) && previous !== "";
    else if (char === "(") depth++;
    else if (char === ")") depth = Math.max(0, depth - 1);
    else if (char === "," && depth === 0) {
      parts.push("");
      previous = "";
      continue;
    }
    parts[parts.length - 1] += char;
    previous = char;
  }
  return parts;
}

function parseCondition(part: string): Filter {
  const text = part.trim();
  if (text === "") throw new FilterError("filter must not contain empty segments (check for extra commas)");
  const [column, rest] = splitOnce(text, "=");
  if (rest === undefined) throw new FilterError(JSON.stringify([text]));
  const negate = rest.startsWith("not.");
  const [op, value] = splitOnce(negate ? rest.slice("not.".length) : rest, ".");
  if (value === undefined) throw new FilterError(JSON.stringify([op]));
  if (!operators.has(op)) throw new FilterError(`[${JSON.stringify(op)}, ${JSON.stringify(value)}]`);
  return { column, op, value: op === "in" ? listOf(value) : unquote(value), negate };
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** `(a,"b c")` as Postgres writes an array. */
function listOf(value: string): string {
  if (!/^\(.*\)$/s.test(value)) throw new FilterError("`in` filter value must be wrapped by parentheses");
  return `{${value.slice(1, -1)}}`;
}

function unquote(value: string): string {
  const inner = /^"((?:[^"\\]|\\.)*)"$/s.exec(value)?.[1];
  return inner === undefined ? value : inner.replace(/\\(.)/gs, "$1");
}
