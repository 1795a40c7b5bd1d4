import { z } from "zod";

/** The examples that a schema was given with `.meta({ examples })`, on itself or on what it wraps. */
export function examplesOf(schema: z.ZodType): unknown[] {
  const given = schema.meta()?.examples;
  if (Array.isArray(given)) return given;
  const wraps =
    schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  return wraps ? examplesOf(schema.unwrap() as z.ZodType) : [];
}

/** What a media type object says of its examples: a single one bare, several by their number. */
export function exampleFields(schema: z.ZodType) {
  const [first, ...others] = examplesOf(schema);
  if (others.length === 0) return { example: first };
  const numbered = [first, ...others].map((value, at) => [`example-${at + 1}`, { value }]);
  return { examples: Object.fromEntries(numbered) as Record<string, { value: unknown }> };
}
