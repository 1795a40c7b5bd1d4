import { type SQL, sql } from "pg-sql2";
import { type EmbedNode, findEmbed, type ReadNode } from "../plan/read-tree.ts";
import type { AggregateName, RowRange, SelectField } from "../syntax.ts";
import { conditionSql, orderSql } from "./conditions.ts";
import { clientType, columnSql, fieldSql, type Owner } from "./fragments.ts";
import { fromSql, joinConditions, ownerOf } from "./joins.ts";

/** What one column of a select list is: how it is computed, its name, and whether it aggregates. */
type ListItem = { expression: SQL; name?: string; aggregates: boolean };

const aggregates: Record<AggregateName, SQL> = {
  sum: sql`sum`,
  avg: sql`avg`,
  count: sql`count`,
  max: sql`max`,
  min: sql`min`,
};

/** The statement that reads a tree; `source` is what a node from a source reads. */
export function selectSql(node: ReadNode, source?: SQL): SQL {
  return selectFrom(node, fromSql(node, undefined, source), []);
}

function selectFrom(node: ReadNode, from: SQL, joins: SQL[]): SQL {
  const owner = ownerOf(node);
  const list = listItems(node, owner, isHoisting(node));
  const conditions = [
    ...joins,
    ...node.where.map((logic) =>
      conditionSql(owner, node.table, logic, (key, isNull) => joinedTest(node, key, isNull)),
    ),
  ];
  const where = conditions.length > 0 ? sql` where ${sql.join(conditions, " and ")}` : sql``;
  return sql`select ${sql.join(list.map(listItemSql), ", ")} from ${from}${joinsSql(node)}${where}${groupSql(list)}${orderSql(node, owner)}${rangeSql(node.range)}`;
}

const listItemSql = ({ expression, name }: ListItem): SQL =>
  name === undefined ? expression : sql`${expression} as ${sql.identifier(name)}`;

/** The same nodes as in the select list, so that parameters in them are the same parameters. */
function groupSql(list: ListItem[]): SQL {
  const plain = list.filter((item) => !item.aggregates);
  if (plain.length === list.length || plain.length === 0) return sql``;
  return sql` group by ${sql.join(
    plain.map(({ expression }) => expression),
    ", ",
  )}`;
}

/**
 * The limit is written out. Of one that it cannot see Postgres expects so many rows that a plan for every request
 * seems dear, and it plans each anew.
 */
export function rangeSql({ offset, limit }: RowRange): SQL {
  const limitSql = limit === undefined ? sql`` : sql` limit ${sql.literal(limit)}`;
  return offset === 0 ? limitSql : sql`${limitSql} offset ${sql.value(offset)}`;
}

function listItems(node: ReadNode, owner: Owner, hoisting: boolean): ListItem[] {
  const embeds = node.embeds.filter((embed) => !isEmpty(embed));
  const spreads = embeds.filter((embed) => embed.spread);
  const mustExpand =
    node.fields.some((field) => field.aggregate) ||
    spreads.some((spread) => outputs(spread).some((output) => output.aggregate)) ||
    (node.from.kind === "source" &&
      node.table !== undefined &&
      node.fields.some((field) => isComputed(node, field)));
  const fields = mustExpand ? node.fields.flatMap((field) => expandStar(node, field)) : node.fields;
  const items = [
    ...fields.map((field) => fieldItem(node, owner, field, hoisting)),
    ...embeds.flatMap((embed) => (embed.spread ? spreadItems(embed, hoisting) : [embedItem(embed)])),
  ];
  return items.length > 0 ? items : [{ expression: columnSql(owner, "*"), aggregates: false }];
}

const isComputed = (node: ReadNode, { field }: SelectField) =>
  field.name !== "*" && !node.table?.columns.has(field.name);

function expandStar(node: ReadNode, field: SelectField): SelectField[] {
  if (field.field.name !== "*" || field.aggregate || !node.table) return [field];
  return [...node.table.columns.keys()].map((name) => ({ kind: "field", field: { name, path: [] } }));
}

function fieldItem(node: ReadNode, owner: Owner, item: SelectField, hoisting: boolean): ListItem {
  const type = node.table?.columns.get(item.field.name)?.type;
  const name = nameOfField(item);
  if (item.aggregate && hoisting)
    return { expression: rawValue(owner, item, type), name: hoistedName(item), aggregates: false };
  const value = withCast(fieldSql(owner, item.field, type), item.cast);
  if (!item.aggregate) return { expression: value, name, aggregates: false };
  return {
    expression: aggregateSql(item.aggregate, starless(item, value), item.aggregateCast),
    name,
    aggregates: true,
  };
}

/** `count()` counts rows, so its column is `*` alone. */
const starless = (item: SelectField, value: SQL) => (item.field.name === "*" ? sql`*` : value);

const rawValue = (owner: Owner, item: SelectField, type: string | undefined): SQL =>
  item.field.name === "*" ? owner : withCast(fieldSql(owner, item.field, type), item.cast);

const aggregateSql = (name: AggregateName, value: SQL, cast: string | undefined): SQL =>
  withCast(sql`${aggregates[name]}(${value})`, cast);

const withCast = (value: SQL, type: string | undefined): SQL =>
  type === undefined ? value : sql`cast(${value} as ${clientType(type)})`;

/** The alias, or for a JSON path its last key; otherwise Postgres's own choice is right. */
function nameOfField({ alias, aggregate, field }: SelectField): string | undefined {
  if (alias !== undefined || aggregate || field.path.length === 0) return alias;
  return field.path.findLast((step) => step.key !== undefined)?.key ?? field.name;
}

function embedItem(embed: EmbedNode): ListItem {
  const joined = sql.identifier(embed.joinAlias);
  const expression = embed.toOne
    ? sql`row_to_json(${joined}.*)::jsonb`
    : sql`coalesce(${joined}.${joined}, '[]')`;
  return { expression, name: embed.key, aggregates: false };
}

/** Nothing of it is shown: it only filters. */
const isEmpty = (embed: EmbedNode): boolean => embed.fields.length === 0 && embed.embeds.every(isEmpty);

// --- spreads: an embed whose columns become its parent's ---------------------------------------------------

type Output = { name: string; aggregate?: AggregateName; aggregateCast?: string; alias?: string };

/** An aggregate in a to-one spread is meant over the parent's rows, so the parent computes it. */
const isHoisting = (node: ReadNode): boolean =>
  "spread" in node && (node as EmbedNode).spread && (node as EmbedNode).toOne;

const hoistedName = (item: SelectField) =>
  item.alias ?? (item.field.name === "*" ? "count" : item.field.name);

function outputs(embed: EmbedNode): Output[] {
  const fields = embed.fields.flatMap((field): Output[] => {
    if (field.aggregate) {
      const { aggregate, aggregateCast, alias } = field;
      return [{ name: hoistedName(field), aggregate, aggregateCast, alias }];
    }
    return expandStar(embed, field).map((one) => ({ name: nameOfField(one) ?? one.field.name }));
  });
  const embeds = embed.embeds.filter((child) => !isEmpty(child));
  return [
    ...fields,
    ...embeds.flatMap((child): Output[] => (child.spread ? outputs(child) : [{ name: child.key }])),
  ];
}

function spreadItems(embed: EmbedNode, hoisting: boolean): ListItem[] {
  const joined = sql.identifier(embed.joinAlias);
  return outputs(embed).map(({ name, aggregate, aggregateCast, alias }) => {
    const value = columnSql(joined, name);
    if (!aggregate || hoisting) return { expression: value, aggregates: false };
    return { expression: aggregateSql(aggregate, value, aggregateCast), name: alias, aggregates: true };
  });
}

// --- joins --------------------------------------------------------------------------------------------------

function joinsSql(node: ReadNode): SQL {
  return sql.join(
    node.embeds.map((embed) => joinSql(node, embed)),
    "",
  );
}

function joinSql(parent: ReadNode, embed: EmbedNode): SQL {
  const alias = sql.identifier(embed.joinAlias);
  const rows = selectFrom(embed, fromSql(embed, parent), joinConditions(embed, parent));
  const kind = embed.join === "inner" ? sql`inner` : sql`left`;
  if (embed.toOne) return sql` ${kind} join lateral (${rows}) as ${alias} on true`;
  const columns = embed.spread
    ? outputs(embed).map(
        ({ name }) =>
          sql`, coalesce(json_agg(${columnSql(alias, name)}), '[]')::jsonb as ${sql.identifier(name)}`,
      )
    : [];
  const on = embed.join === "inner" ? sql`${alias}.${alias} is not null` : sql`true`;
  return sql` ${kind} join lateral (select json_agg(${alias})::jsonb as ${alias}${sql.join(columns, "")} from (${rows}) as ${alias}) as ${alias} on ${on}`;
}

function joinedTest(node: ReadNode, key: string, isNull: boolean): SQL | undefined {
  const embed = findEmbed(node, key);
  if (!embed) return;
  const alias = sql.identifier(embed.joinAlias);
  const value = embed.toOne ? alias : sql`${alias}.${alias}`;
  return isNull ? sql`${value} is not distinct from null` : sql`${value} is distinct from null`;
}

// --- counting -----------------------------------------------------------------------------------------------

/** One row for each row of the root that the filters leave, without limits; inner embeds filter by existing. */
export function countRowsSql(node: ReadNode, source?: SQL): SQL {
  return countFrom(node, fromSql(node, undefined, source), []);
}

function countFrom(node: ReadNode, from: SQL, joins: SQL[]): SQL {
  const owner = ownerOf(node);
  const rowsOf = (embed: EmbedNode) => countFrom(embed, fromSql(embed, node), joinConditions(embed, node));
  const conditions = [
    ...joins,
    ...node.where.map((logic) =>
      conditionSql(owner, node.table, logic, (key, isNull) => {
        const embed = findEmbed(node, key);
        if (!embed) return;
        return isNull ? sql`not exists (${rowsOf(embed)})` : sql`exists (${rowsOf(embed)})`;
      }),
    ),
    ...node.embeds.filter(({ join }) => join === "inner").map((embed) => sql`exists (${rowsOf(embed)})`),
  ];
  const where = conditions.length > 0 ? sql` where ${sql.join(conditions, " and ")}` : sql``;
  return sql`select 1 from ${from}${where}`;
}
