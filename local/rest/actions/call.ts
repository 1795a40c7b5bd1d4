import { collect, contentTypeOf } from "../body.ts";
import { maxAffectedNeedsSet, tooManyAffected } from "../errors.ts";
import type { ResponseType } from "../media-type.ts";
import { findRoutine, takesBody } from "../plan/find-routine.ts";
import { buildReadTree, type ReadNode } from "../plan/read-tree.ts";
import { callColumns } from "../plan/source-columns.ts";
import { appliedPreferences } from "../prefer.ts";
import { capRange, contentRange } from "../range.ts";
import { withSqlOverrides } from "../respond.ts";
import type { Routine } from "../schema/types.ts";
import { type Arguments, callSql } from "../sql/call.ts";
import { bodySql, type EnvelopeRow, envelope, noBody, readEnvelope, source } from "../sql/envelope.ts";
import { selectSql } from "../sql/select.ts";
import type { RowRange } from "../syntax.ts";
import {
  type Context,
  refuseInvalidPreferences,
  refuseNotSingular,
  responseTypeOf,
  sessionSettings,
} from "./context.ts";
import { answerPlan, answerRows, countedSql, readRange } from "./read.ts";

/** A function, called by GET, HEAD or POST. By GET it runs read-only, so that a link cannot change anything. */
export async function callRoutine(context: Context, name: string): Promise<Response> {
  const { request, database } = context;
  const routine = chooseRoutine(context, name);
  const range = readRange(request);
  const node = resultTree(context, routine, range);
  const type = responseTypeOf(context);
  refuseInvalidPreferences(request);
  const limit = affectedLimit(context, routine);
  const statement = statementFor(context, routine, node, type);
  const readOnly = request.method !== "POST" || routine.volatility !== "volatile";
  if (type.kind === "plan") return answerPlan(context, statement, type, readOnly);
  const verify = (row: EnvelopeRow) => {
    if (routine.returns !== "void") refuseNotSingular(type, row);
    if (limit !== undefined && row.rows > limit) throw tooManyAffected(row.rows);
  };
  const mustVerify = limit !== undefined || type.shape.kind === "object";
  const [rows] = await database.transaction({
    settings: sessionSettings(context, routine.settings),
    readOnly,
    statements: [statement],
    verify: mustVerify ? ([answers]) => verify(readEnvelope(answers)) : undefined,
    rollback: request.preferences.tx === "rollback",
  });
  const row = readEnvelope(rows);
  return routine.returns === "void" ? answerVoid(context, row, range) : answerCall(context, row, type, range);
}

export function chooseRoutine({ request, body, cache }: Context, name: string): Routine {
  const names = new Set(request.query.params.map(([key]) => key));
  if (body?.kind === "rows") for (const key of body.keys) names.add(key);
  if (body?.kind === "form") for (const key of body.values.keys()) names.add(key);
  const bodyType = request.method === "POST" ? contentTypeOf(request.raw) : undefined;
  return findRoutine(cache, { schema: request.schema, name }, { arguments: [...names], bodyType });
}

function resultTree({ request, settings, cache }: Context, routine: Routine, range: RowRange): ReadNode {
  const isTable = routine.returns === "composite" && routine.returnType.schema === routine.schema;
  return buildReadTree({
    query: request.query,
    cache,
    root: isTable ? routine.returnType : { schema: routine.schema, name: routine.name },
    isSource: true,
    rootRange: capRange(range, settings.maxRows),
    forWrite: false,
    maxRows: settings.maxRows,
    aggregates: cache.config.aggregates,
  });
}

function affectedLimit({ request }: Context, routine: Routine): number | undefined {
  const { handling, maxAffected } = request.preferences;
  if (handling !== "strict" || maxAffected === undefined) return;
  if (!routine.returnsSet) throw maxAffectedNeedsSet();
  return maxAffected;
}

function statementFor(context: Context, routine: Routine, node: ReadNode, type: ResponseType) {
  const { request } = context;
  const scalar = routine.returns === "scalar";
  const isSilent = request.method === "HEAD" || routine.returns === "void";
  return envelope({
    source: callSql(routine, argumentsOf(context, routine), callColumns(node)),
    shown: selectSql(node, source),
    body: isSilent ? noBody : bodySql(type.shape, { scalar, single: !routine.returnsSet }),
    total: countedSql(context, node, source),
  });
}

function argumentsOf({ request, body }: Context, routine: Routine): Arguments {
  if (request.method !== "POST") return { kind: "texts", values: collect(request.query.params) };
  if (!body) return { kind: "none" };
  if (body.kind === "form") return { kind: "texts", values: body.values };
  const takesAll = takesBody(routine, { arguments: [], bodyType: contentTypeOf(request.raw) });
  if (body.kind === "raw") return { kind: "body", value: body.value };
  if (takesAll) return { kind: "body", value: body.payload.text };
  return { kind: "payload", payload: body.payload, names: body.keys };
}

function answerVoid({ request }: Context, row: EnvelopeRow, range: RowRange): Response {
  const headers = {
    "content-range": contentRange(range.offset, row.rows, row.total),
    "preference-applied": appliedPreferences(request.preferences, [
      "count",
      "tx",
      "handling",
      "max-affected",
    ]),
  };
  return withSqlOverrides({ status: 204, headers, body: null }, row);
}

function answerCall(context: Context, row: EnvelopeRow, type: ResponseType, range: RowRange): Response {
  return answerRows({ context, row, type, range, total: row.total, honoured: ["max-affected"] });
}
