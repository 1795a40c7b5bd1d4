/** The codes that this service answers with, as supabase/storage-api names them. */
export type ErrorCode =
  | "AccessDenied"
  | "BucketAlreadyExists"
  | "DatabaseError"
  | "DatabaseTimeout"
  | "EntityTooLarge"
  | "ExpiredToken"
  | "InternalError"
  | "InvalidBucketName"
  | "InvalidJWT"
  | "InvalidKey"
  | "InvalidMimeType"
  | "InvalidParameter"
  | "InvalidRange"
  | "InvalidRequest"
  | "InvalidSignature"
  | "KeyAlreadyExists"
  | "LockTimeout"
  | "NoSuchBucket"
  | "NoSuchKey"
  | "NotImplemented"
  | "ResourceAlreadyExists"
  | "ResourceLocked"
  | "SlowDown";

/**
 * A failure that the client is told about, in storage-api's words. Its `status` is what the body's `statusCode`
 * says; over HTTP it is 400 unless it is the server's fault, which is how storage-api has always answered.
 */
export class StorageError extends Error {
  readonly status: number;
  readonly code: ErrorCode;
  /** The older, free-form name beside the code. */
  readonly error: string;
  readonly httpStatus: number;

  constructor(
    status: number,
    code: ErrorCode,
    message: string,
    options: { error?: string; cause?: unknown; httpStatus?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "StorageError";
    this.status = status;
    this.code = code;
    this.error = options.error ?? code;
    this.httpStatus = options.httpStatus ?? (status === 500 ? 500 : 400);
  }
}

export const noSuchBucket = () =>
  new StorageError(404, "NoSuchBucket", "Bucket not found", { error: "Bucket not found" });
export const noSuchKey = () => new StorageError(404, "NoSuchKey", "Object not found", { error: "not_found" });
export const accessDenied = (message: string, cause?: unknown) =>
  new StorageError(403, "AccessDenied", message, { error: "Unauthorized", cause });
export const alreadyExists = (code: "BucketAlreadyExists" | "KeyAlreadyExists" | "ResourceAlreadyExists") =>
  new StorageError(409, code, "The resource already exists", { error: "Duplicate" });
export const tooLarge = (entity = "object") =>
  new StorageError(413, "EntityTooLarge", `The ${entity} exceeded the maximum allowed size`, {
    error: "Payload too large",
  });
export const invalidMimeType = (mimeType: string) =>
  new StorageError(415, "InvalidMimeType", `mime type ${mimeType} is not supported`, {
    error: "invalid_mime_type",
  });
export const invalidSignature = () => new StorageError(400, "InvalidSignature", "Invalid signature");
export const invalidToken = (message: string) => new StorageError(400, "InvalidJWT", message);
export const noContent = (message = "No content provided") =>
  new StorageError(400, "InvalidRequest", message);
export const internalError = (cause: unknown, message = "Internal server error") =>
  new StorageError(500, "InternalError", message, { cause });

/** What a request is not shaped like; storage-api's own validator speaks like this. */
export const badRequest = (message: string) =>
  new StorageError(400, "InvalidRequest", message, { error: "Error" });

/** What Postgres says, in storage-api's terms. Policies speak through 42501. */
export function fromPostgres(error: unknown): StorageError | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  switch (error.code) {
    case "42501":
      return accessDenied(
        error.message.includes("row-level security")
          ? "new row violates row-level security policy"
          : error.message,
        error,
      );
    case "23505":
      return alreadyExists("ResourceAlreadyExists");
    case "23503":
      return new StorageError(404, "InvalidRequest", "The related resource does not exist", { cause: error });
    case "55P03":
      return new StorageError(423, "ResourceLocked", "The resource is locked", { cause: error });
    case "57014":
      return databaseAway(error);
    case "53300":
      return new StorageError(429, "SlowDown", "Too many connections issued to the database", {
        error: "too_many_connections",
        cause: error,
        httpStatus: 429,
      });
    case "22P02":
    case "22P05": // a character that Postgres cannot store
    case "22021":
      return new StorageError(400, "InvalidParameter", error.message, { cause: error });
    default:
      if (!/^[0-9A-Z]{5}$/.test(error.code) || "syscall" in error) return undefined;
      return new StorageError(500, "DatabaseError", `database error, code: ${error.code}`, { cause: error });
  }
}

/** Disk full and the like: the file system's code is named, its paths are not. */
function fromFileSystem(error: unknown): StorageError | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  if (error.syscall === "connect") return databaseAway(error);
  const full = error.code === "ENOSPC" || error.code === "EDQUOT";
  return internalError(error, full ? "There is no space left for files" : "The file could not be stored");
}

/** The pool's own failures have no code. */
function fromPool(error: unknown): StorageError | undefined {
  const message = error instanceof Error ? error.message : "";
  return /timeout exceeded when trying to connect|Connection terminated/.test(message)
    ? databaseAway(error)
    : undefined;
}

const databaseAway = (cause: unknown) =>
  new StorageError(544, "DatabaseTimeout", "The connection to the database timed out", {
    cause,
    httpStatus: 544,
  });

export function asStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  return fromPostgres(error) ?? fromFileSystem(error) ?? fromPool(error) ?? internalError(error);
}

/** The answer to a failed request: `{ statusCode, code, error, message }`, the status code as text. */
export function errorResponse(error: unknown, request: Request): Response {
  const known = asStorageError(error);
  if (known.status >= 500) logFailure(known, request);
  const { status, code, message } = known;
  const body = { statusCode: String(status), code, error: known.error, message };
  return Response.json(body, { status: known.httpStatus, headers: { "cache-control": "no-store" } });
}

/** Only what the cause says, never its parameters or its detail: those hold people's data. */
function logFailure(error: StorageError, request: Request): void {
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const code = cause && "code" in cause ? ` (${String(cause.code)})` : "";
  const why = cause ? `: ${cause.message}${code}` : "";
  console.error(`storage: ${request.method} ${new URL(request.url).pathname} failed: ${error.message}${why}`);
}
