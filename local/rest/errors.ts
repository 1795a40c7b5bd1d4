export type ErrorBody = { code: string; details: unknown; hint: string | null; message: string };

/** A failed request, ready to be answered: PostgREST's code and texts, its HTTP status and extra headers. */
export class RestError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { details?: unknown; hint?: string | null; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = "RestError";
    this.status = status;
    this.body = { code, details: more.details ?? null, hint: more.hint ?? null, message };
    this.headers = more.headers ?? {};
  }
}

export const noSchemaCache = (cause: unknown) =>
  new RestError(503, "PGRST002", "Could not query the database for the schema cache. Retrying.", {
    details: cause instanceof Error ? cause.message : String(cause),
  });

export const parseError = (message: string, details: string) =>
  new RestError(400, "PGRST100", message, { details });

export const rpcMethodNotAllowed = (method: string) =>
  new RestError(405, "PGRST101", `Cannot use the ${method} method on RPC`);

export const invalidBody = (message: string, status = 400) => new RestError(status, "PGRST102", message);

export const invalidRange = (details: string, headers?: Record<string, string>) =>
  new RestError(416, "PGRST103", "Requested range not satisfiable", { details, headers });

export const offsetOutOfBounds = (offset: number, total: number, headers: Record<string, string>) =>
  invalidRange(`An offset of ${offset} was requested, but there are only ${total} rows.`, headers);

export const invalidPutFilters = () =>
  new RestError(405, "PGRST105", "Filters must include all and only primary key columns with 'eq' operators");

export const unknownSchema = (schema: string, exposed: string[]) =>
  new RestError(406, "PGRST106", `Invalid schema: ${schema}`, {
    hint: `Only the following schemas are exposed: ${exposed.join(", ")}`,
  });

export const notAcceptable = (types: string[]) =>
  new RestError(406, "PGRST107", `None of these media types are available: ${types.join(", ")}`);

export const notEmbedded = (name: string) =>
  new RestError(400, "PGRST108", `'${name}' is not an embedded resource in this request`, {
    hint: `Verify that '${name}' is included in the 'select' query parameter.`,
  });

export const badResponseHeaders = () =>
  new RestError(
    500,
    "PGRST111",
    "response.headers guc must be a JSON array composed of objects with a single key and a string value",
  );

export const badResponseStatus = () =>
  new RestError(500, "PGRST112", "response.status guc must be a valid status code");

export const putRangeNotAllowed = () =>
  new RestError(400, "PGRST114", "limit/offset querystring parameters are not allowed for PUT");

export const putKeyMismatch = () =>
  new RestError(400, "PGRST115", "Payload values do not match URL in primary key column(s)");

export const notSingular = (rows: number) =>
  new RestError(406, "PGRST116", "Cannot coerce the result to a single JSON object", {
    details: `The result contains ${rows} rows`,
  });

export const methodNotAllowed = (method: string) =>
  new RestError(405, "PGRST117", `Unsupported HTTP method: ${method}`);

export const relatedOrderNotToOne = (origin: string, target: string) =>
  new RestError(400, "PGRST118", `A related order on '${target}' is not possible`, {
    details: `'${origin}' and '${target}' do not form a many-to-one or one-to-one relationship`,
  });

export const badEmbedFilter = (target: string) =>
  new RestError(400, "PGRST120", `Bad operator on the '${target}' embedded resource`, {
    details: "Only is null or not is null filters are allowed on embedded resources",
  });

export const badRaise = (details: string, hint: string) =>
  new RestError(500, "PGRST121", `Could not parse JSON in the "RAISE SQLSTATE 'PGRST'" error`, {
    details,
    hint,
  });

export const invalidPreferences = (preferences: string[]) =>
  new RestError(400, "PGRST122", "Invalid preferences given with handling=strict", {
    details: `Invalid preferences: ${preferences.join(", ")}`,
  });

export const aggregatesNotAllowed = () =>
  new RestError(400, "PGRST123", "Use of aggregate functions is not allowed");

export const tooManyAffected = (rows: number) =>
  new RestError(400, "PGRST124", "Query result exceeds max-affected preference constraint", {
    details: `The query affects ${rows} rows`,
  });

export const invalidPath = () => new RestError(404, "PGRST125", "Invalid path specified in request URL");

export const notImplemented = (details: string) =>
  new RestError(400, "PGRST127", "Feature not implemented", { details });

export const maxAffectedNeedsSet = () =>
  new RestError(
    400,
    "PGRST128",
    "Function must return SETOF or TABLE when max-affected preference is used with handling=strict",
  );

export const columnNotFound = (table: string, column: string) =>
  new RestError(400, "PGRST204", `Could not find the '${column}' column of '${table}' in the schema cache`);

export const tableNotFound = (schema: string, name: string, hint: string | null) =>
  new RestError(404, "PGRST205", `Could not find the table '${schema}.${name}' in the schema cache`, {
    hint,
  });

/** `tokenError` is for a token that is there and refused: PGRST301 when undecodable, PGRST303 for its claims. */
export const tokenError = (code: "PGRST301" | "PGRST303", message: string, details?: string) =>
  new RestError(401, code, message, {
    details,
    headers: {
      "www-authenticate": `Bearer error="invalid_token", error_description=${JSON.stringify(message)}`,
    },
  });
