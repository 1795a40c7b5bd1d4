import { expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "../../lib/errors.ts";
import {
  cursorPage,
  decodeCursor,
  encodeCursor,
  numberedPage,
  numberedRange,
  pageParameters,
} from "../../lib/pagination.ts";

const place = z.object({ at: z.iso.datetime({ offset: true }), id: z.guid() });
const position = { at: "2026-03-01T10:00:00.123456+00:00", id: "0a1b2c3d-0000-4000-8000-000000000001" };

test("a cursor comes back as it went in, to the microsecond", () => {
  expect(decodeCursor(encodeCursor(position), place)).toEqual(position);
});

test("a cursor with any one character changed is refused with 422", () => {
  const cursor = encodeCursor(position);
  for (let at = 0; at < cursor.length; at++) {
    const changed = cursor.slice(0, at) + (cursor[at] === "A" ? "B" : "A") + cursor.slice(at + 1);
    expect(() => decodeCursor(changed, place), changed).toThrow(AppError);
  }
});

test.each(["", "x", "null", "a".repeat(400), "é".repeat(20), encodeCursor({ at: "now()", id: "1" })])(
  "%j is no cursor",
  (cursor) => {
    expect(() => decodeCursor(cursor, place)).toThrow(
      expect.objectContaining({
        code: "validation_failed",
        issues: [expect.objectContaining({ path: "cursor" })],
      }),
    );
  },
);

test.each([
  ["20", 20],
  ["1", 1],
  ["100", 100],
  [7, 7],
  [undefined, 20],
])("limit %j is %j", (given, expected) => {
  expect(pageParameters.limit.parse(given)).toBe(expected);
});

test.each(["0", "101", "-1", "1.5", "1e1", "0x10", " 5", "", "ten", "9".repeat(30), ["1", "2"], null])(
  "limit %j is refused",
  (given) => {
    expect(pageParameters.limit.safeParse(given).success).toBe(false);
  },
);

test("numbered pages end at row 10,000 and exclude cursors", () => {
  expect(numberedRange({ limit: 20 })).toBeNull();
  expect(numberedRange({ limit: 20, page: 3 })).toEqual({ from: 40, to: 59 });
  expect(numberedRange({ limit: 100, page: 100 })).toEqual({ from: 9_900, to: 9_999 });
  expect(() => numberedRange({ limit: 100, page: 101 })).toThrow(AppError);
  expect(() => numberedRange({ limit: 20, page: 1, cursor: "x" })).toThrow(AppError);
});

test("a page has a next cursor exactly when a row more than asked for was there", () => {
  const rows = [1, 2, 3].map((n) => ({ n }));
  const full = cursorPage(
    rows,
    2,
    ({ n }) => n,
    ({ n }) => n,
  );
  expect(full.data).toEqual([1, 2]);
  expect(full.pagination).toEqual({ limit: 2, hasMore: true, nextCursor: encodeCursor(2) });
  const last = cursorPage(
    rows,
    3,
    ({ n }) => n,
    ({ n }) => n,
  );
  expect(last.pagination).toEqual({ limit: 3, hasMore: false, nextCursor: null });
});

test("a numbered page counts what can be reached", () => {
  expect(numberedPage([1], 20, 3, 41).pagination).toMatchObject({
    page: 3,
    total: 41,
    totalPages: 3,
    hasMore: false,
  });
  expect(numberedPage([], 100, 1, 25_000).pagination).toMatchObject({ total: 25_000, totalPages: 100 });
});
