import { type SQL, sql } from "pg-sql2";
import type { Column } from "../schema/types.ts";
import { fromCatalogue } from "./fragments.ts";

/** A JSON body and whether it is one object or a list of them. */
export type Payload = { text: string; isObject: boolean };

/**
 * The rows of a JSON body as a table named `pgrst_body` with the given columns, each of its own type. With
 * `defaults`, a key that is missing takes the column's default instead of null.
 */
export function payloadRows(
  payload: Payload,
  columns: { name: string; type: string; default?: string | null }[],
  defaults: boolean,
): SQL {
  if (columns.length === 0) return emptyRows(payload);
  const typed = columns.map(({ name, type }) => sql`${sql.identifier(name)} ${fromCatalogue(type)}`);
  const record = sql`as pgrst_body(${sql.join(typed, ", ")})`;
  if (!defaults) {
    const body = sql`${sql.value(payload.text)}::json`;
    return payload.isObject
      ? sql`json_to_record(${body}) ${record}`
      : sql`json_to_recordset(${body}) ${record}`;
  }
  const body = sql`${sql.value(payload.text)}::jsonb`;
  const values = defaultsSql(columns);
  if (payload.isObject) return sql`jsonb_to_record(${values} || ${body}) ${record}`;
  return sql`jsonb_to_recordset((select coalesce(jsonb_agg(${values} || element), '[]') from jsonb_array_elements(${body}) element)) ${record}`;
}

/** Bodies without keys (`{}`, `[{}, {}]`): still one row each. */
function emptyRows(payload: Payload): SQL {
  if (payload.isObject) return sql`(values (1)) pgrst_body`;
  return sql`json_array_elements(${sql.value(payload.text)}::json) pgrst_body`;
}

function defaultsSql(columns: { name: string; default?: string | null }[]): SQL {
  const pairs = columns.flatMap((column) =>
    column.default ? [sql`${sql.value(column.name)}::text, ${fromCatalogue(column.default)}`] : [],
  );
  return sql`jsonb_build_object(${sql.join(pairs, ", ")})`;
}

export type WriteColumn = Pick<Column, "name" | "type" | "default">;
