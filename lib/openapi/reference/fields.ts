import type { ApiDocument } from "../document.ts";
import { nameOfRef, resolveIn, type Schema } from "./schema.ts";

/** A property of a body, or a parameter, as a reader wants to know it. */
export type Field = {
  name: string;
  /** such as "string", "list of Post", "integer or null" */
  type: string;
  required: boolean;
  /** Markdown */
  description: string;
  /** such as "5 to 200 characters" */
  bounds: string[];
  /** the values that there are, if there are only these */
  values: string[];
  default?: string;
  /** what is inside of it */
  fields: Field[];
};

/** The properties of an object schema, or of the objects in a list; those of other schemas are none. */
export function fieldsOf(document: ApiDocument, schema: Schema): Field[] {
  const object = insideOf(document, schema);
  const required = new Set(object.required);
  return Object.entries(object.properties ?? {}).map(([name, property]) =>
    fieldOf(document, name, property, required.has(name)),
  );
}

/** One named schema. */
export function fieldOf(document: ApiDocument, name: string, schema: Schema, required: boolean): Field {
  const plain = withoutNull(document, schema);
  return {
    ...{ name, required, type: typeOf(document, schema) },
    description: schema.description ?? plain.description ?? "",
    bounds: boundsOf(plain),
    values: valuesOf(plain),
    ...(plain.default !== undefined && { default: JSON.stringify(plain.default) }),
    fields: fieldsOf(document, schema),
  };
}

/** The schema itself, without `or null` around it. */
function withoutNull(document: ApiDocument, schema: Schema): Schema {
  const resolved = resolveIn<Schema>(document, schema);
  const others = (resolved.anyOf ?? []).filter(({ type }) => type !== "null");
  const [only] = others;
  if (!only || others.length > 1) return resolved;
  return {
    ...resolveIn<Schema>(document, only),
    ...(resolved.description && { description: resolved.description }),
  };
}

/** The object that a reader meets: the one in a list, or the one beside null. */
function insideOf(document: ApiDocument, schema: Schema): Schema {
  const plain = withoutNull(document, schema);
  if (plain.items) return insideOf(document, plain.items);
  if (!plain.allOf) return plain;
  const parts = plain.allOf.map((part) => insideOf(document, part));
  const properties = Object.assign({}, ...parts.map((part) => part.properties));
  return { ...plain, properties, required: parts.flatMap((part) => part.required ?? []) };
}

function typeOf(document: ApiDocument, schema: Schema): string {
  if (schema.$ref) return namedType(document, schema.$ref);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return [...new Set(branches.map((branch) => typeOf(document, branch)))].join(" or ");
  if (schema.allOf) return schema.allOf.map((part) => typeOf(document, part))[0] ?? "object";
  if (Array.isArray(schema.type)) return schema.type.join(" or ");
  if (schema.type === "array") return `list of ${schema.items ? typeOf(document, schema.items) : "anything"}`;
  if (schema.type === "object" && !schema.properties) return "object of any names";
  return schema.format && schema.type === "string"
    ? wordsOfFormat(schema.format)
    : (schema.type ?? "anything");
}

/** An object by its name; what is only a named string is a string. */
function namedType(document: ApiDocument, ref: string): string {
  const schema = resolveIn<Schema>(document, { $ref: ref });
  return schema.properties ? nameOfRef(ref) : typeOf(document, schema);
}

const formats: Record<string, string> = {
  uuid: "UUID",
  "date-time": "date and time",
  email: "email address",
  uri: "URL",
  password: "password",
  binary: "file",
};
const wordsOfFormat = (format: string) => formats[format] ?? `string (${format})`;

function boundsOf({ minLength, maxLength, minItems, maxItems, minimum, maximum, pattern }: Schema): string[] {
  return [
    range(minLength || undefined, maxLength, "characters"),
    range(minItems, maxItems, "items"),
    range(known(minimum), known(maximum), ""),
    pattern && isReadable(pattern) ? `\`${pattern}\`` : "",
  ].filter((bound) => bound !== "");
}

/** Bounds of the number type itself tell a reader nothing. */
const known = (bound?: number) => (Math.abs(bound ?? 0) < Number.MAX_SAFE_INTEGER ? bound : undefined);

/** The patterns of UUIDs and dates are longer than what they say, which is in the type. */
const isReadable = (pattern: string) => pattern.length <= 40;

function range(min: number | undefined, max: number | undefined, unit: string): string {
  const number = (value: number) => value.toLocaleString("en");
  const words =
    min !== undefined && max !== undefined
      ? `${number(min)} to ${number(max)}`
      : max !== undefined
        ? `At most ${number(max)}`
        : min !== undefined
          ? `At least ${number(min)}`
          : "";
  return words && `${words} ${unit}`.trim();
}

const valuesOf = ({ enum: values, const: only, items }: Schema): string[] =>
  (values ?? (only === undefined ? (items?.enum ?? []) : [only])).map(String);
