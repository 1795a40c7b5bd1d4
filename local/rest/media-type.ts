import { parseAccept } from "hono/utils/accept";
import { notAcceptable } from "./errors.ts";
import { isPlanOption, type PlanOption } from "./sql/envelope.ts";

/** What the body will hold. `strip` leaves keys with null out. */
export type Shape = { kind: "array"; strip: boolean } | { kind: "object"; strip: boolean } | { kind: "csv" };

export type ResponseType =
  | { kind: "rows"; shape: Shape; contentType: string }
  | { kind: "plan"; shape: Shape; contentType: string; format: "text" | "json"; options: PlanOption[] };

const charset = "; charset=utf-8";
const json: ResponseType = {
  kind: "rows",
  shape: { kind: "array", strip: false },
  contentType: `application/json${charset}`,
};

/**
 * Chooses how to answer from `Accept`; the first type that can be served wins, by weight and then by order. A plan
 * that is not allowed is one that cannot be served.
 *
 * @throws {RestError} PGRST107 when none can
 */
export function negotiate(header: string | null, allowsPlans: boolean): ResponseType {
  if (!header || header === "*/*" || header === "application/json") return json;
  const accepted = parseAccept(header).filter(({ q }) => q > 0);
  for (const { type, params } of accepted) {
    const found = responseType(type.toLowerCase(), params);
    if (found && (found.kind !== "plan" || allowsPlans)) return found;
  }
  throw notAcceptable(accepted.map(({ type, params }) => writtenOut(type, params)));
}

/** A media type as PostgREST lists it among those that it does not have: a plan with all that it is about. */
function writtenOut(type: string, params: Record<string, string>): string {
  const [, format] = /^application\/vnd\.pgrst\.plan(?:\+(text|json))?$/i.exec(type) ?? [];
  const plan = /vnd\.pgrst\.plan/i.test(type)
    ? planType(format === "json" ? "json" : "text", params)
    : undefined;
  return plan ? plan.contentType.replace(charset, "") : type;
}

/** Whether the root's OpenAPI document may be the answer. */
export function acceptsOpenApi(header: string | null): boolean {
  const wanted = ["application/openapi+json", "application/json", "*/*"];
  return !header || parseAccept(header).some(({ type }) => wanted.includes(type.toLowerCase()));
}

function responseType(type: string, params: Record<string, string>): ResponseType | undefined {
  const strip = params.nulls === "stripped";
  const suffix = strip ? ";nulls=stripped" : "";
  switch (type) {
    case "*/*":
    case "application/*":
    case "application/json":
      return json;
    case "text/csv":
      return { kind: "rows", shape: { kind: "csv" }, contentType: `text/csv${charset}` };
    case "application/vnd.pgrst.object+json":
    case "application/vnd.pgrst.object":
      return rows("object", strip, `application/vnd.pgrst.object+json${suffix}${charset}`);
    case "application/vnd.pgrst.array+json":
    case "application/vnd.pgrst.array":
      return strip ? rows("array", true, `application/vnd.pgrst.array+json${suffix}${charset}`) : json;
    case "application/vnd.pgrst.plan":
    case "application/vnd.pgrst.plan+text":
      return planType("text", params);
    case "application/vnd.pgrst.plan+json":
      return planType("json", params);
  }
}

const rows = (kind: "array" | "object", strip: boolean, contentType: string): ResponseType => ({
  kind: "rows",
  shape: { kind, strip },
  contentType,
});

function planType(format: "text" | "json", params: Record<string, string>): ResponseType | undefined {
  const target = unquote(params.for ?? "application/json");
  const [type = "", ...rest] = target.split(";");
  const inner = responseType(type.trim(), Object.fromEntries(rest.map((part) => part.trim().split("=", 2))));
  if (inner?.kind !== "rows") return;
  const options = unquote(params.options ?? "")
    .split("|")
    .filter(isPlanOption);
  const shown = options.length > 0 ? `; options=${options.join("|")}` : "";
  const contentType = `application/vnd.pgrst.plan+${format}; for="${target}"${shown}${charset}`;
  return { kind: "plan", shape: inner.shape, contentType, format, options };
}

const unquote = (text: string) => text.replace(/^"(.*)"$/, "$1");
