import { badResponseHeaders, badResponseStatus, type RestError } from "./errors.ts";
import { validStatus } from "./postgres-errors.ts";
import type { EnvelopeRow } from "./sql/envelope.ts";

const json = "application/json; charset=utf-8";

export type Answer = {
  status: number;
  /** Undefined values are left out. */
  headers: Record<string, string | undefined>;
  body: string | null;
};

/** Statuses that HTTP gives no body. */
const bodiless = new Set([101, 204, 205, 304]);

/** `extra` headers may repeat a name. */
export function respond({ status, headers, body }: Answer, extra: [string, string][] = []): Response {
  const list = new Headers(extra);
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) list.set(name, value);
  }
  return new Response(bodiless.has(status) ? null : body, { status, headers: list });
}

export function respondError(error: RestError, method: string): Response {
  const headers = {
    "content-type": json,
    "proxy-status": `PostgREST; error=${error.body.code}`,
    ...error.headers,
  };
  return safeRespond({
    status: error.status,
    headers,
    body: method === "HEAD" ? null : JSON.stringify(error.body),
  });
}

/** An error's headers may come from SQL: what HTTP does not allow is left out rather than failing again. */
function safeRespond(answer: Answer): Response {
  const headers = Object.fromEntries(
    Object.entries(answer.headers).filter(([name, value]) => value !== undefined && isHeader(name, value)),
  );
  return respond({ ...answer, headers });
}

function isHeader(name: string, value: string): boolean {
  try {
    new Headers([[name, value]]);
    return true;
  } catch {
    return false;
  }
}

/**
 * Puts what SQL said in `response.status` and `response.headers` over an answer.
 *
 * @throws {RestError} PGRST111 or 112 when it is not what these settings hold
 */
export function withSqlOverrides(answer: Answer, row: EnvelopeRow): Response {
  const status = row.responseStatus === null ? answer.status : readStatus(row.responseStatus);
  if (row.responseHeaders === null) return respond({ ...answer, status });
  const pairs = readHeaders(row.responseHeaders);
  if (!pairs.every(([name, value]) => isHeader(name, value))) throw badResponseHeaders();
  const overridden = new Set(pairs.map(([name]) => name.toLowerCase()));
  const kept = Object.entries(answer.headers).filter(([name]) => !overridden.has(name.toLowerCase()));
  return respond({ ...answer, status, headers: Object.fromEntries(kept) }, pairs);
}

function readStatus(text: string): number {
  const status = validStatus(Number(text.match(/^\d+/)?.[0] ?? Number.NaN));
  if (status === undefined) throw badResponseStatus();
  return status;
}

function readHeaders(text: string): [string, string][] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badResponseHeaders();
  }
  if (!Array.isArray(value)) throw badResponseHeaders();
  return value.map((item): [string, string] => {
    const [pair, ...others] = typeof item === "object" && item !== null ? Object.entries(item) : [];
    if (!pair || others.length > 0 || typeof pair[1] !== "string") throw badResponseHeaders();
    return [pair[0], pair[1]];
  });
}
