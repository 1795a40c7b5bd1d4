import { type SQL, sql } from "pg-sql2";
import type { Row } from "../batch.ts";
import type { Shape } from "../media-type.ts";
import { insertedCount } from "./write.ts";

/** What every statement answers with, exactly once. */
export type EnvelopeRow = {
  /** All rows that the filters leave, where they were counted. */
  total: number | null;
  rows: number;
  body: string;
  /** Of a single inserted row: its primary key's columns as a JSON object of texts. */
  location: string | null;
  /** By how many the rows have become more; null when that was not counted. */
  inserted: number | null;
  responseHeaders: string | null;
  responseStatus: string | null;
};

/** Reads the columns in the order in which `envelope` selects them. */
export function readEnvelope(rows: Row[] | undefined): EnvelopeRow {
  const [columns] = rows ?? [];
  if (!columns) throw new Error("a statement answered with no row");
  const [total, count, body, location, inserted, headers, status] = columns;
  return {
    total: total == null ? null : Number(total),
    rows: Number(count),
    body: body ?? "",
    location: location ?? null,
    inserted: inserted == null ? null : Number(inserted),
    responseHeaders: headers ?? null,
    responseStatus: status ?? null,
  };
}

export type Parts = {
  /** The statement that does the work: reads, writes or calls. */
  source: SQL;
  /** What is shown of it, reading from `pgrst_source`; left out: the source as it is. */
  shown?: SQL;
  body: SQL;
  total?: SQL;
  location?: SQL;
};

export const source = sql.identifier("pgrst_source");
const row = sql.identifier("_postgrest_t");

/** One statement that does the work and answers with an EnvelopeRow. The body is JSON (or CSV) made by Postgres. */
export function envelope({ source: work, shown, body, total, location }: Parts): SQL {
  const count = total
    ? sql`(select pg_catalog.count(*) from (${total}) pgrst_source_count)`
    : sql`null::bigint`;
  const from = shown ? sql`(${shown}) ${row}` : sql`${source} as ${row}`;
  return sql`with ${source} as (${work}) select ${count} as total, pg_catalog.count(*) as rows, ${body} as body, ${location ?? sql`null::json`} as location, ${insertedCount} as inserted, nullif(current_setting('response.headers', true), '') as response_headers, nullif(current_setting('response.status', true), '') as response_status from ${from}`;
}

/** How rows become a body: `scalar` when they are a function's plain values, `single` when it returns just one. */
export function bodySql(shape: Shape, result: { scalar: boolean; single: boolean }): SQL {
  if (shape.kind === "csv") return csvSql;
  const rows = result.scalar ? sql`${row}.pgrst_scalar` : row;
  const list = shape.strip ? sql`json_strip_nulls(json_agg(${rows}))` : sql`json_agg(${rows})`;
  if (shape.kind === "object" || result.single) return sql`coalesce((${list}->0)::text, 'null')`;
  return sql`coalesce(${list}::text, '[]')`;
}

export const noBody = sql`''`;

/** A heading from the first row's keys, then each row as Postgres writes a record, without its parentheses. */
const csvSql = sql`(select coalesce(string_agg(heading.key, ','), '') from (select json_object_keys(row_to_json(first_row)) as key from (select * from ${source} limit 1) first_row) heading) || e'\n' || coalesce(string_agg(substring(${row}::text, 2, length(${row}::text) - 2), e'\n'), '')`;

/** The primary key of the only row written, as texts, for the Location header. */
export function locationSql(primaryKey: string[]): SQL | undefined {
  if (primaryKey.length === 0) return;
  const pairs = primaryKey.map((name) => sql`${sql.value(name)}::text, ${sql.identifier(name)}::text`);
  return sql`case when pg_catalog.count(*) = 1 then (select json_build_object(${sql.join(pairs, ", ")}) from ${source} limit 1) end`;
}

const planOptions = {
  analyze: sql`analyze`,
  verbose: sql`verbose`,
  settings: sql`settings`,
  buffers: sql`buffers`,
  wal: sql`wal`,
};

export type PlanOption = keyof typeof planOptions;
export type PlanRequest = { format: "text" | "json"; options: PlanOption[] };

export const isPlanOption = (word: string): word is PlanOption => Object.hasOwn(planOptions, word);

/** The same statement, explained instead of answered. */
export function explain(statement: SQL, { format, options }: PlanRequest): SQL {
  const words = [
    format === "json" ? sql`format json` : sql`format text`,
    ...options.map((option) => planOptions[option]),
  ];
  return sql`explain (${sql.join(words, ", ")}) ${statement}`;
}
