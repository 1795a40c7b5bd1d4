import type { Row } from "../batch.ts";
import type { Body } from "../body.ts";
import { invalidPreferences, notSingular, tableNotFound } from "../errors.ts";
import { closest } from "../hints.ts";
import { negotiate, type ResponseType } from "../media-type.ts";
import type { RestRequest } from "../request.ts";
import { keyOf, type SchemaCache, type Table } from "../schema/types.ts";
import { requestSettings, type Session } from "../session.ts";
import type { EnvelopeRow } from "../sql/envelope.ts";
import type { Database, Settings } from "../transaction.ts";

export type RestSettings = {
  schemas: string[];
  extraSearchPath: string[];
  maxRows: number | undefined;
  apiUrl: string;
};

/** Everything that an action answers from. The body is read once, because an action may run again. */
export type Context = {
  request: RestRequest;
  session: Session;
  body: Body | undefined;
  cache: SchemaCache;
  database: Database;
  settings: RestSettings;
};

/** @throws {RestError} PGRST205, naming a table that may have been meant */
export function getTable({ request, cache }: Context, name: string): Table {
  const table = cache.tables.get(keyOf({ schema: request.schema, name }));
  if (table) return table;
  const names = [...cache.tables.values()]
    .filter(({ schema }) => schema === request.schema)
    .map((one) => one.name);
  const close = closest(name, names);
  throw tableNotFound(
    request.schema,
    name,
    close && `Perhaps you meant the table '${request.schema}.${close}'`,
  );
}

export function refuseInvalidPreferences({ preferences }: RestRequest): void {
  if (preferences.handling === "strict" && preferences.invalid.length > 0) {
    throw invalidPreferences(preferences.invalid);
  }
}

/** How the request is answered, by its `Accept` and by what the database allows. */
export const responseTypeOf = ({ request, cache }: Context): ResponseType =>
  negotiate(request.raw.headers.get("accept"), cache.config.plans);

/** What the transaction is told before the statement: schema, role, request and what those bring along. */
export function sessionSettings(context: Context, functionSettings: Settings = []): Settings {
  const { request, session, settings, cache } = context;
  const path = [request.schema, ...settings.extraSearchPath.filter((schema) => schema !== request.schema)];
  return [
    ["search_path", path.map((schema) => `"${schema.replaceAll('"', '""')}"`).join(", ")],
    ...requestSettings(request.raw, request.path, session),
    ...(cache.roleSettings.get(session.role) ?? []),
    ...functionSettings,
    ...(request.preferences.timezone
      ? ([["timezone", request.preferences.timezone]] satisfies Settings)
      : []),
  ];
}

export function refuseNotSingular(type: ResponseType, row: EnvelopeRow): void {
  if (type.kind === "rows" && type.shape.kind === "object" && row.rows !== 1) throw notSingular(row.rows);
}

/** An EXPLAIN as a body: text comes line by line, JSON as one. */
export const planBody = (rows: Row[] = []): string => rows.map(([line]) => `${line ?? ""}\n`).join("");
