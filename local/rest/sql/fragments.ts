import { type SQL, sql } from "pg-sql2";
import type { Name } from "../schema/types.ts";
import type { Field, JsonStep } from "../syntax.ts";

export const nameSql = ({ schema, name }: Name): SQL => sql.identifier(schema, name);

/** Text as SQL. Only the two functions below may vouch for a text that this file did not write. */
const trusted = (text: string): SQL => sql(Object.assign([text], { raw: [text] }));

/**
 * SQL that came out of Postgres's own catalogue (a type, a default). Nothing that a client sent may get here.
 */
export const fromCatalogue = (text: string): SQL => trusted(text);

/** A type that a client named. The grammar lets letters, digits, `_`, `$` and spaces through; so does this. */
export function clientType(name: string): SQL {
  if (!/^[\p{L}\p{Nd}_ $]+$/u.test(name)) throw new Error(`not a type name: ${name}`);
  return trusted(name);
}

/** What columns hang on: a table by its full name, or an alias. */
export type Owner = SQL;

export const columnSql = (owner: Owner, name: string): SQL =>
  name === "*" ? sql`${owner}.*` : sql`${owner}.${sql.identifier(name)}`;

/** A column or what a JSON path finds in it. `type` is the column's, undefined when it is not known. */
export function fieldSql(owner: Owner, field: Field, type: string | undefined): SQL {
  const column = columnSql(owner, field.name);
  if (field.path.length === 0) return column;
  const document = type === "json" || type === "jsonb" ? column : sql`to_jsonb(${column})`;
  return field.path.reduce((inner, step) => sql`${inner}${stepSql(step)}`, document);
}

function stepSql(step: JsonStep): SQL {
  const arrow = step.arrow === "->" ? sql`->` : sql`->>`;
  if (step.index !== undefined) return sql`${arrow}${sql.value(step.index)}::int`;
  return sql`${arrow}${sql.value(step.key ?? "")}`;
}

/** `{"a","b\"c"}`: an array as Postgres reads it from one parameter, so that its type is the other side's. */
export function arrayLiteral(values: string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}
