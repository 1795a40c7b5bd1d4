import {
  aggregatesNotAllowed,
  badEmbedFilter,
  notEmbedded,
  notImplemented,
  relatedOrderNotToOne,
} from "../errors.ts";
import { keyOf, type Name, type Relationship, type SchemaCache, type Table } from "../schema/types.ts";
import type {
  At,
  Logic,
  OrderTerm,
  QueryString,
  RowRange,
  SelectEmbed,
  SelectField,
  SelectItem,
} from "../syntax.ts";
import { findRelationship } from "./find-relationship.ts";

/** One table of the answer with what is wanted of it; `embeds` are its children. */
export type ReadNode = {
  /** What is read: a table, or what an earlier part of the statement produced (`source`). */
  from: { kind: "table"; table: Name } | { kind: "source" };
  /** The name in SQL by which this node's columns are reached; null: the table's own, with its schema. */
  alias: string | null;
  /** Where its columns are known from; undefined for a function's own record. */
  table: Table | undefined;
  relationName: string;
  fields: SelectField[];
  embeds: EmbedNode[];
  where: Logic[];
  order: OrderTerm[];
  range: RowRange;
};

export type EmbedNode = ReadNode & {
  /** The key in the parent's JSON. */
  key: string;
  relationship: Relationship;
  toOne: boolean;
  join: "left" | "inner";
  spread: boolean;
  /** The name of the joined subquery in the parent. */
  joinAlias: string;
};

export type TreeOptions = {
  query: QueryString;
  cache: SchemaCache;
  /** The table read, or whose rows the source holds. */
  root: Name;
  isSource: boolean;
  rootRange: RowRange;
  /** On a write the root's filters choose what is written, and limits do not exist. */
  forWrite: boolean;
  maxRows: number | undefined;
  aggregates: boolean;
};

/**
 * Resolves a query against the schema: which tables, by which relationships, filtered and ordered how.
 *
 * @throws {RestError} PGRST108, 118, 120, 123, 127, 200, 201
 */
export function buildReadTree(options: TreeOptions): ReadNode {
  const { query, cache, root, isSource } = options;
  const node: ReadNode = {
    from: isSource ? { kind: "source" } : { kind: "table", table: root },
    alias: isSource ? root.name : null,
    table: cache.tables.get(keyOf(root)),
    relationName: root.name,
    ...emptyParts(),
    range: options.rootRange,
  };
  addItems(node, query.select, 1, root, options);
  if (!options.aggregates && usesAggregates(query.select)) throw aggregatesNotAllowed();
  placeFilters(node, options);
  for (const { embeds, value } of query.order) nodeAt(node, embeds).order = value;
  if (!options.forWrite) placeRanges(node, options);
  check(node);
  return node;
}

const emptyParts = () => ({
  fields: [] as SelectField[],
  embeds: [] as EmbedNode[],
  where: [] as Logic[],
  order: [] as OrderTerm[],
});

function addItems(
  node: ReadNode,
  items: SelectItem[],
  depth: number,
  origin: Name,
  options: TreeOptions,
): void {
  for (const item of items) {
    if (item.kind === "field") node.fields.push(item);
    else node.embeds.push(embedNode(node, item, depth, origin, options));
  }
  if (items.length === 0) node.fields.push({ kind: "field", field: { name: "*", path: [] } });
}

function embedNode(
  parent: ReadNode,
  item: SelectEmbed,
  depth: number,
  origin: Name,
  options: TreeOptions,
): EmbedNode {
  const relationship = findRelationship(options.cache, origin, item.name, item.hint);
  const target = relationship.foreignTable;
  const key = item.alias ?? item.name;
  const toOne = isToOne(relationship);
  // Of one row there is nothing to limit, and without a limit Postgres may join it in the way that it likes best.
  const range: RowRange =
    toOne || options.maxRows === undefined ? { offset: 0 } : { offset: 0, limit: options.maxRows };
  const node: EmbedNode = {
    from: { kind: "table", table: target },
    alias: `${target.name}_${depth}`,
    table: options.cache.tables.get(keyOf(target)),
    relationName: item.name,
    ...emptyParts(),
    range,
    key,
    relationship,
    toOne,
    join: item.join ?? "left",
    spread: item.spread,
    joinAlias: `${parent.relationName}_${key}_${depth}`,
  };
  addItems(node, item.items, depth + 1, target, options);
  if (item.items.length === 0) node.fields = [];
  return node;
}

const isToOne = (relationship: Relationship): boolean =>
  relationship.kind === "computed"
    ? relationship.toOne
    : relationship.kind === "many-to-one" || relationship.kind === "one-to-one";

function usesAggregates(items: SelectItem[]): boolean {
  return items.some((item) =>
    item.kind === "field" ? item.aggregate !== undefined : usesAggregates(item.items),
  );
}

function placeFilters(root: ReadNode, { query, forWrite }: TreeOptions): void {
  const ofTree = <T>(list: At<T>[]) => list.filter(({ embeds }) => !forWrite || embeds.length > 0);
  for (const { embeds, value } of ofTree(query.filters)) {
    nodeAt(root, embeds).where.push({ kind: "filter", filter: value });
  }
  for (const { embeds, value } of ofTree(query.logic)) nodeAt(root, embeds).where.push(value);
}

function placeRanges(root: ReadNode, { query, maxRows }: TreeOptions): void {
  for (const { embeds, value } of query.ranges) {
    if (embeds.length === 0) continue;
    const node = nodeAt(root, embeds);
    const limit = Math.min(value.limit ?? Number.POSITIVE_INFINITY, maxRows ?? Number.POSITIVE_INFINITY);
    node.range = { offset: value.offset, ...(Number.isFinite(limit) && { limit: Math.max(0, limit) }) };
  }
}

function nodeAt(root: ReadNode, path: string[]): ReadNode {
  let node = root;
  for (const name of path) {
    const child = node.embeds.find((embed) => embed.key === name || embed.relationName === name);
    if (!child) throw notEmbedded(name);
    node = child;
  }
  return node;
}

/** What only shows once the tree stands: orders by related columns, filters on embeds, aggregates in spreads. */
function check(node: ReadNode): void {
  for (const term of node.order) {
    if (term.relation === undefined) continue;
    const embed = findEmbed(node, term.relation);
    if (!embed) throw notEmbedded(term.relation);
    if (!embed.toOne) throw relatedOrderNotToOne(node.table?.name ?? node.relationName, embed.key);
  }
  for (const logic of node.where) checkEmbedFilters(node, logic);
  for (const embed of node.embeds) {
    if (embed.spread && !embed.toOne && spreadsAggregates(embed)) {
      throw notImplemented("Aggregates are not implemented for one-to-many or many-to-many spreads.");
    }
    check(embed);
  }
}

const spreadsAggregates = (embed: EmbedNode): boolean =>
  embed.fields.some(({ aggregate }) => aggregate) ||
  embed.embeds.some((child) => child.spread && spreadsAggregates(child));

function checkEmbedFilters(node: ReadNode, logic: Logic): void {
  if (logic.kind !== "filter") {
    for (const item of logic.items) checkEmbedFilters(node, item);
    return;
  }
  const { field, operation } = logic.filter;
  if (field.path.length > 0 || node.table?.columns.has(field.name)) return;
  const isNullTest = operation.op === "is" && (operation.value === "null" || operation.value === "not_null");
  if (!isNullTest && findEmbed(node, field.name)) throw badEmbedFilter(field.name);
}

/** The child that a name in an order or a null filter means. */
export const findEmbed = (node: ReadNode, key: string): EmbedNode | undefined =>
  node.embeds.find((embed) => embed.key === key);
