import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { errorGuide } from "../../lib/openapi/error-guide.ts";
import { entriesOf, errorHref, operationHref } from "../../lib/openapi/reference/entries.ts";
import type { Field } from "../../lib/openapi/reference/fields.ts";
import { type Operation, referenceOf } from "../../lib/openapi/reference/reference.ts";
import { createSearch } from "../../lib/openapi/reference/search.ts";
import { exampleAddress, snippetsOf } from "../../lib/openapi/reference/snippets.ts";
import { apiDocument, operations as described, siteUrl } from "./api-document.ts";

const run = promisify(execFile);
const parts = referenceOf(apiDocument);
const operations = parts.flatMap((part) => part.operations);
const operation = (id: string): Operation => operations.find((one) => one.id === id)!;
const field = (fields: Field[] = [], name: string) => fields.find((one) => one.name === name);

test("every operation is in one part, and the methods of a path stand in their order", () => {
  expect(operations.map(({ id }) => id).toSorted()).toEqual(
    described.map(({ operation }) => operation.operationId).toSorted(),
  );
  const posts = parts
    .find(({ name }) => name === "posts")
    ?.operations.map(({ method, path }) => `${method} ${path}`);
  expect(posts?.slice(0, 6)).toEqual([
    "GET /api/posts",
    "POST /api/posts",
    "GET /api/posts/{id}",
    "PUT /api/posts/{id}",
    "PATCH /api/posts/{id}",
    "DELETE /api/posts/{id}",
  ]);
});

describe("a field says", () => {
  const body = operation("postPosts").body?.fields;
  const post = operation("getPostsById").answers[0]?.body?.fields;
  const query = operation("getPosts").parameters;

  test("whether it is needed, and within which bounds", () => {
    expect(field(body, "title")).toMatchObject({
      type: "string",
      required: true,
      bounds: ["5 to 200 characters"],
    });
    expect(field(body, "excerpt")).toMatchObject({ required: false, bounds: ["At most 500 characters"] });
    expect(field(query, "limit")).toMatchObject({ type: "integer", bounds: ["1 to 100"] });
  });

  test("which values there are, and which one it has when it is left out", () => {
    expect(field(body, "status")).toMatchObject({ values: ["draft", "published"], default: '"draft"' });
  });

  test("what it is in words", () => {
    expect(field(post, "id")?.type).toBe("UUID");
    expect(field(post, "publishedAt")?.type).toBe("date and time or null");
    expect(field(post, "author")?.type).toBe("Author");
    expect(field(operation("getPosts").answers[0]?.body?.fields, "data")?.type).toBe("list of Post");
  });

  test("what is inside of it, below a list and beside null as well", () => {
    expect(field(field(post, "author")?.fields, "username")?.type).toBe("string");
    const rows = field(operation("getPosts").answers[0]?.body?.fields, "data");
    expect(field(field(rows?.fields, "author")?.fields, "name")).toBeDefined();
    const session = operation("getAuthSession").answers[0]?.body?.fields;
    expect(field(field(session, "user")?.fields, "roles")?.values).toEqual(["admin", "editor"]);
  });
});

describe("every operation can be called as it is shown", () => {
  test("with its examples in the address", () => {
    for (const one of operations) expect(exampleAddress(one), one.id).not.toMatch(/[{}]|undefined/);
    expect(exampleAddress(operation("getPostsById"))).toBe("/api/posts/what-a-library-keeps");
    expect(exampleAddress(operation("getEventsStream"))).toBe("/api/events/stream?topics=posts");
  });

  test("by a shell", async () => {
    const script = operations.map((one) => snippetsOf(one, siteUrl)[0]?.code).join("\n");
    await expect(run("bash", ["-n", "-c", script])).resolves.toMatchObject({ stderr: "" });
    expect(script).toContain(
      "curl -X POST 'https://plinth.test/api/posts' \\\n  -H \"Authorization: Bearer $ACCESS_TOKEN\"",
    );
    expect(script).toContain("-F file=@reading-room.jpg");
  });

  // What is shown of the typed client is checked against the typed client.
  test("by TypeScript, with fetch and with the typed client", async () => {
    const folder = await mkdtemp(join(tmpdir(), "plinth-snippets-"));
    try {
      const file = join(folder, "snippets.ts");
      await writeFile(file, program());
      const tsc = join(process.cwd(), "node_modules/typescript/bin/tsc");
      const { stdout } = await run(process.execPath, [tsc, ...flags, file]).catch((error) => error);
      expect(stdout).toBe("");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

const flags = [
  ..."--noEmit --strict --skipLibCheck --allowImportingTsExtensions --ignoreConfig".split(" "),
  ..."--target esnext --module esnext --moduleResolution bundler --types node".split(" "),
  ...["--typeRoots", join(process.cwd(), "node_modules/@types")],
];

/** All snippets, each in a block of its own, after what they take for granted. */
function program(): string {
  const blocks = operations.flatMap((one) =>
    snippetsOf(one, siteUrl)
      .filter(({ language }) => language !== "curl")
      .map(({ code }) => `{\n${code}\n}`),
  );
  const client = JSON.stringify(join(process.cwd(), "lib/api-client/index.ts"));
  return [
    `import { createApiClient } from ${client};`,
    `const api = createApiClient({ baseUrl: ${JSON.stringify(siteUrl)} });`,
    "declare const token: string;",
    "declare const file: File;",
    ...blocks,
  ].join("\n");
}

describe("the search finds", () => {
  const sections = [{ id: "idempotency", title: "Idempotency", words: "Idempotency-Key retry twice" }];
  const entries = entriesOf(parts, sections);
  const search = createSearch(entries);

  test.each([
    ["write a post", "Write a post"],
    ["wriet post", "Write a post"],
    ["PATCH posts", "Change a post"],
    ["/api/uploads/sign", "Begin an upload"],
    ["comment on", "Comment on a post"],
    ["rate_limited", "rate_limited"],
    ["429", "rate_limited"],
    ["idempotency", "Idempotency"],
    ["signature", "invalid_signature"],
  ])("%j: %s", (query, title) => {
    expect(search(query)[0]?.title).toBe(title);
  });

  test("nothing for nothing, and nothing for what is not there", () => {
    expect(search("  ")).toEqual([]);
    expect(search("zeppelin")).toEqual([]);
    expect(search("post zeppelin")).toEqual([]);
  });

  test("every operation, every code and every section, each in one place", () => {
    const places = entries.map(({ href }) => href);
    expect(new Set(places).size).toBe(places.length);
    expect(places).toEqual(expect.arrayContaining(operations.map(operationHref)));
    expect(places).toEqual(expect.arrayContaining(Object.keys(errorGuide).map(errorHref)));
    expect(places).toContain("/docs#idempotency");
  });
});
