import { expect, test } from "vitest";
import type { Answer, ApiClient } from "../support/api-client.ts";
import { newComment, newPerson, newPost, sql, stranger } from "../support/people.ts";

type Row = { id: string };

/** Follows the links from page to page; `between` happens after each one. */
async function walk(client: ApiClient, path: string, between: () => Promise<unknown> = async () => {}) {
  const pages: Row[][] = [];
  let next: string | null = path;
  while (next !== null) {
    const { status, body, headers }: Answer = await client.get(next);
    expect(status).toBe(200);
    pages.push(body.data);
    await between();
    const cursor: string | null = body.pagination.nextCursor;
    expect(body.pagination.hasMore).toBe(cursor !== null);
    next = /^<(.+)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1] ?? null;
    expect(next && new URLSearchParams(next.split("?")[1]).get("cursor")).toBe(cursor);
  }
  return pages;
}

const idsOf = (pages: Row[][]) => pages.flat().map(({ id }) => id);

/** Writes many published posts at once; several of them at the very same moment. */
async function publishMany(authorId: string, count: number): Promise<string[]> {
  const rows = await sql(
    `with written as (
       insert into public.posts (author_id, title, status, published_at)
       select $1::uuid, 'Number ' || n, 'published',
         timestamptz '2026-01-01 00:00:00.000001+00' + (n / 4) * interval '1 microsecond'
       from generate_series(1, $2::int) as n returning id, published_at
     ), texts as (
       insert into public.post_contents (post_id, content) select id, 'Ten characters at least.' from written
     ) select id from written order by published_at desc, id desc`,
    [authorId, count],
  );
  return rows.map(({ id }) => String(id));
}

test("a walk by cursor meets each of 40 posts once, in order, while posts are being added", async () => {
  const author = await newPerson();
  const expected = await publishMany(author.id, 40);
  const path = `/api/posts?author=${author.username}&limit=7`;
  const pages = await walk(stranger(), path, () => newPost(author));
  expect(idsOf(pages)).toEqual(expected);
  expect(pages.map((page) => page.length)).toEqual([7, 7, 7, 7, 7, 5]);
});

test("the feed of everybody is walked without a gap or a repeat while posts are being added", async () => {
  const author = await newPerson();
  const mine = await publishMany(author.id, 10);
  const ids = idsOf(await walk(stranger(), "/api/posts?limit=15", () => newPost(author)));
  expect(new Set(ids).size).toBe(ids.length);
  expect(mine.every((id) => ids.includes(id))).toBe(true);
});

test("a post deleted in the middle of a walk makes no gap", async () => {
  const author = await newPerson();
  const expected = await publishMany(author.id, 9);
  const doomed = [expected[2]!];
  const pages = await walk(stranger(), `/api/posts?author=${author.id}&limit=3`, async () => {
    for (const id of doomed.splice(0)) await author.delete(`/api/posts/${id}`);
  });
  expect(idsOf(pages)).toEqual(expected);
});

test("an author's drafts are walked by their age, and nobody else sees them", async () => {
  const author = await newPerson();
  const drafts = [];
  for (let n = 0; n < 5; n++) drafts.unshift((await newPost(author, { status: "draft" })).id);
  const path = `/api/posts?author=${author.id}&status=draft&limit=2`;
  expect(idsOf(await walk(author, path))).toEqual(drafts);
  expect(idsOf(await walk(await newPerson(), path))).toEqual([]);
});

test("comments are walked from the first to the last", async () => {
  const author = await newPerson();
  const post = await newPost(author);
  const expected = [];
  for (let n = 0; n < 5; n++) expected.push((await newComment(author, post.id)).id);
  expect(idsOf(await walk(stranger(), `/api/posts/${post.id}/comments?limit=2`))).toEqual(expected);
});

test("people are walked by user name and found by a part of it", async () => {
  const name = `Quentin ${crypto.randomUUID().slice(0, 8)}`;
  const people = [];
  for (let n = 0; n < 3; n++) people.push(await newPerson({ name }));
  const pages = await walk(stranger(), `/api/users?q=${encodeURIComponent(name.toUpperCase())}&limit=2`);
  expect(idsOf(pages).toSorted()).toEqual(people.map(({ id }) => id).toSorted());
  const names = pages.flat().map((row) => (row as Row & { username: string }).username);
  expect(names).toEqual(names.toSorted());
});

test("search results are walked from best to worst", async () => {
  const author = await newPerson();
  const word = `w${crypto.randomUUID().replaceAll("-", "")}`;
  const expected = new Set<string>();
  for (let n = 1; n <= 5; n++) {
    expected.add((await newPost(author, { content: `${`${word} `.repeat(n)}and much more to say.` })).id);
  }
  const pages = await walk(stranger(), `/api/posts?q=${word}&limit=2`);
  expect(new Set(idsOf(pages))).toEqual(expected);
  expect(idsOf(pages)).toHaveLength(5);
  expect((pages[0]![0] as Row & { highlight: { snippet: string } }).highlight.snippet).toContain(
    `\ue000${word}\ue001`,
  );
});

test("numbered pages say how many there are", async () => {
  const author = await newPerson();
  const expected = await publishMany(author.id, 7);
  const path = `/api/posts?author=${author.id}&limit=3`;
  const second = await stranger().get(`${path}&page=2`);
  expect(second.body.data.map(({ id }: Row) => id)).toEqual(expected.slice(3, 6));
  expect(second.body.pagination).toEqual({
    limit: 3,
    page: 2,
    total: 7,
    totalPages: 3,
    hasMore: true,
    nextCursor: null,
  });
  expect((await stranger().get(`${path}&page=4`)).body).toMatchObject({ data: [], pagination: { total: 7 } });
});

test("a cursor that was tampered with, or that belongs to another list, is 422", async () => {
  const author = await newPerson();
  await publishMany(author.id, 3);
  const { nextCursor } = (await stranger().get(`/api/posts?author=${author.id}&limit=1`)).body.pagination;
  const position = Buffer.from(JSON.stringify({ by: "published_at", at: "now()", id: "1) or true" }));
  const forged = [nextCursor.slice(1), `${nextCursor}A`, position.toString("base64url"), "%00", "'", "null"];
  for (const cursor of forged) {
    const answer = await stranger().get(`/api/posts?limit=1&cursor=${encodeURIComponent(cursor)}`);
    expect(answer, cursor).toMatchObject({ status: 422, body: { errors: [{ path: "cursor" }] } });
  }
  for (const path of ["/api/users?", "/api/posts?status=draft&", "/api/posts?q=x&"]) {
    const answer = await stranger().get(`${path}cursor=${nextCursor}`);
    expect(answer, path).toMatchObject({ status: 422, body: { errors: [{ path: "cursor" }] } });
  }
});

test.each([
  "page=1&cursor=x",
  "page=101&limit=100",
  "page=0",
  "page=1&q=x",
  "limit=0",
  "limit=101",
  "limit=1&limit=2",
])("?%s is 422", async (query) => {
  expect(await stranger().get(`/api/posts?${query}`)).toMatchObject({ status: 422 });
});
