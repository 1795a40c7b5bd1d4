import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Answer } from "../../support/api-client.ts";

type Schema = Record<string, unknown>;
type Content = Record<string, { schema?: Schema }>;
type Parameter = { name: string; in: string; schema?: Schema };

export type Operation = {
  method: string;
  path: string;
  parameters: Parameter[];
  /** by content type */
  bodies: Content;
  responses: Record<string, { content?: Content }>;
  /** whether somebody who has not signed in may succeed */
  isPublic: boolean;
};

// biome-ignore lint/suspicious/noExplicitAny: the document as it came
export type ApiDocument = { paths: Record<string, Record<string, any>>; components: { schemas: Schema } };

/** Every operation that the document describes. */
export const operationsIn = ({ paths }: ApiDocument): Operation[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== "parameters")
      .map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        parameters: operation.parameters ?? [],
        bodies: operation.requestBody?.content ?? {},
        responses: operation.responses,
        isPublic: operation.security?.some((scheme: object) => Object.keys(scheme).length === 0) ?? true,
      })),
  );

/** What is wrong with an answer by the document's own words; null when nothing is. */
export type Judge = (operation: Operation, answer: Answer) => string | null;

export function judgeBy(document: ApiDocument): Judge {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema(document, "api");
  const known = new Map<string, ValidateFunction>();
  const validator = (pointer: string) => {
    const found = known.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` });
    known.set(pointer, found);
    return found;
  };
  return ({ method, path, responses }, { status, headers, body }) => {
    const response = responses[String(status)];
    if (response === undefined) return `${status} is none of ${Object.keys(responses)}`;
    if (response.content === undefined) return body === undefined ? null : `${status} has a body`;
    const type = (headers.get("content-type") ?? "").split(";", 1)[0]!;
    if (response.content[type] === undefined) return `${type} is none of ${Object.keys(response.content)}`;
    if (!/[/+]json$/.test(type)) return null;
    const steps = [
      "paths",
      path,
      method.toLowerCase(),
      "responses",
      String(status),
      "content",
      type,
      "schema",
    ];
    const validate = validator(steps.map((step) => `/${pointerStep(step)}`).join(""));
    return validate(body)
      ? null
      : `${ajv.errorsText(validate.errors)} in ${JSON.stringify(body).slice(0, 500)}`;
  };
}

/** A step of a JSON pointer in a URI's fragment. */
const pointerStep = (step: string) => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"));
