import { expect, test } from "vitest";
import { newEmail, newPerson, Person, stranger } from "../support/people.ts";

test("somebody registers, writes, publishes; nobody else can touch it", async () => {
  const author = new Person();
  const email = newEmail();
  const credentials = { email, password: "a-long-enough-secret" };
  const registered = await author.post("/api/auth/register", { ...credentials, name: "Ada Writer" });
  expect(registered).toMatchObject({
    status: 201,
    body: { user: { email, name: "Ada Writer", roles: [] }, membership: null, aal: "aal1" },
  });

  await author.post("/api/auth/logout");
  expect((await author.get("/api/auth/session")).body.user).toBeNull();
  expect((await author.post("/api/auth/login", credentials)).status).toBe(200);
  expect((await author.get("/api/auth/session")).body.user.id).toBe(registered.body.user.id);

  const draft = await author.post("/api/posts", {
    title: "On beginnings",
    content: "It starts **here** and now.",
  });
  expect(draft).toMatchObject({ status: 201, body: { status: "draft", publishedAt: null } });
  const path = `/api/posts/${draft.body.id}`;
  const other = await newPerson();
  expect(await stranger().get(path)).toMatchObject({ status: 404, body: { code: "not_found" } });
  expect(await other.patch(path, { title: "Taken over" })).toMatchObject({ status: 404 });
  expect((await author.get(path)).body).toEqual(draft.body);

  const published = await author.patch(path, { status: "published" });
  expect(published).toMatchObject({ status: 200, body: { status: "published", title: "On beginnings" } });
  expect(await stranger().get(path)).toMatchObject({ status: 200, body: published.body });
  expect(await other.patch(path, { title: "Taken over" })).toMatchObject({
    status: 403,
    body: { code: "forbidden" },
  });
  expect(await other.delete(path)).toMatchObject({ status: 403 });
  expect((await stranger().get(path)).body).toEqual(published.body);
});

test("a bad body is answered with everything that is wrong with it", async () => {
  const author = await newPerson();
  const answer = await author.post("/api/posts", {
    title: "Hm",
    content: "short",
    excerpt: "x".repeat(501),
    status: "gone",
    visibility: null,
    slug: "Not A Slug",
    authorId: "somebody else",
  });
  expect(answer).toMatchObject({ status: 422, body: { code: "validation_failed" } });
  const paths = answer.body.errors.map((issue: { path: string }) => issue.path);
  expect(paths.toSorted()).toEqual([
    "authorId",
    "content",
    "excerpt",
    "slug",
    "status",
    "title",
    "visibility",
  ]);
});

test("a post is found by its id and by its slug, and its slug can be chosen", async () => {
  const author = await newPerson();
  const slug = `chosen-${author.id}`;
  const { body: post } = await author.post("/api/posts", {
    title: "With an address",
    content: "And a text to go with it.",
    status: "published",
    slug,
  });
  expect(post.slug).toBe(slug);
  expect((await stranger().get(`/api/posts/${slug}`)).body).toEqual(post);
  const taken = await author.post("/api/posts", {
    title: "The same again",
    content: "A text once more.",
    slug,
  });
  expect(taken).toMatchObject({ status: 409, body: { code: "conflict", errors: [{ path: "slug" }] } });
});

test("a post is replaced, taken back and deleted with everything on it", async () => {
  const author = await newPerson();
  const reader = await newPerson();
  const { body: post } = await author.post("/api/posts", {
    title: "Not for long",
    content: "Here today, gone tomorrow.",
    status: "published",
  });
  const path = `/api/posts/${post.id}`;
  await reader.post(`${path}/comments`, { body: "A pity." });
  await reader.put(`${path}/reactions`, { kind: "love" });
  const replacement = {
    title: "Changed",
    content: "Something else now.",
    excerpt: "In short",
    status: "draft",
    visibility: "members",
  };
  expect(await author.put(path, { title: "Half of it" })).toMatchObject({ status: 422 });
  expect(await author.put(path, replacement)).toMatchObject({
    status: 200,
    body: { ...replacement, commentCount: 1, reactionCount: 1, slug: post.slug },
  });
  expect(await reader.get(`${path}/comments`)).toMatchObject({ status: 404 });
  expect(await author.delete(path)).toMatchObject({ status: 204, body: undefined });
  expect(await author.get(path)).toMatchObject({ status: 404 });
});

test("readers talk and react; only their own words are theirs", async () => {
  const author = await newPerson();
  const [reader, other] = [await newPerson({ name: "Rhea Reader" }), await newPerson()];
  const { body: post } = await author.post("/api/posts", {
    title: "Talk to me",
    content: "What do you think of it?",
    status: "published",
  });
  const comments = `/api/posts/${post.id}/comments`;
  const first = await reader.post(comments, { body: "  A lot.  " });
  expect(first).toMatchObject({
    status: 201,
    body: { body: "A lot.", author: { name: "Rhea Reader" }, parentId: null },
  });
  const reply = await author.post(comments, { body: "Do tell.", parentId: first.body.id });
  expect(reply).toMatchObject({ status: 201, body: { parentId: first.body.id } });
  expect((await stranger().get(comments)).body.data).toEqual([first.body, reply.body]);
  expect(await other.patch(`/api/comments/${first.body.id}`, { body: "Nothing." })).toMatchObject({
    status: 403,
  });
  expect(await reader.patch(`/api/comments/${first.body.id}`, { body: "Much." })).toMatchObject({
    status: 200,
  });
  expect(await other.delete(`/api/comments/${first.body.id}`)).toMatchObject({ status: 403 });
  expect(await author.delete(`/api/comments/${first.body.id}`)).toMatchObject({ status: 204 });
  expect(await author.delete(`/api/comments/${first.body.id}`)).toMatchObject({ status: 404 });

  const reactions = `/api/posts/${post.id}/reactions`;
  await other.put(reactions, { kind: "love" });
  expect((await reader.put(reactions, { kind: "love" })).body).toMatchObject({
    counts: { love: 2 },
    mine: "love",
  });
  expect((await reader.put(reactions, { kind: "funny" })).body).toMatchObject({
    counts: { love: 1, funny: 1 },
    total: 2,
    mine: "funny",
  });
  expect(await reader.delete(reactions)).toMatchObject({ status: 204 });
  expect((await stranger().get(reactions)).body).toMatchObject({
    counts: { love: 1, funny: 0 },
    total: 1,
    mine: null,
  });
});

test("an answer goes to a comment on the same post", async () => {
  const author = await newPerson();
  const text = { content: "One text among several.", status: "published" };
  const { body: one } = await author.post("/api/posts", { title: "The first one", ...text });
  const { body: two } = await author.post("/api/posts", { title: "The second one", ...text });
  const { body: comment } = await author.post(`/api/posts/${one.id}/comments`, { body: "Here." });
  const answer = await author.post(`/api/posts/${two.id}/comments`, { body: "There.", parentId: comment.id });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: "parentId" }] } });
});

test("a members-only post shows everyone its offer and nobody else its text", async () => {
  const author = await newPerson();
  const { body: post } = await author.post("/api/posts", {
    title: "For members",
    content: "The password is zanzibar.",
    excerpt: "There is a secret",
    status: "published",
    visibility: "members",
  });
  const seen = await (await newPerson()).get(`/api/posts/${post.id}`);
  expect(seen).toMatchObject({ status: 200, body: { excerpt: "There is a secret" } });
  expect(seen.body).not.toHaveProperty("content");
  expect((await author.get(`/api/posts/${post.id}`)).body.content).toBe("The password is zanzibar.");
  const comment = await (await newPerson()).post(`/api/posts/${post.id}/comments`, { body: "Let me in" });
  expect(comment).toMatchObject({ status: 403, body: { code: "forbidden" } });
  expect((await stranger().get("/api/posts?q=zanzibar")).body.data).toEqual([]);
});
