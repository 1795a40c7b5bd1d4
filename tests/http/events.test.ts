import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { listen, refused } from "../support/event-stream.ts";
import { newComment, newPerson, newPost, stranger } from "../support/people.ts";

const inOrder = (ids: string[]) =>
  ids.toSorted((a, b) => {
    const [[aTx = "", aId = ""], [bTx = "", bId = ""]] = [a.split("-"), b.split("-")];
    return aTx === bTx ? Number(BigInt(aId) - BigInt(bId)) : Number(BigInt(aTx) - BigInt(bTx));
  });

test("a stream says how it is to be read, and is neither kept nor compressed on the way", async () => {
  const stream = await listen("posts", { headers: { "accept-encoding": "gzip, br" } });
  expect(stream.headers).toMatchObject({
    "content-type": expect.stringMatching(/^text\/event-stream/),
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
    "x-request-id": expect.any(String),
  });
  expect(stream.headers["content-encoding"]).toBeUndefined();
  expect(stream.retry).toBe(2000);
});

test("what happens to a post is heard by everybody, what is said below it by its readers", async () => {
  const author = await newPerson();
  const feed = await listen("posts");
  const post = await newPost(author, { title: "A post that is heard of" });
  const published = await feed.hears("post.published", (data) => data.id === post.id);
  expect(published.id).toMatch(/^\d+-\d+$/);
  expect(published.data).toEqual({
    id: post.id,
    slug: post.slug,
    title: "A post that is heard of",
    excerpt: "",
    visibility: "public",
    publishedAt: expect.any(String),
    author: post.author,
  });
  const below = await listen(`post:${post.id}`, { as: await newPerson() });
  const comment = await newComment(author, post.id, "Does anybody hear?\nA second line.");
  const heard = await below.hears("comment.created");
  expect(heard.data).toMatchObject({
    id: comment.id,
    postId: post.id,
    body: comment.body,
    author: comment.author,
  });
  await author.put(`/api/posts/${post.id}/reactions`, { kind: "love" });
  expect((await below.hears("reactions.changed")).data).toEqual({ postId: post.id, reactionCount: 1 });
  await author.patch(`/api/posts/${post.id}`, { title: "Another title" });
  await below.hears("post.updated", ({ title }) => title === "Another title");
  await author.delete(`/api/comments/${comment.id}`);
  await below.hears("comment.deleted", ({ id }) => id === comment.id);
});

test("a draft is not heard of until it is published", async () => {
  const author = await newPerson();
  const feed = await listen("posts");
  const draft = await newPost(author, { status: "draft", title: "A secret for now" });
  await author.patch(`/api/posts/${draft.id}`, { title: "Still a secret" });
  const after = await newPost(author);
  await feed.hears("post.published", ({ id }) => id === after.id);
  expect(feed.text).not.toContain("ecret");
  await author.patch(`/api/posts/${draft.id}`, { status: "published" });
  await feed.hears("post.published", ({ id }) => id === draft.id);
});

test.each([
  ["the header", (id: string) => ({ query: "", header: id })],
  ["the query", (id: string) => ({ query: `&lastEventId=${id}`, header: undefined })],
])("a client that was away and names its last event in %s misses nothing", async (_, place) => {
  const author = await newPerson();
  const post = await newPost(author);
  const before = await listen(`post:${post.id}`);
  await newComment(author, post.id, "First");
  const first = await before.hears("comment.created");
  before.close();
  for (const body of ["Second", "Third"]) await newComment(author, post.id, body);
  const { query, header } = place(first.id);
  const again = await listen(`post:${post.id}${query}`, { lastEventId: header });
  await newComment(author, post.id, "Fourth");
  await again.hears("comment.created", ({ body }) => body === "Fourth");
  expect(again.events.map(({ data }) => data.body)).toEqual(["Second", "Third", "Fourth"]);
  expect(inOrder(again.events.map(({ id }) => id))).toEqual(again.events.map(({ id }) => id));
});

test("a stream that was cut off before anything happened goes on from there", async () => {
  const author = await newPerson();
  const post = await newPost(author);
  const before = await listen(`post:${post.id}`);
  before.close();
  await newComment(author, post.id, "Meanwhile");
  const again = await listen(`post:${post.id}`, { lastEventId: before.lastEventId });
  await again.hears("comment.created", ({ body }) => body === "Meanwhile");
});

test("the poll tells the same as the stream, and goes on where it left off", async () => {
  const author = await newPerson();
  const post = await newPost(author);
  const stream = await listen(`post:${post.id}`);
  const from = stream.lastEventId;
  for (const body of ["One", "Two"]) await newComment(author, post.id, body);
  await stream.hears("comment.created", ({ body }) => body === "Two");
  const { status, body } = await stranger().get(`/api/events?topics=post:${post.id}&lastEventId=${from}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ hasMore: false, reset: false });
  expect(body.data).toEqual(stream.events.map((event) => ({ ...event, topic: `post:${post.id}` })));
  const next = await stranger().get(`/api/events?topics=post:${post.id}&lastEventId=${body.lastEventId}`);
  expect(next.body.data).toEqual([]);
  const anew = await stranger().get(`/api/events?topics=post:${post.id}`);
  expect(anew.body.data.map(({ type }: { type: string }) => type)).toContain("comment.created");
});

test("who concerned by a comment is told, nobody of their own, and others not at all", async () => {
  const [author, reader] = [await newPerson({ name: "Ada Author" }), await newPerson({ name: "Rob Reader" })];
  const post = await newPost(author, { title: "To be talked about" });
  const [forAuthor, forReader] = [
    await listen(`user:${author.id}`, { as: author.withBearer() }),
    await listen(`user:${reader.id}`, { as: reader }),
  ];
  const comment = await newComment(reader, post.id);
  const told = await forAuthor.hears("notification.created");
  expect(told.data).toMatchObject({
    type: "post_commented",
    title: "To be talked about",
    author: { name: "Rob Reader" },
  });
  await author.post(`/api/posts/${post.id}/comments`, { body: "Thank you.", parentId: comment.id });
  expect((await forReader.hears("notification.created")).data).toMatchObject({ type: "comment_answered" });
  expect(forAuthor.events.filter(({ type }) => type === "notification.created")).toHaveLength(1);
});

test("an event that is no longer kept is answered with a reset, by the stream and by the poll", async () => {
  for (const lastEventId of ["9223372036854775807-1", "999999999999-0"]) {
    const stream = await listen("posts", { lastEventId });
    expect([stream.notices, stream.events]).toEqual([[{ id: "", type: "reset", data: {} }], []]);
    expect(stream.lastEventId).toMatch(/^\d+-0$/);
    const { body } = await stranger().get(`/api/events?topics=posts&lastEventId=${lastEventId}`);
    expect(body).toMatchObject({ data: [], reset: true });
  }
});

const unlikely = [
  "1",
  "-",
  "1-",
  "-1-1",
  "1-1-1",
  "0x1-1",
  "1e3-1",
  "9223372036854775808-1",
  "'",
  "%00",
  "١-١",
  "1-1 or 1=1",
];

test.each(["/api/events", "/api/events/stream"])("%s refuses what is no event's id", async (path) => {
  for (const id of unlikely) {
    const query = `${path}?topics=posts&lastEventId=${encodeURIComponent(id)}`;
    expect(await refused(query), id).toMatchObject({ status: 422, body: { code: "validation_failed" } });
  }
  const header = { "last-event-id": "x'; drop table events" };
  if (path.endsWith("stream")) {
    expect(await refused(`${path}?topics=posts`, { headers: header })).toMatchObject({ status: 422 });
  }
});

test.each(["/api/events", "/api/events/stream"])(
  "%s knows no topic but those that there are",
  async (path) => {
    const ask = (topics: string) => refused(`${path}?topics=${topics}`);
    const nobody = randomUUID();
    for (const topic of [
      "nothing",
      "post:1",
      `post:${nobody}`,
      `comment:${nobody}`,
      "posts:",
      "*",
      "post:%00",
    ]) {
      expect(await ask(topic), topic).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
    expect(await ask(`posts,post:${nobody}`)).toMatchObject({ status: 404 });
    for (const none of ["", "posts,"]) expect(await ask(none)).toMatchObject({ status: 422 });
    expect(await refused(path)).toMatchObject({ status: 422 });
    expect(await ask(Array.from({ length: 11 }, () => `post:${randomUUID()}`).join())).toMatchObject({
      status: 422,
    });
  },
);

test.each(["/api/events", "/api/events/stream"])("%s gives nobody what is not theirs", async (path) => {
  const [person, admin] = [await newPerson(), await newPerson({ role: "admin" })];
  const [draft, forMembers] = [
    await newPost(admin, { status: "draft" }),
    await newPost(admin, { visibility: "members" }),
  ];
  const ask = async (topics: string, as = stranger()) => {
    const { status } = await refused(`${path}?topics=${topics}`, { as });
    return status;
  };
  expect(await ask("admin")).toBe(401);
  expect(await ask("admin", person)).toBe(403);
  expect(await ask(`user:${person.id}`)).toBe(401);
  expect(await ask(`user:${admin.id}`, person)).toBe(403);
  expect(await ask(`user:${person.id}`, admin)).toBe(403);
  expect(await ask(`post:${draft.id}`, person)).toBe(404);
  expect(await ask(`post:${forMembers.id}`, person)).toBe(403);
  expect(await ask(`posts,post:${forMembers.id}`, person)).toBe(403);
  expect(await ask("posts", Object.assign(stranger(), { bearer: "not-a-token" }))).toBe(401);
});

test("asking for the headers alone opens no stream", async () => {
  const { status, headers } = await stranger().send("HEAD", "/api/events/stream?topics=posts");
  expect(status).toBe(200);
  expect(headers.get("content-type")).toMatch(/^text\/event-stream/);
});
