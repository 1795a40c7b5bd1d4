import { DatabaseError } from "pg";
import { badRaise, RestError } from "./errors.ts";

/**
 * A failure of the database as a response: its SQLSTATE decides the status; `raise sqlstate 'PGRST'` and
 * `'PTxyz'` decide it themselves.
 */
export function fromPostgres(error: unknown, isAnonymous: boolean): RestError {
  if (!(error instanceof DatabaseError)) return notFromPostgres(error);
  const { code = "XX000", message, detail, hint } = error;
  if (code === "PGRST") return raised(message, detail);
  const status = statusOf(code, message, isAnonymous);
  const headers = status === 401 ? { "www-authenticate": "Bearer" } : undefined;
  return new RestError(status, code, message, { details: detail, hint, headers });
}

function notFromPostgres(error: unknown): RestError {
  const details = error instanceof Error ? error.message : String(error);
  if (/timeout exceeded when trying to connect/i.test(details)) {
    return new RestError(504, "PGRST003", "Timed out acquiring connection from connection pool.");
  }
  if (!isConnectionError(error, details)) return new RestError(500, "PGRSTX00", details);
  return new RestError(503, "PGRST000", "Database connection error. Retrying the connection.", { details });
}

/** What sockets and the pg client say when the server is not there; anything else is a mistake of our own. */
function isConnectionError(error: unknown, message: string): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^E[A-Z]+$/.test(code) || /connection|not queryable|pool/i.test(message);
}

const exact: Record<string, number> = {
  "23503": 409,
  "23505": 409,
  "25006": 405,
  "42883": 404,
  "42P01": 404,
  "42P17": 500,
  "53400": 500,
  "57P01": 503,
  P0001: 400,
};

/** By the first two characters, the class of error; all others are the request's fault. */
const byClass: Record<string, number> = {
  "08": 503,
  "09": 500,
  "0L": 403,
  "0P": 403,
  "25": 500,
  "28": 403,
  "2D": 500,
  "38": 500,
  "39": 500,
  "3B": 500,
  "40": 500,
  "53": 503,
  "54": 500,
  "55": 500,
  "57": 500,
  "58": 500,
  F0: 500,
  HV: 500,
  P0: 500,
  XX: 500,
};

function statusOf(code: string, message: string, isAnonymous: boolean): number {
  if (code === "42501") return isAnonymous ? 401 : 403;
  if (code === "21000") return message.endsWith("requires a WHERE clause") ? 400 : 500;
  if (code === "22023") return /^role .* does not exist$/.test(message) ? 401 : 400;
  if (code.startsWith("PT")) return validStatus(Number(code.slice(2))) ?? 500;
  return exact[code] ?? byClass[code.slice(0, 2)] ?? 400;
}

export const validStatus = (status: number): number | undefined =>
  Number.isInteger(status) && status >= 200 && status <= 599 ? status : undefined;

const messageHint =
  "MESSAGE must be a JSON object with obligatory keys: 'code', 'message' and optional keys: 'details', 'hint'.";
const detailHint =
  "DETAIL must be a JSON object with obligatory keys: 'status', 'headers' and optional key: 'status_text'.";

function raised(message: string, detail: string | undefined): RestError {
  const said = asObject(message);
  if (typeof said?.code !== "string" || typeof said.message !== "string") {
    return badRaise(`Invalid JSON value for MESSAGE: '${message}'`, messageHint);
  }
  if (detail === undefined) return badRaise("DETAIL is missing in the RAISE statement", detailHint);
  const more = asObject(detail);
  const status = validStatus(Number(more?.status));
  const headers = more?.headers;
  if (!status || typeof headers !== "object" || headers === null) {
    return badRaise(`Invalid JSON value for DETAIL: '${detail}'`, detailHint);
  }
  return new RestError(status, said.code, said.message, {
    details: said.details,
    hint: typeof said.hint === "string" ? said.hint : null,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  });
}

function asObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return;
  }
}
