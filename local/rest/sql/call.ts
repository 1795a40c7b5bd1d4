import { type SQL, sql } from "pg-sql2";
import type { Parameter, Routine } from "../schema/types.ts";
import { arrayLiteral, columnSql, fromCatalogue, nameSql } from "./fragments.ts";
import { type Payload, payloadRows } from "./payload.ts";

/** Where a function's arguments come from. */
export type Arguments =
  | { kind: "none" }
  /** One text for each name; a variadic parameter takes them all. */
  | { kind: "texts"; values: Map<string, string[]> }
  | { kind: "payload"; payload: Payload; names: string[] }
  /** The whole body, as the single unnamed argument. */
  | { kind: "body"; value: string | Buffer };

/** The statement that calls a function; a scalar result is the column `pgrst_scalar`, else `returning` columns. */
export function callSql(routine: Routine, args: Arguments, returning: string[]): SQL {
  const { from, values } = argumentSql(routine, args);
  const call = sql`${nameSql(routine)}(${values})`;
  const before = from ? sql`${from}, lateral ` : sql``;
  if (routine.returns !== "composite") {
    return sql`select pgrst_call.pgrst_scalar from ${before}(select ${call} as pgrst_scalar) pgrst_call`;
  }
  const list = returning.map((name) => columnSql(sql.identifier("pgrst_call"), name));
  return sql`select ${sql.join(list, ", ")} from ${before}${call} pgrst_call`;
}

function argumentSql({ parameters }: Routine, args: Arguments): { from?: SQL; values: SQL } {
  if (args.kind === "body") {
    const type = parameters[0]?.type ?? "text";
    return { values: sql`${bodyValue(args.value)}::${fromCatalogue(type)}` };
  }
  if (args.kind === "texts") {
    const given = parameters.filter(({ name }) => args.values.has(name));
    return {
      values: sql.join(
        given.map((parameter) => textArgument(parameter, args.values)),
        ", ",
      ),
    };
  }
  if (args.kind === "none") return { values: sql`` };
  const given = parameters.filter(({ name }) => args.names.includes(name));
  if (given.length === 0) return { values: sql`` };
  const rows = payloadRows(args.payload, given, false);
  const values = given.map((parameter) =>
    named(parameter, columnSql(sql.identifier("pgrst_body"), parameter.name)),
  );
  return {
    from: args.payload.isObject ? rows : sql`(select * from ${rows} limit 1) pgrst_body`,
    values: sql.join(values, ", "),
  };
}

/** Binary goes as hexadecimal, the text form that bytea reads. */
const bodyValue = (value: string | Buffer): SQL =>
  sql.value(typeof value === "string" ? value : `\\x${value.toString("hex")}`);

function textArgument(parameter: Parameter, values: Map<string, string[]>): SQL {
  const texts = values.get(parameter.name) ?? [];
  const value = parameter.variadic
    ? sql`${sql.value(arrayLiteral(texts))}::text[]`
    : sql`${sql.value(texts.at(-1) ?? null)}`;
  return named(parameter, sql`${value}::${fromCatalogue(parameter.type)}`);
}

const named = ({ name, variadic }: Parameter, value: SQL): SQL =>
  sql`${variadic ? sql`variadic ` : sql``}${sql.identifier(name)} := ${value}`;
