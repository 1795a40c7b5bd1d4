import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startAnotherServer } from "../support/another-server.ts";
import { ApiClient } from "../support/api-client.ts";
import { newComment, newPerson, newPost, type Person, signIn, sql, stranger } from "../support/people.ts";

let author: Person;
let server: Awaited<ReturnType<typeof startAnotherServer>>;
beforeAll(async () => {
  author = await newPerson();
  server = await startAnotherServer();
});
afterAll(() => server.stop());

const listOf = (person: Person) => `/api/posts?author=${person.id}`;
const elsewhere = () => new ApiClient(server.siteUrl);

/**
 * Requires that an answer comes from memory: a count that is set behind the server's back, with no event, is not seen.
 * Whoever else changes a post in between makes the server forget; it is tried again then.
 */
async function requireKept(countIn: () => Promise<number>, postId: string): Promise<void> {
  await vi.waitFor(async () => {
    const before = await countIn();
    await sql("update public.posts set comment_count = comment_count + 70 where id = $1", [postId]);
    expect(await countIn()).toBe(before);
  }, 20_000);
}

describe("what everybody may read", () => {
  test("of a list and of a post is kept in memory, and forgotten when it changes", async () => {
    const person = await newPerson();
    const post = await newPost(person, { title: "As it was" });
    const readList = async () => (await stranger().get(listOf(person))).body.data[0];
    const readPost = async () => (await stranger().get(`/api/posts/${post.id}`)).body;
    await requireKept(async () => (await readList()).commentCount, post.id);
    await requireKept(async () => (await readPost()).commentCount, post.id);
    await person.patch(`/api/posts/${post.id}`, { title: "As it is" });
    const [{ comment_count: commentCount } = {}] = await sql(
      "select comment_count from public.posts where id = $1",
      [post.id],
    );
    for (const read of [readList, readPost]) {
      expect(await read()).toMatchObject({ title: "As it is", commentCount });
    }
  });

  test.each<[string, (person: Person, post: { id: string }) => Promise<unknown>, object]>([
    [
      "a new title",
      (person, { id }) => person.patch(`/api/posts/${id}`, { title: "Renamed" }),
      { title: "Renamed" },
    ],
    ["a comment", (person, { id }) => newComment(person, id), { commentCount: 1 }],
    [
      "a reaction",
      (person, { id }) => person.put(`/api/posts/${id}/reactions`, { kind: "like" }),
      { reactionCount: 1 },
    ],
    [
      "a new name of the author",
      (person) => person.patch(`/api/users/${person.id}`, { name: "Called Otherwise" }),
      { author: { name: "Called Otherwise" } },
    ],
  ])("%s shows at once where it was made, and soon on another server", async (_, change, seen) => {
    const person = await newPerson();
    const post = await newPost(person);
    const both = [stranger(), elsewhere()];
    for (const client of both) await client.get(listOf(person));
    for (const client of both) await client.get(`/api/posts/${post.id}`);
    await change(person, post);
    expect((await stranger().get(listOf(person))).body.data[0]).toMatchObject(seen);
    expect((await stranger().get(`/api/posts/${post.id}`)).body).toMatchObject(seen);
    await vi.waitFor(async () => {
      expect((await elsewhere().get(listOf(person))).body.data[0]).toMatchObject(seen);
      expect((await elsewhere().get(`/api/posts/${post.id}`)).body).toMatchObject(seen);
    }, 10_000);
  });

  test("a post that is taken back or deleted is gone from every server", async () => {
    for (const end of [
      (id: string) => author.patch(`/api/posts/${id}`, { status: "draft" }),
      (id: string) => author.delete(`/api/posts/${id}`),
    ]) {
      const { id } = await newPost(author);
      expect((await elsewhere().get(`/api/posts/${id}`)).status).toBe(200);
      await end(id);
      expect((await stranger().get(`/api/posts/${id}`)).status).toBe(404);
      await vi.waitFor(
        async () => expect((await elsewhere().get(`/api/posts/${id}`)).status).toBe(404),
        10_000,
      );
    }
  });

  test("a page that is opened after a change elsewhere shows it", async () => {
    const person = await newPerson();
    const post = await newPost(person, { title: "Before the change" });
    const page = `/posts/${post.slug}`;
    expect(String((await elsewhere().get(page)).body)).toContain("Before the change");
    for (let n = 0; n < 5; n += 1) {
      await person.patch(`/api/posts/${post.id}`, { title: `Changed for the time ${n}` });
      expect(String((await elsewhere().get(page)).body)).toContain(`Changed for the time ${n}`);
    }
  });
});

describe("what only some may read", () => {
  test("is never in what is kept for everybody, whoever asked first", async () => {
    const text = `The text of ${crypto.randomUUID()}`;
    const post = await newPost(author, { visibility: "members", content: text });
    const [mine, theirs] = [
      await author.get(`/api/posts/${post.id}`),
      await stranger().get(`/api/posts/${post.id}`),
    ];
    expect(mine.body.content).toBe(text);
    expect(theirs.body).not.toHaveProperty("content");
    for (const path of [
      `/api/posts/${post.id}`,
      listOf(author),
      `/posts/${post.slug}`,
      "/",
      `/@${author.username}`,
    ]) {
      await author.get(path);
      expect(JSON.stringify((await stranger().get(path)).body), path).not.toContain(text);
      expect(JSON.stringify((await elsewhere().get(path)).body), path).not.toContain(text);
    }
  });

  test("a post that becomes one for members is closed at once, and soon elsewhere", async () => {
    const text = `Open until ${crypto.randomUUID()}`;
    const { id } = await newPost(author, { content: text });
    const read = async (client: ApiClient) => (await client.get(`/api/posts/${id}`)).body.content;
    expect([await read(stranger()), await read(elsewhere())]).toEqual([text, text]);
    await author.patch(`/api/posts/${id}`, { visibility: "members" });
    expect(await read(stranger())).toBeUndefined();
    await vi.waitFor(async () => expect(await read(elsewhere())).toBeUndefined(), 10_000);
  });

  test("drafts are not among what is kept", async () => {
    const draft = await newPost(author, { status: "draft" });
    expect((await author.get(`/api/posts/${draft.id}`)).status).toBe(200);
    expect((await stranger().get(`/api/posts/${draft.id}`)).status).toBe(404);
    await author.patch(`/api/posts/${draft.id}`, { status: "published" });
    expect((await stranger().get(`/api/posts/${draft.id}`)).status).toBe(200);
  });
});

describe("caches on the way", () => {
  const controlOf = async (client: ApiClient, path: string) =>
    (await client.get(path)).headers.get("cache-control");

  test("may keep what everybody gets, and have to ask whether it still holds", async () => {
    for (const path of ["/api/posts", "/api/users", "/api/billing/catalogue", "/api/openapi.json"]) {
      expect(await controlOf(stranger(), path), path).toBe("public, max-age=0, must-revalidate");
      const { headers } = await stranger().get(path);
      expect(headers.get("vary"), path).toMatch(/Authorization, Cookie/);
    }
  });

  test("may not keep what somebody in particular gets", async () => {
    expect(await controlOf(author, "/api/posts")).toBe("private, no-cache");
    expect(await controlOf(author.withBearer(), "/api/posts")).toBe("private, no-cache");
    for (const path of ["/api/notifications", "/api/auth/session"]) {
      expect(await controlOf(author, path), path).toBe("private, no-store");
    }
  });

  test("may not keep failures, and nothing that sets a cookie", async () => {
    expect(await controlOf(stranger(), "/api/posts/no-such-post")).toBe("private, no-store");
    expect(await controlOf(stranger(), "/api/posts?limit=0")).toBe("private, no-store");
    const { headers } = await stranger().post("/api/auth/login", {});
    expect(headers.get("cache-control")).toBe("private, no-store");
    const signedIn = await signIn(author);
    const out = await signedIn.post("/api/auth/logout");
    expect(out.headers.getSetCookie().length).toBeGreaterThan(0);
    expect(out.headers.get("cache-control")).toBe("private, no-store");
  });
});
