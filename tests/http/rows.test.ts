import { once } from "node:events";
import { get } from "node:http";
import { beforeAll, expect, inject, test } from "vitest";
import type { ApiClient } from "../support/api-client.ts";
import { newComment, newPerson, newPost, type Person, sql, stranger } from "../support/people.ts";

let author: Person;
const posts = 230;
beforeAll(async () => {
  author = await newPerson();
  await sql(
    `insert into public.posts (author_id, title, created_at)
      select $1, 'Row number ' || n, now() - n * interval '1 minute' from generate_series(1, $2) n`,
    [author.id, posts],
  );
});

/** Drafts, which no other test comes across. */
const drafts = (person: Person) => `/api/posts?status=draft&author=${person.id}`;
const accept = { headers: { accept: "application/x-ndjson" } };
const rowsOf = async (client: ApiClient, path: string) => {
  const { status, headers, body } = await client.get(path, accept);
  expect(status, body).toBe(200);
  expect(headers.get("content-type")).toBe("application/x-ndjson");
  const lines = String(body ?? "").split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => JSON.parse(line));
};

test("a list comes whole, row by row, in the order of its pages and as they have it", async () => {
  const path = drafts(author);
  const rows = await rowsOf(author, path);
  expect(rows).toHaveLength(posts);
  const pages = [];
  for (let cursor = ""; ; ) {
    const { body } = await author.get(`${path}&limit=100${cursor && `&cursor=${cursor}`}`);
    pages.push(...body.data);
    cursor = body.pagination.nextCursor ?? "";
    if (!cursor) break;
  }
  expect(rows).toEqual(pages);
});

test("filters hold, a limit and a page do not, and a cursor says where to begin", async () => {
  const path = drafts(author);
  expect(await rowsOf(author, `${path}&limit=1`)).toHaveLength(posts);
  expect(await rowsOf(author, `${path}&page=2`)).toHaveLength(posts);
  expect(await rowsOf(author, `${path}&visibility=members`)).toEqual([]);
  const { body } = await author.get(`${path}&limit=100`);
  const rest = await rowsOf(author, `${path}&cursor=${body.pagination.nextCursor}`);
  expect(rest).toHaveLength(posts - 100);
});

test("every list can be had so", async () => {
  const post = await newPost(author);
  const comment = await newComment(author, post.id);
  expect(await rowsOf(stranger(), `/api/posts/${post.id}/comments`)).toEqual([comment]);
  const people = await rowsOf(stranger(), `/api/users?q=${author.username}`);
  expect(people.map(({ id }) => id)).toContain(author.id);
  for (const path of ["/api/notifications", "/api/orders"]) expect(await rowsOf(author, path)).toEqual([]);
  const admin = await newPerson({ role: "admin" });
  for (const path of ["/api/admin/jobs", "/api/admin/stripe-events"]) await rowsOf(admin, path);
});

test("who may see what is decided for each row", async () => {
  const other = await newPerson();
  expect(await rowsOf(other, drafts(author))).toEqual([]);
  expect(await rowsOf(stranger(), drafts(author))).toEqual([]);
  const post = await newPost(author, { visibility: "members" });
  const published = `/api/posts?author=${author.id}`;
  for (const client of [stranger(), other]) {
    expect((await rowsOf(client, published)).map(({ id }) => id)).toContain(post.id);
  }
});

test("what is wrong with the question is told before the first row, as ever", async () => {
  expect(await stranger().get("/api/posts?author=!", accept)).toMatchObject({
    status: 422,
    body: { code: "validation_failed" },
  });
  expect(await stranger().get("/api/orders", accept)).toMatchObject({ status: 401 });
});

test.each(["application/json, application/x-ndjson;q=0.1", "*/*", "application/json", "text/html"])(
  "who accepts %s gets a page or rows, as they prefer",
  async (header) => {
    const { headers } = await stranger().get("/api/posts", { headers: { accept: header } });
    expect(headers.get("content-type")).toBe(
      /ndjson/.test(header) ? "application/x-ndjson" : "application/json",
    );
  },
);

/** How many rows the database has handed out of a table so far. */
async function readsOf(table: string): Promise<number> {
  const [row] = await sql(
    "select pg_stat_force_next_flush(), seq_tup_read + coalesce(idx_tup_fetch, 0) as reads from pg_stat_user_tables where relname = $1",
    [table],
  );
  return Number(row?.reads);
}

test("when the client goes, nothing more is read", async () => {
  const many = await newPerson();
  await sql(
    `insert into public.posts (author_id, title, excerpt, created_at)
      select $1, 'Far down ' || n, repeat('words ', 80), now() - n * interval '1 second'
      from generate_series(1, 4000) n`,
    [many.id],
  );
  await sql("analyze public.posts");
  const before = await readsOf("posts");
  const request = get(`${inject("stack").siteUrl}${drafts(many)}`, {
    headers: { ...accept.headers, authorization: `Bearer ${many.accessToken()}` },
  });
  const [response] = await once(request, "response");
  await once(response, "data");
  request.destroy();
  await once(request, "close");
  // Another whole list, read to its end, gives an abandoned one time to go on if it did.
  expect(await rowsOf(author, drafts(author))).toHaveLength(posts);
  expect((await readsOf("posts")) - before).toBeLessThan(3_000);
}, 60_000);
