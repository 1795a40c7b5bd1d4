import {
  columnNotFound,
  invalidPutFilters,
  putKeyMismatch,
  putRangeNotAllowed,
  tooManyAffected,
} from "../errors.ts";
import type { ResponseType } from "../media-type.ts";
import { buildReadTree, type ReadNode } from "../plan/read-tree.ts";
import { sourceColumns } from "../plan/source-columns.ts";
import { appliedPreferences } from "../prefer.ts";
import { contentRange } from "../range.ts";
import { type Answer, withSqlOverrides } from "../respond.ts";
import type { Table } from "../schema/types.ts";
import {
  bodySql,
  type EnvelopeRow,
  envelope,
  locationSql,
  noBody,
  readEnvelope,
  source,
} from "../sql/envelope.ts";
import { selectSql } from "../sql/select.ts";
import { type Write, writeSql } from "../sql/write.ts";
import type { Logic } from "../syntax.ts";
import {
  type Context,
  getTable,
  refuseInvalidPreferences,
  refuseNotSingular,
  responseTypeOf,
  sessionSettings,
} from "./context.ts";
import { answerPlan } from "./read.ts";

/** POST, PATCH, PUT and DELETE of a table or view. */
export async function writeTable(context: Context, name: string): Promise<Response> {
  const { request, database } = context;
  const table = getTable(context, name);
  const node = writeTree(context, table);
  const write = writeOf(context, table);
  const type = responseTypeOf(context);
  refuseInvalidPreferences(request);
  const statement = statementFor(context, table, node, write, type);
  if (type.kind === "plan") return answerPlan(context, statement, type, false);
  const verify = verification(context, type);
  const [rows] = await database.transaction({
    settings: sessionSettings(context),
    readOnly: false,
    statements: [statement],
    verify: verify && (([answers]) => verify(readEnvelope(answers))),
    rollback: request.preferences.tx === "rollback",
  });
  const row = readEnvelope(rows);
  return withSqlOverrides(answerFor(context, table, row, type), row);
}

function writeTree({ request, cache }: Context, table: Table): ReadNode {
  return buildReadTree({
    query: request.query,
    cache,
    root: table,
    isSource: true,
    rootRange: { offset: 0 },
    forWrite: true,
    maxRows: undefined,
    aggregates: cache.config.aggregates,
  });
}

function writeOf(context: Context, table: Table): Write {
  const { request } = context;
  const where: Logic[] = [
    ...request.query.filters.flatMap(({ embeds, value }): Logic[] =>
      embeds.length === 0 ? [{ kind: "filter", filter: value }] : [],
    ),
    ...request.query.logic.flatMap(({ embeds, value }) => (embeds.length === 0 ? [value] : [])),
  ];
  if (request.method === "DELETE") return { kind: "delete", where };
  const { columns, payload } = payloadOf(context, table);
  const defaults = request.preferences.missing === "default";
  if (request.method === "PATCH") return { kind: "update", columns, payload, defaults, where };
  if (request.method === "PUT") {
    requirePutFilters(context, table, where);
    const conflict = { columns: table.primaryKey, action: "merge" as const };
    return { kind: "insert", columns, payload, defaults: false, conflict, conditions: where };
  }
  return { kind: "insert", columns, payload, defaults, conflict: conflictOf(context, table), conditions: [] };
}

function conflictOf({ request }: Context, table: Table) {
  const { resolution } = request.preferences;
  if (!resolution) return;
  const columns = request.query.onConflict ?? table.primaryKey;
  return { columns, action: resolution === "merge-duplicates" ? ("merge" as const) : ("ignore" as const) };
}

function payloadOf({ body }: Context, table: Table) {
  if (body?.kind !== "rows") throw new Error("a table's body is rows");
  const columns = body.keys.map((key) => {
    const column = table.columns.get(key);
    if (!column) throw columnNotFound(table.name, key);
    return column;
  });
  return { columns, payload: body.payload };
}

/** PUT names one row by its whole primary key and nothing else. */
function requirePutFilters({ request }: Context, table: Table, where: Logic[]): void {
  if (request.query.ranges.some(({ embeds }) => embeds.length === 0)) throw putRangeNotAllowed();
  const named = where.map((logic) => {
    if (logic.kind !== "filter" || logic.filter.not || logic.filter.field.path.length > 0) {
      return undefined;
    }
    const { operation, field } = logic.filter;
    return operation.op === "eq" && !operation.quantifier ? field.name : undefined;
  });
  const key = new Set(table.primaryKey);
  if (
    key.size === 0 ||
    named.length !== key.size ||
    !named.every((name) => name !== undefined && key.has(name))
  ) {
    throw invalidPutFilters();
  }
}

function statementFor(context: Context, table: Table, node: ReadNode, write: Write, type: ResponseType) {
  const wanted = context.request.preferences.return;
  const showsRows = wanted === "representation";
  const returning = showsRows || wanted === "headers-only" ? sourceColumns(node, table.primaryKey) : [];
  return envelope({
    source: writeSql(table, write, returning),
    shown: showsRows ? selectSql(node, source) : undefined,
    body: showsRows ? bodySql(type.shape, { scalar: false, single: false }) : noBody,
    location:
      wanted === "headers-only" && write.kind === "insert" ? locationSql(table.primaryKey) : undefined,
  });
}

/** What must be looked at before the write may stand. */
function verification({ request }: Context, type: ResponseType): ((row: EnvelopeRow) => void) | undefined {
  const { method, preferences } = request;
  const limit = preferences.handling === "strict" && method !== "POST" ? preferences.maxAffected : undefined;
  const isSingular = type.kind === "rows" && type.shape.kind === "object";
  if (method !== "PUT" && limit === undefined && !isSingular) return;
  return (row) => {
    if (method === "PUT" && row.rows !== 1) throw putKeyMismatch();
    if (limit !== undefined && row.rows > limit) throw tooManyAffected(row.rows);
    refuseNotSingular(type, row);
  };
}

function answerFor(context: Context, table: Table, row: EnvelopeRow, type: ResponseType): Answer {
  const { request } = context;
  const { method, preferences } = request;
  const shows = preferences.return === "representation";
  const content = shows ? type.contentType : undefined;
  const profile = shows && request.showsProfile ? request.schema : undefined;
  const counted = preferences.count === "exact" || preferences.count === "estimated" ? row.rows : null;
  const always = { "content-type": content, "content-profile": profile };
  const body = shows ? row.body : null;
  if (method === "POST")
    return {
      status: insertStatus(context, row),
      headers: { ...always, ...insertHeaders(context, table, row, counted) },
      body,
    };
  if (method === "PUT") {
    const applied = appliedPreferences(preferences, ["return", "count", "tx", "handling"]);
    const status = shows ? ((row.inserted ?? 0) > 0 ? 201 : 200) : 204;
    return { status, headers: { ...always, "preference-applied": applied }, body };
  }
  const position = method === "PATCH" ? contentRange(0, row.rows, counted) : `*/${counted ?? "*"}`;
  const honoured = ["return", "count", "tx", "handling", "max-affected"] as const;
  const applied = appliedPreferences(preferences, method === "PATCH" ? ["missing", ...honoured] : honoured);
  return {
    status: shows ? 200 : 204,
    headers: { ...always, "content-range": position, "preference-applied": applied },
    body,
  };
}

/** 201, but 200 when an upsert found every row there already. */
function insertStatus({ request }: Context, row: EnvelopeRow): number {
  const merges = request.preferences.resolution === "merge-duplicates";
  return merges && row.inserted !== null && row.inserted <= 0 ? 200 : 201;
}

function insertHeaders({ request }: Context, table: Table, row: EnvelopeRow, counted: number | null) {
  const { preferences, query } = request;
  const resolves = table.primaryKey.length > 0 || query.onConflict !== undefined;
  return {
    location: row.location === null ? undefined : locationOf(table, row.location),
    "content-range": `*/${counted ?? "*"}`,
    "preference-applied": appliedPreferences(preferences, [
      ...(resolves ? (["resolution"] as const) : []),
      "missing",
      "return",
      "count",
      "tx",
      "handling",
    ]),
  };
}

function locationOf(table: Table, key: string): string {
  const values: Record<string, string | null> = JSON.parse(key);
  const filters = Object.entries(values).map(
    ([name, value]) =>
      `${encodeURIComponent(name)}=${value === null ? "is.null" : `eq.${encodeURIComponent(value)}`}`,
  );
  return `/${encodeURIComponent(table.name)}?${filters.join("&")}`;
}
