import { invalidBody } from "./errors.ts";
import { parseCsv, SyntaxProblem } from "./grammar/parsers.ts";
import type { Payload } from "./sql/payload.ts";

/** More than any client should send in one request; `supabase-js` users page long before. */
export const maxBodyBytes = 25 * 1024 * 1024;

export type Body =
  /** Rows, and the keys that they have. */
  | { kind: "rows"; payload: Payload; keys: string[] }
  /** A form: one text for each field. */
  | { kind: "form"; values: Map<string, string[]> }
  /** Text, XML or binary, for a function that takes it whole. */
  | { kind: "raw"; value: string | Buffer };

/**
 * Reads a request's body by its content type. `columns` (the parameter) says the keys, so that JSON need not be
 * looked into; Postgres checks it then.
 *
 * @throws {RestError} PGRST102 for a body that is too long (status 413), malformed or of another type
 */
export async function readBody(
  request: Request,
  type: string,
  columns: string[] | undefined,
  forRoutine: boolean,
): Promise<Body> {
  const bytes = await readBytes(request);
  const text = () => new TextDecoder().decode(bytes);
  switch (type) {
    case "application/json":
      return jsonBody(text(), columns, forRoutine);
    case "text/csv":
      return csvBody(text());
    case "application/x-www-form-urlencoded":
      return formBody(text(), forRoutine);
    case "text/plain":
    case "text/xml":
      if (forRoutine) return { kind: "raw", value: text() };
      break;
    case "application/octet-stream":
      if (forRoutine) return { kind: "raw", value: Buffer.from(bytes) };
      break;
  }
  throw invalidBody(`Content-Type not acceptable: ${type}`);
}

/** `application/json` when the header is missing; parameters such as charset say nothing here. */
export function contentTypeOf(request: Request): string {
  const type = (request.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase();
  return type || "application/json";
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const tooLong = () => invalidBody(`The body is longer than ${maxBodyBytes} bytes`, 413);
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) throw tooLong();
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body) {
      length += chunk.byteLength;
      if (length > maxBodyBytes) break;
      chunks.push(chunk);
    }
  } catch {
    throw invalidBody("The body could not be read to its end");
  }
  if (length > maxBodyBytes) throw tooLong();
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

function jsonBody(text: string, columns: string[] | undefined, forRoutine: boolean): Body {
  if (columns) {
    const isObject = text.trimStart().startsWith("{");
    return { kind: "rows", payload: { text, isObject }, keys: [...new Set(columns)] };
  }
  if (forRoutine && text === "") return { kind: "rows", payload: { text: "{}", isObject: true }, keys: [] };
  const value = parseJson(text);
  if (Array.isArray(value)) {
    return { kind: "rows", payload: { text, isObject: false }, keys: commonKeys(value, forRoutine) };
  }
  if (isObject(value)) return { kind: "rows", payload: { text, isObject: true }, keys: Object.keys(value) };
  if (forRoutine) return { kind: "rows", payload: { text, isObject: true }, keys: [] };
  return { kind: "rows", payload: { text: "[]", isObject: false }, keys: [] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidBody("Empty or invalid json");
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The keys that all rows have. A function may take any list as its single argument; a table takes rows. */
function commonKeys(values: unknown[], forRoutine: boolean): string[] {
  const [first] = values;
  if (values.length === 0) return [];
  const keys = isObject(first) ? Object.keys(first) : [];
  const uniform =
    isObject(first) &&
    values.every(
      (value) =>
        isObject(value) &&
        Object.keys(value).length === keys.length &&
        keys.every((key) => Object.hasOwn(value, key)),
    );
  if (uniform) return keys;
  if (forRoutine) return [];
  throw invalidBody("All object keys must match");
}

function csvBody(text: string): Body {
  const [heading, ...records] = readCsv(text);
  if (!heading) throw invalidBody("Empty or invalid csv");
  if (records.some((record) => record.length !== heading.length)) {
    throw invalidBody("All lines must have same number of fields");
  }
  const rows = records.map((record) =>
    Object.fromEntries(heading.map((key, index) => [key, record[index] === "NULL" ? null : record[index]])),
  );
  return {
    kind: "rows",
    payload: { text: JSON.stringify(rows), isObject: false },
    keys: [...new Set(heading)],
  };
}

function readCsv(text: string): string[][] {
  try {
    return parseCsv(text);
  } catch (error) {
    if (error instanceof SyntaxProblem) throw invalidBody("Empty or invalid csv");
    throw error;
  }
}

function formBody(text: string, forRoutine: boolean): Body {
  const entries = [...new URLSearchParams(text)];
  if (forRoutine) return { kind: "form", values: collect(entries) };
  const object = Object.fromEntries(entries);
  return {
    kind: "rows",
    payload: { text: JSON.stringify(object), isObject: true },
    keys: Object.keys(object),
  };
}

/** Repeated names keep all their values: a variadic parameter takes them. */
export function collect(entries: Iterable<[string, string]>): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of entries) values.set(name, [...(values.get(name) ?? []), value]);
  return values;
}

/** Whether Postgres running out of stack was this body's doing. Looked at only then; brackets in texts count too. */
export function isDeeplyNested(body: Body | undefined): boolean {
  const text = body?.kind === "rows" ? body.payload.text : body?.kind === "raw" ? String(body.value) : "";
  let depth = 0;
  for (const bracket of text.matchAll(/[[\]{}]/g)) {
    depth += bracket[0] === "[" || bracket[0] === "{" ? 1 : -1;
    if (depth > 1000) return true;
  }
  return false;
}
