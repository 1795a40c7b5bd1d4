import { invalidRange } from "./errors.ts";
import type { At, RowRange } from "./syntax.ts";

/**
 * The rows wanted of the root: what limit/offset and the `Range` header (`0-9`, `10-`) have in common.
 *
 * @throws {RestError} PGRST103 for a negative limit or a backwards header
 */
export function topLevelRange(ranges: At<RowRange>[], header: string | null): RowRange {
  const asked = ranges.find(({ embeds }) => embeds.length === 0)?.value ?? { offset: 0 };
  if (asked.limit !== undefined && asked.limit < 0) {
    throw invalidRange("Limit should be greater than or equal to zero.");
  }
  const bounds = header?.trim().match(/^(?:items=)?(\d{1,15})-(\d{0,15})$/);
  if (!bounds) return asked;
  const from = Number(bounds[1]);
  const to = bounds[2] ? Number(bounds[2]) : Number.POSITIVE_INFINITY;
  if (to < from) {
    throw invalidRange(
      "The lower boundary must be lower than or equal to the upper boundary in the Range header.",
    );
  }
  return intersect(asked, { offset: from, limit: to - from + 1 });
}

function intersect(one: RowRange, other: RowRange): RowRange {
  const offset = Math.max(one.offset, other.offset);
  const end = Math.min(endOf(one), endOf(other));
  return end === Number.POSITIVE_INFINITY ? { offset } : { offset, limit: Math.max(0, end - offset) };
}

const endOf = (range: RowRange) => range.offset + (range.limit ?? Number.POSITIVE_INFINITY);

/** No more than `maxRows`, whatever was asked. */
export function capRange(range: RowRange, maxRows: number | undefined): RowRange {
  if (maxRows === undefined) return range;
  return { ...range, limit: Math.min(range.limit ?? maxRows, maxRows) };
}

/** `Content-Range` of `rows` rows from `offset`; the total is `*` when it was not counted. */
export function contentRange(offset: number, rows: number, total: number | null): string {
  const range = rows > 0 && total !== 0 ? `${offset}-${offset + rows - 1}` : "*";
  return `${range}/${total ?? "*"}`;
}

/** 416 beyond the end, 206 for a part of what is there, else 200. */
export function rangeStatus(offset: number, rows: number, total: number | null): number {
  if (total === null) return 200;
  if (offset > total) return 416;
  return rows < total ? 206 : 200;
}
