import { expect, test } from "vitest";
import { z } from "zod";
import { issuesOf, mostIssues } from "../../lib/http/issues.ts";

const post = z.strictObject({ title: z.string(), tags: z.array(z.string()).optional() });

/** The issues of an input that does not fit. */
function issues(input: unknown) {
  const { error } = post.safeParse(input);
  if (error === undefined) throw new Error("The input is valid.");
  return issuesOf(error);
}

test("everything that is wrong is told, by the path of the field", () => {
  expect(issues({ tags: ["a", 1], colour: "red", size: 3 })).toEqual([
    { path: "title", code: "required", message: "Is required" },
    { path: "tags.1", code: "invalid_type", message: expect.stringContaining("expected string") },
    { path: "colour", code: "unrecognized_key", message: "Is not a field of this request" },
    { path: "size", code: "unrecognized_key", message: "Is not a field of this request" },
  ]);
});

test.each([
  ["unknown fields", Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`field${n}`, n]))],
  ["wrong elements", { title: "A title", tags: Array.from({ length: 50_000 }, (_, n) => n) }],
])("of 50,000 %s only the first are told", (_, input) => {
  expect(issues(input)).toHaveLength(mostIssues);
});

test("a field's endless name is cut, and never through a character", () => {
  const [issue] = issues({ title: "A title", ["👍".repeat(50_000)]: 1, ["x👍".repeat(50_000)]: 1 });
  expect(issue?.path.length).toBeLessThan(300);
  expect(issues({ title: "A title", [`x${"👍".repeat(50_000)}`]: 1 })[0]?.path.isWellFormed()).toBe(true);
});
