import { keyOf, type Name, type Routine, type SchemaCache, type Table } from "../schema/types.ts";
import { definitionOf } from "./definitions.ts";
import { columnParameters, sharedParameters } from "./parameters.ts";

export type OpenApiInput = {
  cache: SchemaCache;
  schema: string;
  apiUrl: string;
  /** Which tables and functions the caller may use at all; others are not mentioned. */
  isVisible: (kind: "table" | "routine", name: Name) => boolean;
};

const mediaTypes = [
  "application/json",
  "application/vnd.pgrst.object+json;nulls=stripped",
  "application/vnd.pgrst.object+json",
  "text/csv",
];

/** The OpenAPI 2.0 document of one schema, in PostgREST's shape, which code generators know. */
export function openApiDocument({ cache, schema, apiUrl, isVisible }: OpenApiInput): object {
  const url = new URL(apiUrl);
  const tables = [...cache.tables.values()].filter(
    (table) => table.schema === schema && isVisible("table", table),
  );
  const routines = [...cache.routines.values()]
    .flat()
    .filter((routine) => routine.schema === schema && isVisible("routine", routine));
  tables.sort((one, other) => one.name.localeCompare(other.name));
  return {
    swagger: "2.0",
    info: {
      title: cache.schemaDescriptions.get(schema) ?? "standard public schema",
      description: "",
      version: "13",
    },
    host: url.host,
    basePath: `${url.pathname.replace(/\/$/, "")}/`,
    schemes: [url.protocol.replace(":", "")],
    consumes: mediaTypes,
    produces: mediaTypes,
    paths: Object.fromEntries([
      ["/", rootPath],
      ...tables.map((table): [string, object] => [`/${table.name}`, tablePath(table)]),
      ...routines
        .filter(isCallable)
        .map((routine): [string, object] => [`/rpc/${routine.name}`, routinePath(routine)]),
    ]),
    definitions: Object.fromEntries(
      tables.map((table) => [table.name, definitionOf(table, cache.relationships.get(keyOf(table)) ?? [])]),
    ),
    parameters: { ...sharedParameters, ...Object.assign({}, ...tables.map(columnParameters)) },
    externalDocs: {
      description: "PostgREST Documentation",
      url: "https://docs.postgrest.org/en/v13/references/api.html",
    },
  };
}

const rootPath = {
  get: {
    tags: ["Introspection"],
    summary: "OpenAPI description (this document)",
    produces: ["application/openapi+json", "application/json"],
    responses: { 200: { description: "OK" } },
  },
};

const ref = (name: string) => ({ $ref: `#/parameters/${name}` });

function tablePath(table: Table): object {
  const filters = [...table.columns.keys()].map((column) => ref(`rowFilter.${table.name}.${column}`));
  const about = {
    tags: [table.name],
    ...(table.description && { summary: table.description.split("\n", 1)[0] }),
  };
  const rows = { type: "array", items: { $ref: `#/definitions/${table.name}` } };
  const read = ["select", "order", "range", "rangeUnit", "offset", "limit", "preferCount"].map(ref);
  const body = ref(`body.${table.name}`);
  return {
    get: {
      ...about,
      parameters: [...filters, ...read],
      responses: { 200: { description: "OK", schema: rows }, 206: { description: "Partial Content" } },
    },
    ...(table.insertable && {
      post: {
        ...about,
        parameters: [body, ref("select"), ref("preferPost")],
        responses: { 201: { description: "Created" } },
      },
    }),
    ...(table.updatable && {
      patch: {
        ...about,
        parameters: [...filters, body, ref("preferReturn")],
        responses: { 204: { description: "No Content" } },
      },
    }),
    ...(table.deletable && {
      delete: {
        ...about,
        parameters: [...filters, ref("preferReturn")],
        responses: { 204: { description: "No Content" } },
      },
    }),
  };
}

/** A function that takes a row is a computed column, not a thing to call. */
const isCallable = (routine: Routine): boolean => routine.parameters.every(({ name }) => name !== "");

function routinePath(routine: Routine): object {
  const properties = Object.fromEntries(
    routine.parameters.map(({ name, type }) => [name, { format: type, type: jsonType(type) }]),
  );
  const required = routine.parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  const about = {
    tags: [`(rpc) ${routine.name}`],
    ...(routine.description && { summary: routine.description.split("\n", 1)[0] }),
    produces: mediaTypes,
    responses: { 200: { description: "OK" } },
  };
  const schema = { type: "object", properties, ...(required.length > 0 && { required }) };
  const post = {
    ...about,
    parameters: [{ in: "body", name: "args", required: true, schema }, ref("preferParams")],
  };
  if (routine.volatility === "volatile") return { post };
  const query = routine.parameters.map(({ name, type, required: isRequired }) => ({
    in: "query",
    name,
    required: isRequired,
    type: "string",
    format: type,
  }));
  return { get: { ...about, parameters: query }, post };
}

/** The JSON type that values of a Postgres type take. */
export function jsonType(type: string): string {
  if (type.endsWith("[]")) return "array";
  if (/^(smallint|integer|bigint)$/.test(type)) return "integer";
  if (/^(numeric|real|double precision)/.test(type)) return "number";
  if (type === "boolean") return "boolean";
  return type === "json" || type === "jsonb" ? "object" : "string";
}
