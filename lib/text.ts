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

/**
 * Embeddings, overrides and isolates: they turn the text around them, past the end of a name or a comment. The
 * marks that a single word may need (U+200E, U+200F, U+061C) are not among them.
 */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

/** Something that a person sees. Blanks, joiners, fillers and the blank Braille pattern alone are nothing. */
const visible = /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
const isVisible = (value: string) => value === "" || visible.test(value);

/** \p{Cc}, and the two characters of Unicode that break a line. */
const control = /[\p{Cc}\u2028\u2029]/u;
const controlInProse = /[^\P{Cc}\n\r\t]/u;

/** Text that people read, of several lines: as `text`, with what turns its direction taken out. */
export const prose = (bounds: Bounds) => readable(bounds, controlInProse, (value) => value);

/** The same without white space at its ends. */
export const trimmedProse = (bounds: Bounds) => readable(bounds, controlInProse, (value) => value.trim());

/** Text of a single line, without white space at its ends: a name, a title. */
export const line = (bounds: Bounds) => readable(bounds, control, (value) => value.trim());

function readable(bounds: Bounds, forbidden: RegExp, tidy: (value: string) => string) {
  return z
    .string()
    .transform((value) => tidy(value.replace(turning, "")))
    .pipe(
      text(bounds)
        .refine((value) => !forbidden.test(value), { error: "Must not contain control characters" })
        .refine(isVisible, { error: "Must contain something that can be seen" }),
    )
    .meta({ override: { type: "string", minLength: bounds.min ?? 0, maxLength: bounds.max } });
}

const atLeast = (min: number) => (min === 1 ? "Must not be empty" : `Must be at least ${min} characters`);

/** An RFC 9562 UUID in any case, kept in lower case as Postgres prints it. */
export const uuid = z.guid({ error: "Must be a UUID" }).toLowerCase().meta({ format: "uuid" });

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a path segment is an id; otherwise it is a slug or a user name. */
export const isUuid = (value: string): boolean => uuidPattern.test(value);

/**
 * What a change must hold, for `refine`. Not asked of input that is wrong already: a field that nobody knows is
 * its own fault, and leaves nothing behind.
 */
export const somethingToChange: [
  check: (input: object) => boolean,
  { error: string; when: (payload: z.core.ParsePayload) => boolean },
] = [
  (input) => Object.keys(input).length > 0,
  { error: "Name at least one field to change", when: ({ issues }) => issues.length === 0 },
];
