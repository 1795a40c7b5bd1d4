import { createClient } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import { conflict } from "../../lib/errors.ts";
import { dataOf, toAppError } from "../../lib/supabase/errors.ts";
import { afterPosition, containsPattern } from "../../lib/supabase/filters.ts";

test.each([
  ["PGRST116", "not_found"],
  ["PGRST301", "invalid_token"],
  ["42501", "forbidden"],
  ["23503", "not_found"],
  ["23505", "conflict"],
  ["23514", "validation_failed"],
  ["22P02", "validation_failed"],
  ["22021", "validation_failed"],
  ["", "unavailable"],
  ["PGRST000", "unavailable"],
  ["08006", "unavailable"],
  ["53300", "unavailable"],
  ["57P01", "unavailable"],
  ["57014", "unavailable"],
  ["XX000", "internal_error"],
  ["42P01", "internal_error"],
])("the database's %s is %s", (code, expected) => {
  expect(toAppError({ code, message: "…" }, "post").code).toBe(expected);
});

test("a constraint that a noun knows gets the noun's own error", () => {
  const message = 'duplicate key value violates unique constraint "posts_slug_key"';
  const slugTaken = () => conflict("The slug is taken.");
  expect(toAppError({ code: "23505", message }, "post", { posts_slug_key: slugTaken }).detail).toBe(
    "The slug is taken.",
  );
});

test("what the database said is kept for the log and out of the answer", () => {
  const error = toAppError({ code: "XX000", message: "secret detail" }, "post");
  expect(error.cause).toMatchObject({ message: "secret detail" });
  expect(error.message).not.toContain("secret");
});

const at = "2026-01-01T00:00:00+00:00";

test("data without an error is handed on", () => {
  expect(dataOf({ data: [1], error: null }, "post")).toEqual([1]);
});

test("what a person searches for stays text inside a filter", () => {
  expect(containsPattern('50%_\\"),id.eq.1')).toBe('"%50\\\\%\\\\_\\\\\\\\\\"),id.eq.1%"');
});

test.each([
  ["newest", undefined, { published_at: `lte.${at}`, or: `(published_at.lt."${at}",id.lt.7)` }],
  [
    "oldest",
    "comments",
    { "comments.published_at": `gte.${at}`, "comments.or": `(published_at.gt."${at}",id.gt.7)` },
  ],
] as const)(
  "a position in a list, %s first, becomes filters for the rows beyond it",
  async (order, table, filters) => {
    let asked = new URL("http://nowhere.test");
    const fetch = async (url: RequestInfo | URL) => {
      asked = new URL(String(url));
      return Response.json([]);
    };
    const list = createClient("http://supabase.test", "a key", { global: { fetch } })
      .from("posts")
      .select("id");
    await afterPosition(list, "published_at", { at, id: "7" }, order, table);
    expect(Object.fromEntries(asked.searchParams)).toEqual({ select: "id", ...filters });
  },
);
