import { type SQL, sql } from "pg-sql2";
import { findEmbed, type ReadNode } from "../plan/read-tree.ts";
import type { Table } from "../schema/types.ts";
import type { ComparisonName, Field, Filter, Logic, Operation, OrderTerm } from "../syntax.ts";
import { arrayLiteral, fieldSql, type Owner } from "./fragments.ts";

const comparisons: Record<ComparisonName, SQL> = {
  eq: sql`=`,
  gte: sql`>=`,
  gt: sql`>`,
  lte: sql`<=`,
  lt: sql`<`,
  neq: sql`<>`,
  like: sql`like`,
  ilike: sql`ilike`,
  match: sql`~`,
  imatch: sql`~*`,
  cs: sql`@>`,
  cd: sql`<@`,
  ov: sql`&&`,
  sl: sql`<<`,
  sr: sql`>>`,
  nxr: sql`&<`,
  nxl: sql`&>`,
  adj: sql`-|-`,
};

const textQueries = {
  fts: sql`to_tsquery`,
  plfts: sql`plainto_tsquery`,
  phfts: sql`phraseto_tsquery`,
  wfts: sql`websearch_to_tsquery`,
};

const truths = {
  null: sql`null`,
  not_null: sql`not null`,
  true: sql`true`,
  false: sql`false`,
  unknown: sql`unknown`,
};

/** Says whether an embed has rows (`null`: has none); reading and counting need different SQL for it. */
export type EmbedTest = (embedKey: string, isNull: boolean) => SQL | undefined;

/** A where clause's one condition. `embedTest` is asked first for filters that may be about an embed. */
export function conditionSql(
  owner: Owner,
  table: Table | undefined,
  logic: Logic,
  embedTest?: EmbedTest,
): SQL {
  if (logic.kind === "filter") {
    return embedCondition(logic.filter, embedTest) ?? filterSql(owner, table, logic.filter);
  }
  const items = logic.items.map((item) => conditionSql(owner, table, item, embedTest));
  const joined = sql`(${sql.join(items, logic.kind === "and" ? " and " : " or ")})`;
  return logic.not ? sql`not ${joined}` : joined;
}

function embedCondition(
  { field, operation, not }: Filter,
  embedTest: EmbedTest | undefined,
): SQL | undefined {
  if (!embedTest || operation.op !== "is" || field.path.length > 0) return;
  if (operation.value !== "null" && operation.value !== "not_null") return;
  return embedTest(field.name, (operation.value === "null") !== not);
}

export function filterSql(owner: Owner, table: Table | undefined, { field, not, operation }: Filter): SQL {
  const type = table?.columns.get(field.name)?.type;
  const condition = operationSql(owner, field, type, operation);
  return not ? sql`not ${condition}` : condition;
}

function operationSql(owner: Owner, field: Field, type: string | undefined, operation: Operation): SQL {
  const column = fieldSql(owner, field, type);
  switch (operation.op) {
    case "in":
      return sql`${column} = any(${sql.value(inList(operation.values))})`;
    case "is":
      return sql`${column} is ${truths[operation.value]}`;
    case "isdistinct":
      return sql`${column} is distinct from ${sql.value(operation.value)}`;
    case "fts":
    case "plfts":
    case "phfts":
    case "wfts":
      return textSearchSql(column, field, type, operation);
    default: {
      const isPattern = operation.op === "like" || operation.op === "ilike";
      const value = sql.value(isPattern ? operation.value.replaceAll("*", "%") : operation.value);
      const operand = operation.quantifier
        ? operation.quantifier === "any"
          ? sql`any(${value})`
          : sql`all(${value})`
        : value;
      return sql`${column} ${comparisons[operation.op]} ${operand}`;
    }
  }
}

/** `in.()` is the empty list, not a list of one empty text. */
const inList = (values: string[]) => (values.length === 1 && values[0] === "" ? "{}" : arrayLiteral(values));

type TextSearch = Extract<Operation, { op: "fts" | "plfts" | "phfts" | "wfts" }>;

/** Text and JSON are made a tsvector in the query's own language; a tsvector is what it is. */
function textSearchSql(column: SQL, field: Field, type: string | undefined, operation: TextSearch): SQL {
  const language = operation.language === undefined ? sql`` : sql`${sql.value(operation.language)}, `;
  const isVector = field.path.length === 0 && (type === undefined || type === "tsvector");
  const document = isVector ? column : sql`to_tsvector(${language}${column})`;
  return sql`${document} @@ ${textQueries[operation.op]}(${language}${sql.value(operation.value)})`;
}

/** ` order by …`, or nothing. Related columns are found in the joined subquery of their embed. */
export function orderSql(node: ReadNode, owner: Owner): SQL {
  if (node.order.length === 0) return sql``;
  return sql` order by ${sql.join(
    node.order.map((term) => orderTermSql(node, owner, term)),
    ", ",
  )}`;
}

function orderTermSql(node: ReadNode, owner: Owner, term: OrderTerm): SQL {
  const embed = term.relation === undefined ? undefined : findEmbed(node, term.relation);
  const column = embed
    ? fieldSql(sql.identifier(embed.joinAlias), term.field, undefined)
    : fieldSql(owner, term.field, node.table?.columns.get(term.field.name)?.type);
  const direction = term.direction === "desc" ? sql` desc` : term.direction === "asc" ? sql` asc` : sql``;
  const nulls =
    term.nulls === "nullsfirst" ? sql` nulls first` : term.nulls === "nullslast" ? sql` nulls last` : sql``;
  return sql`${column}${direction}${nulls}`;
}
