import { expect, test } from "vitest";
import {
  newComment,
  newEmail,
  newPerson,
  newPost,
  password,
  signIn,
  sql,
  stranger,
} from "../support/people.ts";

const register = (changes: object) =>
  stranger().post("/api/auth/register", { email: newEmail(), password, name: "Some Body", ...changes });

const middle = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** By how much the middle of the times for known addresses differs from that for unknown ones, taken in turns. */
async function difference(ask: (email: string) => Promise<unknown>, turns: number): Promise<number> {
  const people = await Promise.all(Array.from({ length: turns }, () => newPerson()));
  const [known, unknown]: number[][] = [[], []];
  for (const { email } of people) {
    known!.push(await msOf(() => ask(email)));
    unknown!.push(await msOf(() => ask(newEmail())));
  }
  const [one, other] = [middle(known!), middle(unknown!)];
  return Math.max(one, other) / Math.min(one, other);
}

// What tells always tells; a busy machine tells now and then. So one quiet round of a few is enough.
test.each(["/api/auth/forgot-password", "/api/auth/magic-link"])(
  "how long %s takes does not tell whether an address has an account",
  async (path) => {
    const ask = (email: string) => stranger().post(path, { email });
    let least = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5 && least >= 1.1; round += 1)
      least = Math.min(least, await difference(ask, 11));
    expect(least).toBeLessThan(1.1);
  },
);

test("who asks for a user name gets that one or none", async () => {
  const { username } = await newPerson();
  const taken = { status: 409, body: { code: "conflict", errors: [{ path: "username", code: "taken" }] } };
  expect(await register({ username: username.toUpperCase() })).toMatchObject(taken);
  const admin = await newPerson({ role: "admin" });
  const input = { email: newEmail(), password, name: "Some Body", username };
  expect(await admin.post("/api/users", input)).toMatchObject(taken);
});

test("what is written in the name of a deleted account is nobody's: 401", async () => {
  const [person, author] = [await newPerson(), await newPerson()];
  const post = await newPost(author);
  const bearer = person.withBearer();
  expect((await person.delete(`/api/users/${person.id}`)).status).toBe(204);
  const input = { title: "From beyond", content: "Ten characters and more." };
  for (const answer of [
    await bearer.post("/api/posts", input),
    await bearer.post(`/api/posts/${post.id}/comments`, { body: "Hello" }),
    await bearer.put(`/api/posts/${post.id}/reactions`, { kind: "like" }),
  ]) {
    expect(answer).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  }
});

test("of several who delete the same thing at once, one does and the others find nothing", async () => {
  const author = await newPerson();
  const bearer = author.withBearer();
  for (let round = 0; round < 8; round++) {
    const post = await newPost(author);
    const comment = await newComment(author, post.id);
    for (const path of [`/api/comments/${comment.id}`, `/api/posts/${post.id}`]) {
      const answers = await Promise.all([1, 2, 3, 4].map(() => bearer.delete(path)));
      expect(answers.map(({ status }) => status).sort(), path).toEqual([204, 404, 404, 404]);
    }
  }
});

test("a bearer's request never sees or changes the cookie that came with it", async () => {
  const [bearer, other] = [await newPerson(), await newPerson()];
  const cookie = `plinth-session=${other.cookies.get("plinth-session")}`;
  const sessions = async (id: string) =>
    (await sql("select id from auth.sessions where user_id = $1", [id])).length;
  const both = { headers: { cookie } };
  const client = bearer.withBearer();
  const reset = await client.post("/api/auth/reset-password", { password: "quite another password" }, both);
  expect(reset.status).toBe(401);
  expect((await signIn(other)).cookies.has("plinth-session")).toBe(true);
  const out = await client.post("/api/auth/logout", { scope: "global" }, both);
  expect(out.status).toBe(204);
  expect(out.headers.getSetCookie()).toEqual([]);
  expect(await sessions(bearer.id)).toBe(0);
  expect(await sessions(other.id)).toBe(2);
});

test("a field that nobody knows is one issue, also when there is no other", async () => {
  const person = await newPerson();
  const post = await newPost(person);
  for (const path of [`/api/users/${person.id}`, `/api/posts/${post.id}`]) {
    const { status, body } = await person.patch(path, { role: "admin" });
    expect([status, body.errors]).toEqual([
      422,
      [{ path: "role", code: "unrecognized_key", message: expect.any(String) }],
    ]);
    expect((await person.patch(path, {})).body.errors).toHaveLength(1);
  }
});

const odd = [
  "a\u0000b",
  "\ud800",
  "\udfff\ud800",
  "\u202e",
  "\ufffe",
  "'\"\\;--",
  "%00",
  "{{7*7}}",
  "[]",
  "__proto__",
];

test.each(odd)("%j in any field of an account's requests is not our failure", async (value) => {
  const { email } = await newPerson();
  const long = `${value}-long-enough-for-a-password`;
  const requests: [string, object][] = [
    ["login", { email, password: value }],
    ["login", { email, password: long }],
    ["register", { email: newEmail(), password: long, name: value }],
    ["register", { email: newEmail(), password: long, name: "Some Body", username: value }],
    ["verify", { tokenHash: value, type: "email" }],
    ["verify", { tokenHash: value, type: "recovery" }],
    ["reset-password", { password: long, tokenHash: value }],
    ["magic-link", { email, next: value }],
    ["forgot-password", { email: `${value}@people.test` }],
  ];
  for (const [name, input] of requests) {
    const { status } = await stranger().post(`/api/auth/${name}`, input);
    expect(status, `${name} ${JSON.stringify(input)}`).toBeLessThan(500);
  }
  const code = encodeURIComponent(value.toWellFormed());
  for (const query of [`callback?code=${code}`, `verify?token_hash=${code}&type=email`]) {
    expect((await stranger().get(`/api/auth/${query}`)).status, query).toBeLessThan(500);
  }
});
