import { type SQL, sql } from "pg-sql2";
import type { Table } from "../schema/types.ts";
import type { Logic } from "../syntax.ts";
import { conditionSql } from "./conditions.ts";
import { columnSql, nameSql } from "./fragments.ts";
import { type Payload, payloadRows, type WriteColumn } from "./payload.ts";

export type Insert = {
  kind: "insert";
  columns: WriteColumn[];
  payload: Payload;
  defaults: boolean;
  conflict?: { columns: string[]; action: "merge" | "ignore" };
  /** PUT: the body must be the row that the filters name. */
  conditions: Logic[];
};
export type Update = {
  kind: "update";
  columns: WriteColumn[];
  payload: Payload;
  defaults: boolean;
  where: Logic[];
};
export type Delete = { kind: "delete"; where: Logic[] };
export type Write = Insert | Update | Delete;

/** The statement that writes and returns the `returning` columns (none: a 1 for each row, to be counted). */
export function writeSql(table: Table, write: Write, returning: string[]): SQL {
  const target = nameSql(table);
  const back =
    returning.length === 0
      ? sql` returning 1`
      : sql` returning ${sql.join(
          returning.map((name) => columnSql(target, name)),
          ", ",
        )}`;
  if (write.kind === "insert") return sql`${insertSql(table, write)}${back}`;
  if (write.kind === "delete") return sql`delete from ${target}${whereSql(table, write.where)}${back}`;
  if (write.columns.length === 0) return nothingToUpdate(table, returning);
  return sql`${updateSql(table, write)}${back}`;
}

const body = sql.identifier("pgrst_body");

function insertSql(table: Table, { columns, payload, defaults, conflict, conditions }: Insert): SQL {
  const names = columns.map(({ name }) => sql.identifier(name));
  const list = columns.length > 0 ? sql` (${sql.join(names, ", ")})` : sql``;
  const values = sql.join(
    columns.map(({ name }) => columnSql(body, name)),
    ", ",
  );
  const merges = conflict?.action === "merge" && conflict.columns.length > 0 && columns.length > 0;
  const checks = conditions.map((logic) => conditionSql(body, table, logic));
  if (merges) checks.push(countInserted(1));
  const where = checks.length > 0 ? sql` where ${sql.join(checks, " and ")}` : sql``;
  return sql`insert into ${nameSql(table)}${list} select ${values} from ${payloadRows(payload, columns, defaults)}${where}${conflictSql(conflict, columns)}`;
}

/**
 * Counts in a setting of the transaction: up for each row on its way in, down again for each that turned out to
 * be an update. What is left are the rows that are new, which decides between 201 and 200.
 */
const countInserted = (step: 1 | -1): SQL =>
  sql`set_config('pgrst.inserted', (coalesce(nullif(current_setting('pgrst.inserted', true), ''), '0')::int + ${sql.literal(step)})::text, true) is not null`;

export const insertedCount: SQL = sql`nullif(current_setting('pgrst.inserted', true), '')`;

function conflictSql(conflict: Insert["conflict"], columns: WriteColumn[]): SQL {
  if (!conflict || conflict.columns.length === 0) return sql``;
  const target = sql.join(
    conflict.columns.map((name) => sql.identifier(name)),
    ", ",
  );
  if (conflict.action === "ignore" || columns.length === 0) return sql` on conflict (${target}) do nothing`;
  const sets = columns.map(({ name }) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`);
  return sql` on conflict (${target}) do update set ${sql.join(sets, ", ")} where ${countInserted(-1)}`;
}

function updateSql(table: Table, { columns, payload, defaults, where }: Update): SQL {
  const sets = columns.map(({ name }) => sql`${sql.identifier(name)} = ${columnSql(body, name)}`);
  return sql`update ${nameSql(table)} set ${sql.join(sets, ", ")} from ${payloadRows(payload, columns, defaults)}${whereSql(table, where)}`;
}

/** An update that sets nothing is no SQL; it touches no row. */
function nothingToUpdate(table: Table, returning: string[]): SQL {
  const target = nameSql(table);
  const list = returning.length === 0 ? [sql`null`] : returning.map((name) => columnSql(target, name));
  return sql`select ${sql.join(list, ", ")} from ${target} where false`;
}

function whereSql(table: Table, where: Logic[]): SQL {
  if (where.length === 0) return sql``;
  const conditions = where.map((logic) => conditionSql(nameSql(table), table, logic));
  return sql` where ${sql.join(conditions, " and ")}`;
}
