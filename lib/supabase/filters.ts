/** A value inside an `or=(…)` filter, where commas, dots and brackets would otherwise end it. */
export const quoted = (value: string): string => `"${value.replace(/["\\]/g, "\\$&")}"`;

/** A quoted pattern for `ilike` that matches what contains the text; `%` and `_` in it stand for themselves. */
export const containsPattern = (text: string): string => quoted(`%${text.replace(/[\\%_]/g, "\\$&")}%`);

type Position = { at: string; id: string };

/** The `or` filter for the rows after a position in an order by (column, id), newest or oldest first. */
export function afterPosition(column: string, { at, id }: Position, order: "newest" | "oldest"): string {
  const beyond = order === "newest" ? "lt" : "gt";
  const moment = quoted(at);
  return `${column}.${beyond}.${moment},and(${column}.eq.${moment},id.${beyond}.${id})`;
}
