import { afterAll, beforeAll, expect, test } from "vitest";
import { ok, type Project, startProject } from "./project.ts";

let project: Project;
let bucket: string;
const names = ["Beta.txt", "alpha.txt", "docs/a.txt", "docs/b.txt", "docs/deep/c.txt", "docs_x.txt", "zoo/1"];
beforeAll(async () => {
  project = await startProject();
  bucket = await project.bucket();
  for (const name of names) ok(await project.service.from(bucket).upload(name, name));
});
afterAll(() => project.stop());

type Options = Parameters<ReturnType<Project["service"]["from"]>["list"]>[1];
const list = async (folder?: string, options?: Options) =>
  ok(await project.service.from(bucket).list(folder, options)).map(({ name }) => name);

test("a folder shows its files and folders by name, without regard to case", async () => {
  expect(await list()).toEqual(["alpha.txt", "Beta.txt", "docs", "docs_x.txt", "zoo"]);
  expect(await list("docs")).toEqual(["a.txt", "b.txt", "deep"]);
  expect(await list("docs/")).toEqual(["a.txt", "b.txt", "deep"]);
  expect(await list("docs/deep")).toEqual(["c.txt"]);
  expect(await list("nothing")).toEqual([]);
});

test("a file is described, a folder is only a name", async () => {
  const entries = ok(await project.service.from(bucket).list());
  expect(entries.find(({ name }) => name === "docs")).toEqual({
    name: "docs",
    id: null,
    updated_at: null,
    created_at: null,
    last_accessed_at: null,
    metadata: null,
  });
  expect(entries.find(({ name }) => name === "alpha.txt")).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    metadata: { size: 9, mimetype: "text/plain;charset=UTF-8", cacheControl: "max-age=3600" },
  });
});

test("a listing is cut into pages, searched and sorted", async () => {
  expect(await list("", { limit: 2, offset: 1 })).toEqual(["Beta.txt", "docs"]);
  expect(await list("", { search: "DOC" })).toEqual(["docs", "docs_x.txt"]);
  expect(await list("docs", { search: "b" })).toEqual(["b.txt"]);
  expect(await list("", { sortBy: { column: "name", order: "desc" } })).toEqual([
    "zoo",
    "docs_x.txt",
    "docs",
    "Beta.txt",
    "alpha.txt",
  ]);
  const byAge = { column: "created_at", order: "desc" } as const;
  expect(await list("", { sortBy: byAge })).toEqual(["zoo", "docs", "docs_x.txt", "alpha.txt", "Beta.txt"]);
});

test("what a pattern would mean elsewhere is only a character here", async () => {
  expect(await list("", { search: "%" })).toEqual([]);
  expect(await list("", { search: "docs_" })).toEqual(["docs_x.txt"]);
});

type PageOptions = Parameters<ReturnType<Project["service"]["from"]>["listV2"]>[0];
async function pages(options: PageOptions) {
  const found: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = ok(await project.service.from(bucket).listV2({ ...options, cursor }));
    found.push([...page.folders, ...page.objects].map(({ name }) => name));
    expect(page.hasNext).toBe(page.nextCursor !== undefined);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

test("list-v2 goes through every name by cursor, in byte order", async () => {
  expect((await pages({ limit: 3 })).flat()).toEqual([...names].sort());
  expect(await pages({ limit: 2, prefix: "docs/" })).toEqual([
    ["docs/a.txt", "docs/b.txt"],
    ["docs/deep/c.txt"],
  ]);
});

test("list-v2 with a delimiter shows one level, a folder once, whatever the size of a page", async () => {
  const everything = ["Beta.txt", "alpha.txt", "docs/", "docs_x.txt", "zoo/"];
  for (const limit of [1, 2, 10]) {
    const found = await pages({ limit, with_delimiter: true });
    expect(found.flat().sort()).toEqual([...everything].sort());
    expect(found).toHaveLength(Math.ceil(everything.length / limit));
  }
  expect((await pages({ with_delimiter: true, prefix: "docs/" })).flat()).toEqual([
    "docs/deep/",
    "docs/a.txt",
    "docs/b.txt",
  ]);
});

test.each(["created_at", "updated_at"] as const)("list-v2 sorts by %s both ways", async (column) => {
  for (const order of ["asc", "desc"] as const) {
    const found = (await pages({ limit: 2, sortBy: { column, order } })).flat();
    expect(found).toEqual(order === "asc" ? names : names.toReversed());
    const level = (await pages({ limit: 1, with_delimiter: true, sortBy: { column, order } })).flat();
    expect(level.sort()).toEqual(["Beta.txt", "alpha.txt", "docs/", "docs_x.txt", "zoo/"].sort());
  }
});

test("a cursor that is none is refused", async () => {
  const { error } = await project.service.from(bucket).listV2({ cursor: "bm90IGEgY3Vyc29y" });
  expect(error).toMatchObject({ statusCode: "400" });
});

test("a project's SQL finds the functions that a hosted project has", async () => {
  const [row] = await project.sql(`select
    storage.foldername('a/b/c.tar.gz') as folder, storage.filename('a/b/c.tar.gz') as file,
    storage.extension('a/b/c.tar.gz') as extension, storage.foldername('c.txt') as root`);
  expect(row).toEqual({ folder: ["a", "b"], file: "c.tar.gz", extension: "gz", root: [] });
  const delimited = await project.sql<{ name: string }>(
    "select name from storage.list_objects_with_delimiter($1, '', '/')",
    [bucket],
  );
  expect(delimited.map(({ name }) => name)).toEqual(["Beta.txt", "alpha.txt", "docs", "docs_x.txt", "zoo"]);
  const sizes = await project.sql("select * from storage.get_size_by_bucket()");
  expect(sizes).toContainEqual({ bucket_id: bucket, size: String(names.join("").length) });
});
