/** A value inside an `or=(…)` filter, where commas, dots and brackets would otherwise end it. */
export const quoted = (value: string): string => `"${value.replace(/["\\]/g, "\\$&")}"`;

/** A quoted pattern for `ilike` that matches what contains the text; `%` and `_` in it stand for themselves. */
export const containsPattern = (text: string): string => quoted(`%${text.replace(/[\\%_]/g, "\\$&")}%`);

type Position = { at: string; id: string };

type Filterable<Q> = {
  lte(column: string, value: string): Q;
  gte(column: string, value: string): Q;
  or(filters: string, options?: { referencedTable?: string }): Q;
};

/**
 * Narrows a list in the order of (column, id), newest or oldest first, to the rows after a position.
 * @param table the embedded table that is the list; left out, the one that is read from
 */
export function afterPosition<Q extends Filterable<Q>>(
  query: Q,
  column: string,
  { at, id }: Position,
  order: "newest" | "oldest",
  table?: string,
): Q {
  const bound = table === undefined ? column : `${table}.${column}`;
  const beyond = order === "newest" ? "lt" : "gt";
  // The bound is what an index can seek to; the `or` alone would read the list from its beginning.
  return query[order === "newest" ? "lte" : "gte"](bound, at).or(
    `${column}.${beyond}.${quoted(at)},id.${beyond}.${id}`,
    table === undefined ? {} : { referencedTable: table },
  );
}
