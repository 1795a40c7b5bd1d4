import { beforeAll, describe, expect, test } from "vitest";
import type { Answer, ApiClient } from "../support/api-client.ts";
import { newComment, newPerson, newPost, type Person, sql, stranger } from "../support/people.ts";

let author: Person;
beforeAll(async () => {
  author = await newPerson();
});

const under = (etag: string) => ({ headers: { "if-match": etag } });
const etagOf = ({ headers }: Answer) => headers.get("etag")!;
const unless = (client: ApiClient, path: string, etag: string) =>
  client.get(path, { headers: { "if-none-match": etag } });

describe("a read that everybody may make", () => {
  test.each([
    ["the posts", async () => `/api/posts?author=${author.id}`],
    ["a post", async () => `/api/posts/${(await newPost(author)).id}`],
    ["its comments", async () => `/api/posts/${(await newPost(author)).id}/comments`],
    ["its reactions", async () => `/api/posts/${(await newPost(author)).id}/reactions`],
    ["the people", async () => `/api/users?q=${author.username}`],
    ["a person", async () => `/api/users/${author.id}`],
    ["what is for sale", async () => "/api/billing/catalogue"],
    ["the description of the API", async () => "/api/openapi.json"],
  ])("of %s has a strong tag, and is not sent again to whoever has it", async (_, pathOf) => {
    const path = await pathOf();
    const first = await stranger().get(path);
    expect(first).toMatchObject({ status: 200 });
    expect(etagOf(first)).toMatch(/^"[^"]+"$/);
    const again = await unless(stranger(), path, etagOf(first));
    expect(again).toMatchObject({ status: 304, body: undefined });
    expect(etagOf(again).replace(/\+\w+"$/, '"')).toBe(etagOf(first).replace(/\+\w+"$/, '"'));
    expect(again.headers.get("cache-control")).toBe(first.headers.get("cache-control"));
    expect(again.headers.get("content-length") ?? "0").toBe("0");
  });

  test("is not sent again for one of several tags, a weak one or any", async () => {
    const path = `/api/posts/${(await newPost(author)).id}`;
    const etag = etagOf(await stranger().get(path));
    for (const known of [`"other", ${etag}`, `W/${etag}`, "*"]) {
      expect((await unless(stranger(), path, known)).status, known).toBe(304);
    }
    for (const unknown of ['"other"', "nonsense", "", `${etag.slice(0, -2)}"`, '"\\"']) {
      expect((await unless(stranger(), path, unknown)).status, unknown).toBe(200);
    }
  });

  test("has another tag as soon as anything of it is another, and the same as long as it is the same", async () => {
    const post = await newPost(author);
    const path = `/api/posts/${post.id}`;
    const tags = [etagOf(await stranger().get(path)), etagOf(await stranger().get(path))];
    await newComment(author, post.id);
    tags.push(etagOf(await stranger().get(path)));
    await author.put(`/api/posts/${post.id}/reactions`, { kind: "love" });
    tags.push(etagOf(await stranger().get(path)));
    await author.patch(path, { excerpt: "In other words" });
    tags.push(etagOf(await stranger().get(path)));
    expect(new Set(tags).size).toBe(4);
    expect(tags[0]).toBe(tags[1]);
  });

  test("differs by who asks where the answer does", async () => {
    const post = await newPost(author, { visibility: "members" });
    const path = `/api/posts/${post.id}`;
    const [theirs, mine] = [await stranger().get(path), await author.get(path)];
    expect(theirs.body.content).toBeUndefined();
    expect(mine.body.content).toBeDefined();
    expect(etagOf(theirs)).not.toBe(etagOf(mine));
    expect((await unless(author, path, etagOf(theirs))).body.content).toBeDefined();
  });
});

describe("a change of what was read", () => {
  test("is made when it is still so, and answered with the tag to make the next one with", async () => {
    const { id } = await newPost(author);
    const path = `/api/posts/${id}`;
    const read = await author.get(path);
    const first = await author.patch(path, { title: "A first change" }, under(etagOf(read)));
    expect(first).toMatchObject({ status: 200, body: { title: "A first change" } });
    expect(etagOf(first)).toBe(etagOf(await author.get(path)));
    expect(await author.patch(path, { title: "A second one" }, under(etagOf(first)))).toMatchObject({
      status: 200,
    });
  });

  test("is 412 when somebody was faster, and changes nothing", async () => {
    const { id } = await newPost(author);
    const path = `/api/posts/${id}`;
    const tag = etagOf(await author.get(path));
    expect((await author.patch(path, { title: "Faster by a nose" }, under(tag))).status).toBe(200);
    const whole = { title: "Too late", content: "Something else to read.", excerpt: "" };
    const late = [
      await author.patch(path, { title: "Too late" }, under(tag)),
      await author.put(path, { ...whole, status: "draft", visibility: "public" }, under(tag)),
      await author.delete(path, under(tag)),
    ];
    for (const answer of late) {
      expect(answer).toMatchObject({ status: 412, body: { code: "precondition_failed" } });
    }
    expect((await author.get(path)).body).toMatchObject({ title: "Faster by a nose", status: "published" });
  });

  test("is made by one of many that name the same version", async () => {
    const { id } = await newPost(author);
    const path = `/api/posts/${id}`;
    const tag = etagOf(await author.get(path));
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => author.patch(path, { title: `Change number ${n}` }, under(tag))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(11).fill(412)]);
    const winner = answers.find(({ status }) => status === 200)!;
    expect((await author.get(path)).body.title).toBe(winner.body.title);
  });

  test("is not refused because somebody commented or gave a reaction meanwhile", async () => {
    const post = await newPost(author);
    const path = `/api/posts/${post.id}`;
    const tag = etagOf(await author.get(path));
    await newComment(author, post.id);
    await author.put(`${path}/reactions`, { kind: "like" });
    expect((await author.patch(path, { title: "All the same" }, under(tag))).status).toBe(200);
  });

  test("of the text alone counts as one", async () => {
    const { id } = await newPost(author);
    const path = `/api/posts/${id}`;
    const tag = etagOf(await author.get(path));
    await author.patch(path, { content: "Another text, in a few words." });
    expect((await author.patch(path, { excerpt: "Too late" }, under(tag))).status).toBe(412);
  });

  test("names several versions, or whatever is there", async () => {
    const { id } = await newPost(author);
    const path = `/api/posts/${id}`;
    const tag = etagOf(await author.get(path));
    expect((await author.patch(path, { title: "One of two" }, under(`"x", ${tag}`))).status).toBe(200);
    expect((await author.patch(path, { title: "Whatever it is" }, under("*"))).status).toBe(200);
  });

  test.each([
    "",
    "x",
    '"x"',
    '"."',
    '"zzzzzzzzzzzz.x"',
    '"0.x"',
    `"${"1".repeat(5000)}.x"`,
    'W/"x"',
    "null",
    '"\u00ff"',
  ])("that names %j is 412", async (tag) => {
    const { id } = await newPost(author);
    expect(await author.patch(`/api/posts/${id}`, { title: "Never said" }, under(tag))).toMatchObject({
      status: 412,
    });
  });

  test("by a weak tag is 412: it does not say that every byte is the same", async () => {
    const { id } = await newPost(author);
    const tag = etagOf(await author.get(`/api/posts/${id}`));
    expect((await author.patch(`/api/posts/${id}`, { title: "Weakly said" }, under(`W/${tag}`))).status).toBe(
      412,
    );
  });

  test("tells somebody whose it is not no more than without a version", async () => {
    const other = await newPerson();
    const draft = await newPost(author, { status: "draft" });
    const published = await newPost(author);
    const tag = etagOf(await other.get(`/api/posts/${published.id}`));
    expect((await other.patch(`/api/posts/${draft.id}`, { title: "Mine now" }, under('"x"'))).status).toBe(
      404,
    );
    expect((await other.patch(`/api/posts/${published.id}`, { title: "Mine now" }, under(tag))).status).toBe(
      403,
    );
  });
});

test("profiles and comments are changed under a condition, too", async () => {
  const person = await newPerson();
  const path = `/api/users/${person.id}`;
  const tag = etagOf(await person.get(path));
  expect((await person.patch(path, { bio: "First" }, under(tag))).status).toBe(200);
  expect((await person.patch(path, { bio: "Second" }, under(tag))).status).toBe(412);

  const post = await newPost(person);
  const written = await person.post(`/api/posts/${post.id}/comments`, { body: "Well." });
  const comment = `/api/comments/${written.body.id}`;
  const changed = await person.patch(comment, { body: "Well, well." }, under(etagOf(written)));
  expect(changed.status).toBe(200);
  expect((await person.patch(comment, { body: "Oh." }, under(etagOf(written)))).status).toBe(412);
  expect((await person.delete(comment, under(etagOf(written)))).status).toBe(412);
  expect((await person.delete(comment, under(etagOf(changed)))).status).toBe(204);
});

test("a version is told apart to the microsecond, whatever its fraction", async () => {
  const { id } = await newPost(author);
  for (const moment of ["2026-01-02 03:04:05", "2026-01-02 03:04:05.1", "2026-01-02 03:04:05.123456"]) {
    await sql("update public.posts set updated_at = $2 where id = $1", [id, `${moment}+00`]);
    const tag = etagOf(await author.get(`/api/posts/${id}`));
    expect(
      (await author.patch(`/api/posts/${id}`, { title: "Changed again" }, under(tag))).status,
      moment,
    ).toBe(200);
  }
});
