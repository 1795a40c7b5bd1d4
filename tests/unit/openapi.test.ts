import { expect, test } from "vitest";
import { catalogue } from "../../lib/errors.ts";
import { createApiDocument, type RouteModule } from "../../lib/openapi/document.ts";
import { setEnvironment } from "./environment.ts";

setEnvironment();
const files = import.meta.glob<RouteModule>("/app/api/**/route.ts", { eager: true });
const document = createApiDocument(files);
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
);

test("every route file with a handler of its own is in the document", () => {
  const described = Object.keys(document.paths ?? {});
  expect(described).toContain("/api/posts/{id}/comments");
  expect(described).toContain("/api/openapi.json");
  expect(described).toHaveLength(Object.keys(files).length - 1); // all but the one for unknown addresses
});

test("operation ids are unique", () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(operations)("$name has a summary, its path parameters and an answer", ({ path, operation }) => {
  expect(operation.summary).toBeTruthy();
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const declared = (operation.parameters ?? []).filter(
    (parameter: { in?: string }) => parameter.in === "path",
  );
  expect(declared.map((parameter: { name?: string }) => parameter.name)).toEqual(named);
  expect(Object.keys(operation.responses ?? {}).some((status) => /^[23]/.test(status))).toBe(true);
});

test("every error code is in the Problem schema", () => {
  const problem = document.components?.schemas?.Problem as { properties: { code: { enum: string[] } } };
  expect(problem.properties.code.enum.toSorted()).toEqual(Object.keys(catalogue).toSorted());
});

test("an operation that needs a caller says so, and a public one says that it does not", () => {
  const posts = document.paths?.["/api/posts"];
  expect(posts?.post?.security).toEqual([{ session: [] }, { bearer: [] }, { apiKey: ["posts:write"] }]);
  expect(posts?.get?.security).toContainEqual({});
});
