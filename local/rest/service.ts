import type { Tokens } from "../keys/tokens.ts";
import type { Service } from "../stack/service.ts";
import { callRoutine } from "./actions/call.ts";
import type { Context, RestSettings } from "./actions/context.ts";
import { describeTarget } from "./actions/describe.ts";
import { readTable } from "./actions/read.ts";
import { describeApi } from "./actions/root.ts";
import { writeTable } from "./actions/write.ts";
import { type Body, contentTypeOf, isDeeplyNested, readBody } from "./body.ts";
import { invalidBody, parseError, RestError } from "./errors.ts";
import { fromPostgres } from "./postgres-errors.ts";
import { type RestRequest, readRequest } from "./request.ts";
import { respondError } from "./respond.ts";
import type { SchemaCache } from "./schema/types.ts";
import { SchemaWatcher } from "./schema/watcher.ts";
import { authenticate, type Session } from "./session.ts";
import { type Database, openDatabase } from "./transaction.ts";

export type RestOptions = {
  /** As `authenticator`, who may become the roles that tokens name. */
  databaseUrl: string;
  /** Exposed schemas; the first is the one meant when a request names none. */
  schemas: string[];
  extraSearchPath: string[];
  /** The most rows that any answer holds; left out: no limit. */
  maxRows?: number;
  tokens: Tokens;
  /** Where clients reach this service, for the OpenAPI document. */
  apiUrl: string;
  /** Connections for requests; one more listens for schema changes. Default 10. */
  poolSize?: number;
};

/**
 * PostgREST 13 as a fetch handler: the tables, views and functions of the exposed schemas as a REST API, each
 * request as its token's role in one transaction. Every failure is answered as PostgREST answers it.
 */
export async function createRestService(options: RestOptions): Promise<Service> {
  const settings: RestSettings = {
    schemas: options.schemas,
    extraSearchPath: options.extraSearchPath,
    maxRows: options.maxRows,
    apiUrl: options.apiUrl,
  };
  const watcher = new SchemaWatcher(options.databaseUrl, options.schemas);
  await watcher.current();
  const database = openDatabase(options.databaseUrl, options.poolSize ?? 10);
  const service: Parts = { settings, watcher, database, tokens: options.tokens };
  return {
    fetch: (request) => answer(service, request),
    close: async () => {
      await Promise.all([watcher.close(), database.close()]);
    },
  };
}

type Parts = { settings: RestSettings; watcher: SchemaWatcher; database: Database; tokens: Tokens };

async function answer(service: Parts, raw: Request): Promise<Response> {
  let session: Session | undefined;
  try {
    session = await authenticate(raw.headers, service.tokens);
    return await resolve(service, raw, session);
  } catch (error) {
    return respondError(asRestError(error, session?.isAnonymous ?? true), raw.method);
  }
}

function asRestError(error: unknown, isAnonymous: boolean): RestError {
  if (error instanceof RestError) return error;
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return parseError("the request is nested too deeply", "nested too deeply");
  }
  return fromPostgres(error, isAnonymous);
}

/** What a schema that has just changed can cause: such a failure stands only if the schema is really so. */
const schemaFailures = new Set(["PGRST200", "PGRST202", "PGRST204", "PGRST205", "42P01", "42703", "42883"]);

async function resolve(service: Parts, raw: Request, session: Session): Promise<Response> {
  const cache = await service.watcher.current();
  const request = readRequest(raw, service.settings.schemas, cache.timezones);
  const body = await bodyOf(request);
  const context = { request, session, body, database: service.database, settings: service.settings };
  try {
    return await act({ ...context, cache });
  } catch (error) {
    if (codeOf(error) === "54001" && isDeeplyNested(body)) throw invalidBody("The body is nested too deeply");
    if (!schemaFailures.has(codeOf(error))) throw error;
    const refreshed: SchemaCache = await service.watcher.refreshed();
    if (refreshed === cache) throw error;
    return act({ ...context, cache: refreshed });
  }
}

function codeOf(error: unknown): string {
  if (error instanceof RestError) return error.body.code;
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

async function bodyOf({ method, raw, target, query }: RestRequest): Promise<Body | undefined> {
  if (method !== "POST" && method !== "PATCH" && method !== "PUT") return;
  const columns = method === "PUT" ? undefined : query.columns;
  return readBody(raw, contentTypeOf(raw), columns, target.kind === "routine");
}

async function act(context: Context): Promise<Response> {
  const { method, target } = context.request;
  if (method === "OPTIONS") return describeTarget(context);
  if (target.kind === "root") return describeApi(context);
  if (target.kind === "routine") return callRoutine(context, target.name);
  return method === "GET" || method === "HEAD"
    ? readTable(context, target.name)
    : writeTable(context, target.name);
}
