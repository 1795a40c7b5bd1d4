import type { EmbedNode, ReadNode } from "./read-tree.ts";

/**
 * What a write returns, so that the tree above it can be read: the columns asked for, those that order it and
 * those that embeds join by, but no others, because the caller may not be allowed to read others. Computed
 * columns have to be among them, since beyond the statement only columns are left.
 */
export function sourceColumns(node: ReadNode, primaryKey: string[]): string[] {
  const names = [...node.fields.map(({ field }) => field.name), ...orderColumns(node)];
  const needsAll =
    names.includes("*") || node.embeds.some(({ relationship }) => relationship.kind === "computed");
  if (needsAll) return ["*", ...new Set(names.filter((name) => isComputed(node, name)))];
  return [...new Set([...names, ...node.embeds.flatMap(joinColumns), ...primaryKey])];
}

/** For a function's rows: all of them, and the computed columns that select, filters or order speak of. */
export function callColumns(node: ReadNode): string[] {
  const where = node.where.flatMap(function names(logic): string[] {
    return logic.kind === "filter" ? [logic.filter.field.name] : logic.items.flatMap(names);
  });
  const named = [...node.fields.map(({ field }) => field.name), ...orderColumns(node), ...where];
  return ["*", ...new Set(named.filter((name) => isComputed(node, name)))];
}

const orderColumns = (node: ReadNode): string[] =>
  node.order.filter(({ relation }) => relation === undefined).map(({ field }) => field.name);

function isComputed(node: ReadNode, name: string): boolean {
  const isEmbed = node.embeds.some(({ key }) => key === name);
  return name !== "*" && !isEmbed && node.table !== undefined && !node.table.columns.has(name);
}

function joinColumns({ relationship }: EmbedNode): string[] {
  if (relationship.kind === "computed") return [];
  const pairs = relationship.kind === "many-to-many" ? relationship.source : relationship.columns;
  return pairs.map(([ours]) => ours);
}
