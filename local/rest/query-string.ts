import { LRUCache } from "lru-cache";
import { parseError } from "./errors.ts";
import { parseQuery, SyntaxProblem } from "./grammar/parsers.ts";
import type { At, Field, Filter, Logic, OrderTerm, QueryString, RowRange, SelectItem } from "./syntax.ts";

/** More parameters than any URL that a browser or proxy lets through. */
const maxParameters = 5000;

/** Deeper trees than any person writes would only exhaust Postgres's own stack. */
const maxNesting = 100;

const selects = new LRUCache<string, SelectItem[]>({ max: 1000 });

/**
 * Reads a query string (without its `?`).
 *
 * `isFunctionRead`: on a function called by GET, what does not read as a filter is an argument. Anywhere else it
 * is a mistake.
 *
 * @throws {RestError} PGRST100, with the place and what was expected there
 */
export function parseQueryString(text: string, isFunctionRead: boolean): QueryString {
  const entries = [...new URLSearchParams(text)];
  if (entries.length > maxParameters)
    throw parseError("too many parameters", `at most ${maxParameters} are possible`);
  const first = (key: string) => entries.find(([name]) => name === key)?.[1];
  const query: QueryString = {
    select: parseSelect(first("select") ?? "*"),
    filters: [],
    logic: [],
    order: [],
    ranges: [],
    params: [],
  };
  const columns = first("columns");
  const onConflict = first("on_conflict");
  if (columns !== undefined) query.columns = parse<string[]>("Columns", "columns parameter", columns);
  if (onConflict !== undefined)
    query.onConflict = parse<string[]>("Columns", "on_conflict parameter", onConflict);
  for (const [key, value] of entries) addParameter(query, key, value, isFunctionRead);
  return query;
}

const reserved = new Set(["select", "columns", "on_conflict"]);

function addParameter(query: QueryString, key: string, value: string, isFunctionRead: boolean): void {
  if (reserved.has(key)) return;
  const last = key.slice(key.lastIndexOf(".") + 1);
  if (last === "order") query.order.push(readOrder(key, value));
  else if (last === "limit" || last === "offset") addRange(query.ranges, key, last, value);
  else if (last === "and" || last === "or") query.logic.push(readLogic(key, value));
  else if (isFunctionRead && !readsAsFilter(value)) query.params.push([key, value]);
  else query.filters.push(readFilter(key, value));
}

function parseSelect(text: string): SelectItem[] {
  const known = selects.get(text);
  if (known) return known;
  const items = parse<SelectItem[]>("Select", "select parameter", text);
  limitNesting(items, text);
  selects.set(text, items);
  return items;
}

function readFilter(key: string, value: string): At<Filter> {
  const { embeds, field } = parse<{ embeds: string[]; field: Field }>("TreePath", "tree path", key);
  const expression = parse<Omit<Filter, "field">>("OperatorExpression", "filter", value);
  return { embeds, value: { field, ...expression } };
}

function readsAsFilter(value: string): boolean {
  try {
    parseQuery("OperatorExpression", value);
    return true;
  } catch {
    return false;
  }
}

function readOrder(key: string, value: string): At<OrderTerm[]> {
  return { embeds: key.split(".").slice(0, -1), value: parse<OrderTerm[]>("Order", "order", value) };
}

function readLogic(key: string, value: string): At<Logic> {
  const path = parse<{ embeds: string[]; not: boolean; kind: string }>("LogicPath", "logic path", key);
  const text = `${path.not ? "not." : ""}${path.kind}${value}`;
  const tree = parse<Logic>("LogicGroup", "logic tree", text, value);
  if (tree.kind !== "filter") limitNesting(tree.items, value);
  return { embeds: path.embeds, value: tree };
}

/** limit and offset of one node become one range. What is not a whole number says nothing, as upstream. */
function addRange(ranges: At<RowRange>[], key: string, kind: "limit" | "offset", value: string): void {
  if (!/^-?\d{1,15}$/.test(value.trim())) return;
  const embeds = key.split(".").slice(0, -1);
  const path = embeds.join(".");
  let range = ranges.find((known) => known.embeds.join(".") === path);
  if (!range) {
    range = { embeds, value: { offset: 0 } };
    ranges.push(range);
  }
  if (kind === "limit") range.value.limit = Number(value);
  else range.value.offset = Math.max(0, Number(value));
}

function parse<T>(rule: string, what: string, text: string, shown = text): T {
  try {
    return parseQuery<T>(rule, text);
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    throw parseError(
      `"failed to parse ${what} (${shown})" (line 1, column ${problem.column})`,
      problem.message,
    );
  }
}

function limitNesting(items: (SelectItem | Logic)[], text: string): void {
  let level: (SelectItem | Logic)[] = items;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxNesting) throw parseError(`"${text.slice(0, 100)}…"`, "nested too deeply");
    level = level.flatMap((item): (SelectItem | Logic)[] => ("items" in item ? item.items : []));
  }
}
