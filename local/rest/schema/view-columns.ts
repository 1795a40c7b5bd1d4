import { LRUCache } from "lru-cache";
import { parseNodeTree } from "../grammar/parsers.ts";
import type { ViewRow } from "./catalogue.ts";

/** A column of a table or view, by the catalogue's numbers. */
type Source = { table: string; column: number };

/** For each view: its column's number → the base table's column that it shows unchanged. */
export type ViewColumns = Map<string, Map<number, Source>>;

/** Rules change seldom, reloads are frequent during a migration. */
const parsed = new LRUCache<string, Map<number, Source>>({ max: 500 });

/** Follows every view column that is a plain column of something down through views to a table. */
export function traceViewColumns(views: ViewRow[]): ViewColumns {
  const direct = new Map(views.map((view) => [view.oid, directSources(view.action)]));
  const traced: ViewColumns = new Map();
  for (const [view, columns] of direct) {
    const found = new Map<number, Source>();
    for (const [number, source] of columns) {
      const base = follow(direct, source);
      if (base) found.set(number, base);
    }
    traced.set(view, found);
  }
  return traced;
}

function follow(direct: ViewColumns, source: Source): Source | undefined {
  let current: Source | undefined = source;
  for (let depth = 0; current && direct.has(current.table); depth++) {
    if (depth > 50) return;
    current = direct.get(current.table)?.get(current.column);
  }
  return current;
}

/** A rule's action is a list of one query; each entry of its target list names where the column came from. */
function directSources(action: string): Map<number, Source> {
  const known = parsed.get(action);
  if (known) return known;
  const sources = new Map<number, Source>();
  const [query] = asList(parseNodeTree(action));
  for (const entry of asList(asNode(query).targetList)) {
    const { resno, resorigtbl, resorigcol, resjunk } = asNode(entry);
    if (resjunk === "true" || resorigtbl === "0" || typeof resorigtbl !== "string") continue;
    sources.set(Number(resno), { table: resorigtbl, column: Number(resorigcol) });
  }
  parsed.set(action, sources);
  return sources;
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const asNode = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
