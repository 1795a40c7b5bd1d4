import { type SQL, sql } from "pg-sql2";
import type { Row } from "../batch.ts";
import { offsetOutOfBounds } from "../errors.ts";
import type { ResponseType } from "../media-type.ts";
import { buildReadTree, type ReadNode } from "../plan/read-tree.ts";
import { appliedPreferences } from "../prefer.ts";
import { capRange, contentRange, rangeStatus, topLevelRange } from "../range.ts";
import type { RestRequest } from "../request.ts";
import { respond, withSqlOverrides } from "../respond.ts";
import { bodySql, type EnvelopeRow, envelope, explain, noBody, readEnvelope } from "../sql/envelope.ts";
import { countRowsSql, selectSql } from "../sql/select.ts";
import type { RowRange } from "../syntax.ts";
import {
  type Context,
  getTable,
  planBody,
  refuseInvalidPreferences,
  refuseNotSingular,
  responseTypeOf,
  sessionSettings,
} from "./context.ts";

/** GET and HEAD of a table or view. */
export async function readTable(context: Context, name: string): Promise<Response> {
  const { request, settings, cache } = context;
  const table = getTable(context, name);
  const range = readRange(request);
  const node = buildReadTree({
    query: request.query,
    cache,
    root: table,
    isSource: false,
    rootRange: capRange(range, settings.maxRows),
    forWrite: false,
    maxRows: settings.maxRows,
    aggregates: cache.config.aggregates,
  });
  const type = responseTypeOf(context);
  refuseInvalidPreferences(request);
  const body = request.method === "HEAD" ? noBody : bodySql(type.shape, { scalar: false, single: false });
  const total = countedSql(context, node);
  const statement = envelope({ source: selectSql(node), body, total });
  if (type.kind === "plan") return answerPlan(context, statement, type, true);
  const { row, rows } = await runRead(context, statement, node);
  refuseNotSingular(type, row);
  return answerRows({
    context,
    row,
    type,
    range,
    total: rows,
    location: contentLocation(request, table.name),
  });
}

/** The `Range` header speaks of GET alone. */
export function readRange({ method, query, raw }: RestRequest): RowRange {
  return topLevelRange(query.ranges, method === "GET" ? raw.headers.get("range") : null);
}

/** The rows to count in the same statement, if any: all for exact, one more than the limit for estimated. */
export function countedSql({ request, settings }: Context, node: ReadNode, source?: SQL): SQL | undefined {
  const { count } = request.preferences;
  if (count === "exact") return countRowsSql(node, source);
  if (count !== "estimated") return;
  const rows = countRowsSql(node, source);
  return settings.maxRows === undefined ? rows : sql`${rows} limit ${sql.value(settings.maxRows + 1)}`;
}

async function runRead(context: Context, statement: SQL, node: ReadNode) {
  const { request, settings, database } = context;
  const { count, tx } = request.preferences;
  const asksPlanner = count === "planned" || (count === "estimated" && settings.maxRows !== undefined);
  const planned = asksPlanner ? [explain(countRowsSql(node), { format: "json", options: [] })] : [];
  const [answers, plans] = await database.transaction({
    settings: sessionSettings(context),
    readOnly: true,
    statements: [statement, ...planned],
    rollback: tx === "rollback",
  });
  const row = readEnvelope(answers);
  return { row, rows: totalOf(row, plannedRows(plans), context) };
}

function plannedRows(plans: Row[] | undefined): number | undefined {
  const text = plans?.[0]?.[0];
  if (text == null) return;
  const [first]: { Plan: { "Plan Rows": number } }[] = JSON.parse(text);
  return first?.Plan["Plan Rows"];
}

function totalOf(row: EnvelopeRow, planned: number | undefined, { settings }: Context): number | null {
  const counted = row.total;
  if (planned === undefined) return counted;
  if (counted === null) return planned;
  return counted > (settings.maxRows ?? Number.POSITIVE_INFINITY) ? Math.max(counted, planned) : counted;
}

/** The query with its parameters in order, so that the same question has one name. */
function contentLocation({ queryText }: RestRequest, table: string): string {
  if (queryText === "") return encodeURI(`/${table}`);
  const query = new URLSearchParams(queryText);
  query.sort();
  return encodeURI(`/${table}?`) + query.toString().replaceAll("+", "%20");
}

export type RowsAnswer = {
  context: Context;
  row: EnvelopeRow;
  type: ResponseType;
  range: RowRange;
  total: number | null;
  location?: string;
  /** Preferences that were acted on, besides those that every read heeds. */
  honoured?: readonly "max-affected"[];
};

/** Rows that were read, with where they stand among all. */
export function answerRows(answer: RowsAnswer): Response {
  const { context, row, type, range, total, location, honoured = [] } = answer;
  const { request } = context;
  const status = rangeStatus(range.offset, row.rows, total);
  const position = contentRange(range.offset, row.rows, total);
  if (status === 416) throw offsetOutOfBounds(range.offset, total ?? 0, { "content-range": position });
  const headers = {
    "content-type": type.contentType,
    "content-range": position,
    "content-location": location,
    "content-profile": request.showsProfile ? request.schema : undefined,
    "preference-applied": appliedPreferences(request.preferences, ["count", "tx", "handling", ...honoured]),
  };
  return withSqlOverrides({ status, headers, body: request.method === "HEAD" ? null : row.body }, row);
}

export type PlanType = Extract<ResponseType, { kind: "plan" }>;

/** `EXPLAIN` of the statement that would have run, as the caller's role. */
export async function answerPlan(
  context: Context,
  statement: SQL,
  type: PlanType,
  readOnly: boolean,
): Promise<Response> {
  const { request, database } = context;
  const [plan] = await database.transaction({
    settings: sessionSettings(context),
    readOnly,
    statements: [explain(statement, type)],
    rollback: request.preferences.tx === "rollback",
  });
  const headers = {
    "content-type": type.contentType,
    "content-profile": request.showsProfile ? request.schema : undefined,
  };
  return respond({ status: 200, headers, body: planBody(plan) });
}
