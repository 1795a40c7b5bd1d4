import type { ApiDocument } from "../document.ts";

/** A schema object of the document, as far as the reference shows it. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
};

/** What a `$ref` of the document names; anything else as it is. */
export function resolveIn<T>(document: ApiDocument, value: T | { $ref: string }): T {
  if (typeof value !== "object" || value === null || !("$ref" in value) || !value.$ref) return value as T;
  const [, ...path] = value.$ref.split("/");
  return path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document) as T;
}

/** The last part of a `$ref`. */
export const nameOfRef = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1);
