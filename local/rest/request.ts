import { invalidPath, methodNotAllowed, rpcMethodNotAllowed, unknownSchema } from "./errors.ts";
import { type Preferences, parsePreferences } from "./prefer.ts";
import { parseQueryString } from "./query-string.ts";
import type { QueryString } from "./syntax.ts";

export type Target = { kind: "root" } | { kind: "table" | "routine"; name: string };

/** What a request asks for, before it is held against the schema. */
export type RestRequest = {
  raw: Request;
  method: string;
  path: string;
  target: Target;
  schema: string;
  /** More than one schema is exposed, so the answer says which one it came from. */
  showsProfile: boolean;
  queryText: string;
  query: QueryString;
  preferences: Preferences;
};

const tableMethods = ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"];
const readMethods = ["GET", "HEAD", "OPTIONS"];

/** @throws {RestError} PGRST100, 101, 106, 117 or 125 */
export function readRequest(raw: Request, schemas: string[], timezones: ReadonlySet<string>): RestRequest {
  const { method } = raw;
  const { path, queryText } = splitUrl(raw.url);
  const target = targetOf(path);
  checkMethod(target, method);
  const isFunctionRead = target.kind === "routine" && (method === "GET" || method === "HEAD");
  return {
    raw,
    method,
    path,
    target,
    schema: chooseSchema(raw, schemas),
    showsProfile: schemas.length > 1,
    queryText,
    query: parseQueryString(queryText, isFunctionRead),
    preferences: parsePreferences(raw.headers.get("prefer"), timezones),
  };
}

/** A full URL parser has no use here: scheme and host are ours. */
function splitUrl(url: string): { path: string; queryText: string } {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  const rest = start === -1 ? "/" : (url.slice(start).split("#", 1)[0] ?? "/");
  const mark = rest.indexOf("?");
  return mark === -1
    ? { path: rest, queryText: "" }
    : { path: rest.slice(0, mark), queryText: rest.slice(mark + 1) };
}

function targetOf(path: string): Target {
  const parts = path.split("/").slice(1).map(decodePart);
  if (parts.at(-1) === "" && parts.length > 1) parts.pop();
  const [first, second, ...rest] = parts;
  if (first === undefined || (first === "" && parts.length === 1)) return { kind: "root" };
  if (first === "") throw invalidPath(); // `//posts` is no table, and not the root either
  if (second === undefined) return { kind: "table", name: first };
  if (first === "rpc" && second !== "" && rest.length === 0) return { kind: "routine", name: second };
  throw invalidPath();
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalidPath();
  }
}

function checkMethod(target: Target, method: string): void {
  if (!tableMethods.includes(method)) throw methodNotAllowed(method);
  if (target.kind === "routine" && method !== "POST" && !readMethods.includes(method)) {
    throw rpcMethodNotAllowed(method);
  }
  if (target.kind === "root" && !readMethods.includes(method)) throw methodNotAllowed(method);
}

function chooseSchema({ method, headers }: Request, schemas: string[]): string {
  const writes = !readMethods.includes(method);
  const wanted = headers.get(writes ? "content-profile" : "accept-profile");
  if (wanted !== null && !schemas.includes(wanted)) throw unknownSchema(wanted, schemas);
  return wanted ?? schemas[0] ?? "public";
}
