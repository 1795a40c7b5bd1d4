import { sql } from "pg-sql2";
import { notAcceptable } from "../errors.ts";
import { acceptsOpenApi } from "../media-type.ts";
import { openApiDocument } from "../openapi/document.ts";
import { respond } from "../respond.ts";
import { type Context, sessionSettings } from "./context.ts";

/** The root: what there is, as an OpenAPI document of what the caller may use. */
export async function describeApi(context: Context): Promise<Response> {
  const { request, cache, settings, database } = context;
  const accept = request.raw.headers.get("accept");
  if (!acceptsOpenApi(accept)) throw notAcceptable([accept ?? ""]);
  const [tables = [], routines = []] = await database.transaction({
    settings: sessionSettings(context),
    readOnly: true,
    statements: [visibleTables(request.schema), visibleRoutines(request.schema)],
    rollback: false,
  });
  const names = {
    table: new Set(tables.map(([name]) => name)),
    routine: new Set(routines.map(([name]) => name)),
  };
  const document = openApiDocument({
    cache,
    schema: request.schema,
    apiUrl: settings.apiUrl,
    isVisible: (kind, name) => names[kind].has(name.name),
  });
  const headers = {
    "content-type": "application/openapi+json; charset=utf-8",
    "content-profile": request.showsProfile ? request.schema : undefined,
  };
  return respond({ status: 200, headers, body: request.method === "HEAD" ? null : JSON.stringify(document) });
}

const visibleTables = (schema: string) => sql`
  select c.relname from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname = ${sql.value(schema)}
    and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and pg_catalog.has_table_privilege(c.oid, 'select, insert, update, delete')`;

const visibleRoutines = (schema: string) => sql`
  select p.proname from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where n.nspname = ${sql.value(schema)}
    and pg_catalog.has_function_privilege(p.oid, 'execute')`;
