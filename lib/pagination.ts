import { createHash } from "node:crypto";
import { z } from "zod";
import { invalidField } from "./errors.ts";

/** How far numbered pages reach. Beyond it OFFSET gets slow, and a cursor is the way. */
export const maxNumberedRows = 10_000;

/** One page of a list. `page`, `total` and `totalPages` are there when a numbered page was asked for. */
export type Page<T> = {
  data: T[];
  pagination: {
    limit: number;
    nextCursor: string | null;
    hasMore: boolean;
    page?: number;
    total?: number;
    totalPages?: number;
  };
};

function wholeNumber(min: number, max: number) {
  return z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^\d{1,9}$/)
          .transform(Number),
      ],
      {
        error: `Must be a whole number from ${min} to ${max}`,
      },
    )
    .pipe(z.int().min(min).max(max))
    .meta({
      override: ({ jsonSchema }) => {
        delete jsonSchema.anyOf; // how it arrives, as text, is the same for every parameter
        Object.assign(jsonSchema, { type: "integer", minimum: min, maximum: max });
      },
    });
}

const exampleCursor = "eyJhdCI6IjIwMjYtMTEtMDNUMDk6MzA6MTIuNDgxKzAwOjAwIn05c2Zx0rA4";

/** The query parameters that every list takes. Spread into a list's own query schema. */
export const pageParameters = {
  limit: wholeNumber(1, 100).default(20).meta({ description: "How many rows, 1 to 100." }),
  cursor: z
    .string()
    .max(400)
    .optional()
    .meta({ description: "`nextCursor` of the page before. Opaque.", examples: [exampleCursor] }),
  page: wholeNumber(1, maxNumberedRows)
    .optional()
    .meta({ description: "A numbered page instead of a cursor, within the first 10,000 rows." }),
};

const pagination = z
  .object({
    limit: z.int(),
    nextCursor: z
      .string()
      .nullable()
      .meta({ description: "`cursor` of the next page; null on the last one and on numbered pages." }),
    hasMore: z.boolean(),
    page: z.int().optional(),
    total: z.int().optional().meta({ description: "How many rows there are, when a `page` was asked for." }),
    totalPages: z.int().optional(),
  })
  .meta({ id: "Pagination" });

/**
 * The output schema of a list of `item`.
 * @param examples rows for the API document; the examples of `item` unless said
 */
export function pageOf<S extends z.ZodType>(item: S, examples = examplesOf(item)) {
  return z.object({ data: z.array(item), pagination }).meta({ examples: [pageExample(examples)] });
}

/** A page of `data`, for the API document: there is more, and a cursor to it. */
export const pageExample = <T>(data: T[]) => ({
  data,
  pagination: { limit: 20, nextCursor: exampleCursor, hasMore: true },
});

const examplesOf = (item: z.ZodType) => (item.meta()?.examples ?? []) as unknown[];

/** A moment as PostgREST prints it. Kept as text: a Date would lose the microseconds, and rows with them. */
export const timestampText = z.iso.datetime({ offset: true });

/** The part of an intact cursor before its checksum. */
function bodyOf(cursor: string): string | null {
  const body = cursor.slice(0, -8);
  return body !== "" && checksum(body) === cursor.slice(-8) ? body : null;
}

const checksum = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 8);

/** Turns the sort values of a page's last row into a cursor. The checksum tells a damaged one from a real one. */
export function encodeCursor(position: unknown): string {
  const body = Buffer.from(JSON.stringify(position)).toString("base64url");
  return body + checksum(body);
}

/**
 * Reads a cursor back.
 * @throws {AppError} validation_failed on `cursor`, for anything that encodeCursor did not make for such a list
 */
export function decodeCursor<S extends z.ZodType>(cursor: string, position: S): z.output<S> {
  const body = bodyOf(cursor);
  if (body !== null) {
    const result = position.safeParse(parseJson(Buffer.from(body, "base64url").toString("utf8")));
    if (result.success) return result.data;
  }
  throw invalidField("cursor", "invalid_cursor", "Is not a cursor of this list");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type PageRequest = { limit: number; cursor?: string | undefined; page?: number | undefined };

/**
 * Checks the page parameters against each other and says which rows a numbered page covers.
 * @returns null when the caller pages by cursor
 * @throws {AppError} validation_failed
 */
export function numberedRange({ limit, cursor, page }: PageRequest): { from: number; to: number } | null {
  if (page === undefined) return null;
  if (cursor !== undefined) throw invalidField("page", "conflict", "Use either page or cursor");
  if (page * limit > maxNumberedRows) {
    throw invalidField("page", "too_big", `Numbered pages end at row ${maxNumberedRows}; go on with cursor`);
  }
  return { from: (page - 1) * limit, to: page * limit - 1 };
}

/**
 * Makes a page out of rows that were fetched with one more than `limit`.
 * @param positionOf the sort values of a row, for the cursor
 */
export function cursorPage<Row, T>(
  rows: Row[],
  limit: number,
  view: (row: Row) => T,
  positionOf: (row: Row) => unknown,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit;
  const nextCursor = hasMore && last !== undefined ? encodeCursor(positionOf(last)) : null;
  return { data: shown.map(view), pagination: { limit, nextCursor, hasMore } };
}

/** Makes a numbered page out of exactly its rows and the count of all. */
export function numberedPage<T>(data: T[], limit: number, page: number, total: number): Page<T> {
  const reachable = Math.min(total, maxNumberedRows);
  const totalPages = Math.ceil(reachable / limit);
  return {
    data,
    pagination: { limit, nextCursor: null, hasMore: page < totalPages, page, total, totalPages },
  };
}
