import { describe, expect, test } from "vitest";
import { z } from "zod";
import { catalogue } from "../../lib/errors.ts";
import { route } from "../../lib/http/route.ts";
import { policies } from "../../lib/limits/policies.ts";
import { descriptions } from "../../lib/openapi/descriptions.ts";
import { createApiDocument } from "../../lib/openapi/document.ts";
import { apiDocument, operations, resolved, routeFiles, siteUrl } from "./api-document.ts";

test("every route file with a handler of its own is in the document", () => {
  const described = Object.keys(apiDocument.paths ?? {});
  expect(described).toContain("/api/posts/{id}/comments");
  expect(described).toContain("/api/openapi.json");
  expect(described).toHaveLength(Object.keys(routeFiles).length - 1); // all but the one for unknown addresses
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

test("every error code is in the Problem schema, and explained in the catalogue", () => {
  const codes = Object.keys(catalogue).toSorted();
  const problem = apiDocument.components?.schemas?.Problem as { properties: { code: { enum: string[] } } };
  expect(problem.properties.code.enum.toSorted()).toEqual(codes);
  const explained = apiDocument["x-errors"] as { code: string; happened: string; remedy: string }[];
  expect(explained.map(({ code }) => code).toSorted()).toEqual(codes);
  for (const { happened, remedy } of explained) {
    expect(happened).toMatch(/^.{20,}[.…]$/s);
    expect(remedy).toMatch(/^.{20,}[.…]$/s);
  }
});

test.each(operations)("$name names the codes of its failures, each under its status", ({ operation }) => {
  const codes = operation["x-error-codes"] as (keyof typeof catalogue)[];
  expect(codes).toContain("rate_limited");
  for (const code of codes) {
    const answer = operation.responses[catalogue[code].status].content["application/problem+json"];
    expect(answer.schema.allOf[1].properties.code.enum).toContain(code);
    expect(resolved(answer.examples[code]).value).toMatchObject({ code, status: catalogue[code].status });
  }
});

test("an operation that needs a caller says so, and a public one says that it does not", () => {
  const posts = apiDocument.paths?.["/api/posts"];
  expect(posts?.post?.security).toEqual([{ session: [] }, { bearer: [] }, { apiKey: ["posts:write"] }]);
  expect(posts?.get?.security).toContainEqual({});
  const named = operations.flatMap(({ operation }) => operation.security.flatMap(Object.keys));
  expect(Object.keys(apiDocument.components?.securitySchemes ?? {}).toSorted()).toEqual(
    [...new Set(named)].toSorted(),
  );
});

test.each(operations)("$name tells its limit, in words as well", ({ operation }) => {
  const limit = operation["x-rate-limit"] as { class: keyof typeof policies };
  expect(limit).toMatchObject(policies[limit.class] ? { class: limit.class } : {});
  expect(operation.description).toMatch(/\*\*Limit:\*\* class `\w+`, [\d,]+ (a minute|in \d+ seconds)/);
});

/** The names of the headers of one answer. */
const headersOf = (name: string, status: number) =>
  Object.keys(operations.find((one) => one.name === name)?.operation.responses[status].headers);

test("every answer has the headers of the pipeline, and some have more", () => {
  const always = ["X-Request-Id", "RateLimit", "RateLimit-Policy", "X-RateLimit-Limit"];
  for (const { name, operation } of operations) {
    for (const answer of Object.values<{ headers: object }>(operation.responses)) {
      expect(Object.keys(answer.headers), name).toEqual(expect.arrayContaining(always));
    }
    expect(Object.keys(operation.responses[429].headers), name).toContain("Retry-After");
  }
  expect(headersOf("get /api/posts", 200)).toContain("Link");
  expect(headersOf("get /api/posts/{id}", 200)).not.toContain("Link");
  expect(headersOf("post /api/posts", 201)).toContain("Idempotency-Replayed");
  expect(headersOf("post /api/posts", 503)).toContain("Retry-After");
  expect(headersOf("post /api/posts", 429)).not.toContain("Idempotency-Replayed");
  expect(headersOf("get /api/media/{id}", 302)).toContain("Location");
  expect(headersOf("post /api/posts", 401)).toContain("WWW-Authenticate");
});

test("Idempotency-Key can be sent where it is honoured, and nowhere else", () => {
  for (const { name, operation } of operations) {
    const parameters = (operation.parameters ?? []).map(resolved);
    const takesKey = parameters.some((parameter: { name: string }) => parameter.name === "Idempotency-Key");
    expect(takesKey, name).toBe(operation["x-error-codes"].includes("idempotency_mismatch"));
  }
});

test("what is told beyond the summary is told of operations that there are", () => {
  const names = operations.map(({ name, path }) => `${name.split(" ")[0]?.toUpperCase()} ${path}`);
  expect(Object.keys(descriptions).filter((name) => !names.includes(name))).toEqual([]);
  const { description } = operations.find(({ name }) => name === "get /api/posts")?.operation ?? {};
  expect(description).toMatch(/without their texts.*\n\n- \*\*Conditional.*\n- \*\*Limit/s);
});

test("the parts of the API are described, in an order that a reader can follow", () => {
  const tags = apiDocument.tags ?? [];
  expect(tags.slice(0, 2).map(({ name }) => name)).toEqual(["auth", "posts"]);
  expect(new Set(tags.map(({ name }) => name))).toEqual(
    new Set(operations.flatMap(({ operation }) => operation.tags)),
  );
  for (const { description } of tags) expect(description).toBeTruthy();
});

describe("a route that is not documented has no document", () => {
  const create = (module: Record<string, unknown>) =>
    createApiDocument({ ...routeFiles, "/app/api/bookmarks/route.ts": module }, siteUrl);
  const declared = { auth: "public", limit: "read" } as const;
  const handler = async () => new Response();
  const bare = z.object({ id: z.string() });

  test.each([
    ["a handler that is not made by route()", { GET: handler }, /GET is not made by route\(\)/],
    ["no summary", { GET: route(declared, () => {}) }, /GET has no summary/],
    [
      "an answer without an example",
      { GET: route({ ...declared, summary: "List", response: bare }, () => ({ id: "1" })) },
      /GET has no example of its response/,
    ],
    [
      "a body without an example",
      { POST: route({ ...declared, summary: "Keep", body: bare }, () => {}) },
      /POST has no example of its body/,
    ],
    [
      "another answer without an example",
      { GET: route({ ...declared, summary: "List", otherResponses: { 503: bare } }, () => {}) },
      /GET has no example of its answer 503/,
    ],
  ])("%s", (_, module, message) => {
    expect(() => create(module)).toThrow(message);
    expect(() => create(module)).toThrow(/\/app\/api\/bookmarks\/route\.ts/);
  });

  test("one that is", () => {
    const response = bare.meta({ examples: [{ id: "1" }] });
    const GET = route({ ...declared, summary: "List", response: response.nullable() }, () => null);
    expect(create({ GET, dynamic: "force-dynamic" }).paths).toHaveProperty("/api/bookmarks");
  });
});
