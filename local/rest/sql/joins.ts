import { type SQL, sql } from "pg-sql2";
import type { EmbedNode, ReadNode } from "../plan/read-tree.ts";
import type { ColumnPairs } from "../schema/types.ts";
import { columnSql, nameSql, type Owner } from "./fragments.ts";

/** What a node's columns hang on: its alias, or the table's full name so that errors name the table. */
export function ownerOf(node: ReadNode): Owner {
  if (node.alias !== null) return sql.identifier(node.alias);
  if (node.from.kind === "source") throw new Error("a source has an alias");
  return nameSql(node.from.table);
}

/** A row of the node as a whole, as a function takes it. */
const rowOf = (node: ReadNode): SQL =>
  sql.identifier(node.alias ?? (node.from.kind === "table" ? node.from.table.name : node.relationName));

/** The junction of a node is found again by this symbol when its conditions are written. */
const junctions = new WeakMap<EmbedNode, symbol>();

/** What stands behind `from`: the table under its alias, with the junction beside it, or the function's rows. */
export function fromSql(node: ReadNode | EmbedNode, parent: ReadNode | undefined, source?: SQL): SQL {
  if (node.from.kind === "source") {
    if (!source) throw new Error("a source was not given");
    return sql`${source} as ${ownerOf(node)}`;
  }
  const table = nameSql(node.from.table);
  if (node.alias === null) return table;
  const aliased = sql`${table} as ${sql.identifier(node.alias)}`;
  if (!("relationship" in node) || !parent) return aliased;
  const { relationship } = node;
  if (relationship.kind === "computed") {
    const row = sql`${rowOf(parent)}::${nameSql(relationship.table)}`;
    return sql`${nameSql(relationship.function)}(${row}) as ${sql.identifier(node.alias)}`;
  }
  if (relationship.kind !== "many-to-many") return aliased;
  const junction = Symbol("junction");
  junctions.set(node, junction);
  return sql`${aliased}, ${nameSql(relationship.junction)} as ${sql.identifier(junction)}`;
}

/** How the rows of an embed belong to its parent's. */
export function joinConditions(embed: EmbedNode, parent: ReadNode): SQL[] {
  const { relationship } = embed;
  const ours = ownerOf(embed);
  const theirs = ownerOf(parent);
  if (relationship.kind === "computed") return [];
  if (relationship.kind !== "many-to-many") return equal(theirs, ours, relationship.columns);
  const junction = junctions.get(embed);
  if (!junction) throw new Error("a junction was not joined");
  const between = sql.identifier(junction);
  return [...equal(ours, between, relationship.target), ...equal(theirs, between, relationship.source)];
}

const equal = (left: Owner, right: Owner, columns: ColumnPairs): SQL[] =>
  columns.map(([one, other]) => sql`${columnSql(right, other)} = ${columnSql(left, one)}`);
