import { z } from "zod";

type Bounds = { min?: number; max: number };

/** Characters as a person and Postgres count them: "👍" is one, not two. */
const lengthOf = (text: string) => [...text].length;

/**
 * What Postgres can store and JSON can carry: no NUL, no half of a surrogate pair. Anything else would come
 * back from the database as an error instead of an issue with a path.
 */
const isStorable = (text: string) => !text.includes("\u0000") && text.isWellFormed();

/** Text from a client, between `min` and `max` characters (code points), as it was sent. */
export function text({ min = 0, max }: Bounds) {
  return z
    .string()
    .refine(isStorable, { error: "Must not contain unprintable characters" })
    .refine((value) => lengthOf(value) >= min, { error: atLeast(min) })
    .refine((value) => lengthOf(value) <= max, { error: `Must be at most ${max} characters` })
    .meta({ override: { minLength: min, maxLength: max } });
}

/** One line of text: as `text`, without white space at its ends. */
export function line(bounds: Bounds) {
  return z
    .string()
    .transform((value) => value.trim())
    .pipe(text(bounds))
    .meta({ override: { type: "string", minLength: bounds.min ?? 0, maxLength: bounds.max } });
}

const atLeast = (min: number) => (min === 1 ? "Must not be empty" : `Must be at least ${min} characters`);

/** An RFC 9562 UUID in any case, kept in lower case as Postgres prints it. */
export const uuid = z.guid({ error: "Must be a UUID" }).toLowerCase().meta({ format: "uuid" });

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a path segment is an id; otherwise it is a slug or a user name. */
export const isUuid = (value: string): boolean => uuidPattern.test(value);
