import type { ApiDocument } from "../document.ts";
import type { RateLimit } from "../limits.ts";
import { type Field, fieldOf, fieldsOf } from "./fields.ts";
import { resolveIn, type Schema } from "./schema.ts";

/** A body as it is sent or answered. */
export type Body = { type: string; required: boolean; fields: Field[]; examples: Example[] };
export type Example = { name: string; title: string; value: unknown };
export type Parameter = Field & { in: "path" | "query" | "header" | "cookie"; example?: unknown };
export type Answer = { status: number; description: string; headers: Field[]; body?: Body };

/** An operation of the API, ready to be shown. */
export type Operation = {
  /** unique, and its anchor on the page of its part */
  id: string;
  method: string;
  path: string;
  part: string;
  summary: string;
  /** Markdown */
  description: string;
  parameters: Parameter[];
  body?: Body;
  answers: Answer[];
  codes: string[];
  limit: RateLimit;
  /** a stream of events that does not end */
  streams: boolean;
  /** who can call it: by name of the security scheme, and "nobody" */
  callers: string[];
  /** what an API key must have been given, where it is said */
  scopes: string[];
};

/** One part of the API: what is below one first segment of the paths. */
export type Part = { name: string; title: string; description: string; operations: Operation[] };

/** The API document as pages show it: its parts in order, each with its operations. */
export function referenceOf(document: ApiDocument): Part[] {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => operationOf(document, method, path, operation as Raw)),
  );
  return (document.tags ?? []).map(({ name, description = "", ...rest }) => ({
    ...{ name, description, title: String(rest["x-displayName"] ?? name) },
    operations: operations.filter(({ part }) => part === name),
  }));
}

type RawMedia = { schema: Schema; example?: unknown; examples?: Record<string, RawExample> };
type RawExample = { $ref?: string; summary?: string; value?: unknown };
type RawHeader = { description?: string; schema: Schema; example?: unknown; required?: boolean };
type RawParameter = RawHeader & { name: string; in: Parameter["in"] };
type RawAnswer = { description: string; headers?: Record<string, RawHeader>; content?: Content };
type Content = Record<string, RawMedia>;
type Raw = {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters?: RawParameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, RawAnswer>;
  security: Record<string, string[]>[];
  "x-rate-limit": RateLimit;
  "x-error-codes": string[];
};

function operationOf(document: ApiDocument, method: string, path: string, raw: Raw): Operation {
  const { requestBody, responses } = raw;
  return {
    ...{ id: raw.operationId, method: method.toUpperCase(), path, part: raw.tags[0] ?? "" },
    ...{ summary: raw.summary, description: raw.description },
    parameters: (raw.parameters ?? []).map((parameter) => parameterOf(document, parameter)),
    ...(requestBody && { body: bodyOf(document, requestBody.content, requestBody.required === true) }),
    answers: Object.entries(responses).map(([status, answer]) => answerOf(document, Number(status), answer)),
    ...{ codes: raw["x-error-codes"], limit: raw["x-rate-limit"] },
    streams: Object.values(responses).some(({ content }) => content?.["text/event-stream"]),
    callers: raw.security.map((scheme) => Object.keys(scheme)[0] ?? "nobody"),
    scopes: raw.security.flatMap((scheme) => Object.values(scheme).flat()),
  };
}

function parameterOf(document: ApiDocument, given: RawParameter | { $ref: string }): Parameter {
  const raw = resolveIn<RawParameter>(document, given);
  const schema = { ...raw.schema, ...(raw.description && { description: raw.description }) };
  const example = raw.example ?? schema.examples?.[0] ?? schema.enum?.[0];
  return { ...fieldOf(document, raw.name, schema, raw.required === true), in: raw.in, example };
}

function bodyOf(document: ApiDocument, content: Content, required: boolean): Body | undefined {
  const [entry] = Object.entries(content);
  if (!entry) return undefined;
  const [type, media] = entry;
  return { type, required, fields: fieldsOf(document, media.schema), examples: examplesOf(document, media) };
}

function examplesOf(document: ApiDocument, { example, examples = {} }: RawMedia): Example[] {
  if (example !== undefined) return [{ name: "example", title: "Example", value: example }];
  return Object.entries(examples).map(([name, given], at) => {
    const { summary, value } = resolveIn<RawExample>(document, given as { $ref: string });
    return { name, title: summary ?? `Example ${at + 1}`, value };
  });
}

function answerOf(document: ApiDocument, status: number, raw: RawAnswer): Answer {
  const headers = Object.entries(raw.headers ?? {}).map(([name, given]) => {
    const { schema, description } = resolveIn<RawHeader>(document, given);
    return fieldOf(document, name, { ...schema, ...(description && { description }) }, false);
  });
  const body = bodyOf(document, raw.content ?? {}, true);
  return { status, description: raw.description, headers, ...(body && { body }) };
}
