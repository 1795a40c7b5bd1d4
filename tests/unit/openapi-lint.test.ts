import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test, vi } from "vitest";
import { apiDocument } from "./api-document.ts";

// It validates a thousand examples, which is seconds of work.
vi.setConfig({ testTimeout: 240_000 });

/** Redocly's recommended rules, all of them errors, and those beyond them that make sense here. */
const config = await createConfig({
  extends: ["recommended-strict"],
  rules: {
    "operation-description": "error",
    "operation-operationId": "error",
    "operation-singular-tag": "error",
    "operation-tag-defined": "error",
    "operation-parameters-unique": "error",
    "tag-description": "error",
    "tags-alphabetical": "off", // they stand in the order of the reference
    "info-contact": "error",
    "info-license-strict": "error",
    "no-invalid-media-type-examples": "error",
    "no-invalid-schema-examples": "error",
    "no-invalid-parameter-examples": "error",
    "no-unused-components": "error",
    "paths-kebab-case": "error",
    "path-parameters-defined": "error",
    "no-path-trailing-slash": "error",
    "response-contains-header": {
      severity: "error",
      names: { "2xx": ["X-Request-Id", "RateLimit"], "4xx": ["X-Request-Id", "RateLimit"] },
    },
    "response-mime-type": "off",
  },
});

async function problemsOf(document: unknown): Promise<string[]> {
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(({ ruleId, severity, message, location }) => {
    return `${severity} ${ruleId} at ${location[0]?.pointer}: ${message}`;
  });
}

/** An operation that browsers follow links to has no success but a redirect. */
const redirects = /operation-2xx-response at #\/paths\/~1api~1auth~1(callback|verify)\/get\/responses/;

test("the document passes Redocly's rules without an error or a warning", async () => {
  const problems = await problemsOf(apiDocument);
  expect(problems.filter((problem) => !redirects.test(problem))).toEqual([]);
});

test("a fault would be found", async () => {
  const { "/api/posts": posts, ...paths } = apiDocument.paths ?? {};
  const { tags: _, ...get } = posts?.get ?? {};
  const broken = { ...apiDocument, paths: { ...paths, "/api/posts/": { ...posts, get } } };
  expect((await problemsOf(broken)).join()).toMatch(/no-path-trailing-slash/);
});
