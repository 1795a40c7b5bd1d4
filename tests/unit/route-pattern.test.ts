import { expect, test } from "vitest";
import { patternOf, rememberPattern } from "../../lib/http/route-pattern.ts";

const find = (path: string, params: object, handler = () => {}) =>
  patternOf(handler, path, Promise.resolve(params));

test.each<[string, object, string]>([
  ["/api/health", {}, "/api/health"],
  ["/api/posts/my-post", { id: "my-post" }, "/api/posts/[id]"],
  ["/api/posts/my-post/comments", { id: "my-post" }, "/api/posts/[id]/comments"],
  ["/api/posts/caf%C3%A9", { id: "café" }, "/api/posts/[id]"],
  ["/api/posts/caf%C3%A9", { id: "caf%C3%A9" }, "/api/posts/[id]"],
  ["/api/a/1/b/2", { a: "1", b: "2" }, "/api/a/[a]/b/[b]"],
])("%s is %s at %s", async (path, params, pattern) => {
  expect(await find(path, params)).toBe(pattern);
});

test("once known it is not looked for any more", async () => {
  const handler = () => {};
  await find("/api/posts/my-post", { id: "my-post" }, handler);
  expect(patternOf(handler, "/api/posts/another", undefined)).toBe("/api/posts/[id]");
});

test("a value that stands in the path twice is not held against those that come later", async () => {
  const handler = () => {};
  await find("/api/posts/comments/comments", { id: "comments" }, handler);
  expect(await find("/api/posts/my-post/comments", { id: "my-post" }, handler)).toBe(
    "/api/posts/[id]/comments",
  );
});

test("no path gets through, whatever its parameters are", async () => {
  expect(await find("/api/posts/one", { id: "another" })).toBe("unknown");
  expect(await find("/api/posts/%FF", { id: "?" })).toBe("unknown");
});

test("a handler for many paths has the name that it was given", () => {
  const handler = () => {};
  rememberPattern(handler, "/api/[[...path]]");
  expect(patternOf(handler, "/api/x/y", undefined)).toBe("/api/[[...path]]");
});
