import { expect, inject, test } from "vitest";
import { calledWith, newProgram } from "../support/api-keys.ts";
import { listen } from "../support/event-stream.ts";
import { newPerson, newPost, type Person, sql, stranger } from "../support/people.ts";

const day = 24 * 60 * 60 * 1000;
const whoIs = (key: string) => calledWith(key);

test("a key is shown once, and afterwards only what is no secret", async () => {
  const person = await newPerson();
  const expiresAt = new Date(Date.now() + day).toISOString();
  const wish = { name: " My script ", scopes: ["posts:read", "posts:write", "posts:read"], expiresAt };
  const { status, body, headers } = await person.post("/api/api-keys", wish);
  expect(status).toBe(201);
  expect(headers.get("cache-control")).toBe("private, no-store");
  const { key, ...rest } = body;
  expect(key).toBe(`plk_${rest.prefix}_${key.slice(-40)}`);
  expect(rest).toEqual({
    id: expect.any(String),
    name: "My script",
    prefix: expect.stringMatching(/^[0-9A-Za-z]{10}$/),
    scopes: ["posts:read", "posts:write"],
    expiresAt: expect.any(String),
    lastUsedAt: null,
    createdAt: expect.any(String),
  });
  expect(Date.parse(rest.expiresAt)).toBe(Date.parse(expiresAt));
  expect((await person.get(`/api/api-keys/${rest.id}`)).body).toEqual(rest);
  const list = await person.get("/api/api-keys");
  expect(list.body).toEqual({ data: [rest], pagination: { limit: 20, nextCursor: null, hasMore: false } });
});

test("nothing that is kept of a key lets anybody in", async () => {
  const person = await newPerson();
  const { id, key } = await newProgram(person, ["posts:read"]);
  const [row] = await sql("select row_to_json(k)::text as text from public.api_keys k where id = $1", [id]);
  expect(row!.text).not.toContain(key.slice(-40));
  const kept = await sql("select from private.idempotency_keys where body like '%plk\\_%'");
  expect(kept).toEqual([]);
});

test("a repeated request makes another key: no answer with a key in it is kept", async () => {
  const person = await newPerson();
  const headers = { "idempotency-key": "once" };
  const make = () => person.post("/api/api-keys", { name: "Again", scopes: ["posts:read"] }, { headers });
  const [first, second] = [await make(), await make()];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.headers.has("idempotency-replayed")).toBe(false);
  expect(first.body.key).not.toBe(second.body.key);
});

test("keys are listed newest first, a page at a time, and nobody else's among them", async () => {
  const [person, other] = [await newPerson(), await newPerson()];
  const made: string[] = [];
  for (let n = 0; n < 5; n += 1) made.unshift((await newProgram(person, ["posts:read"])).id);
  await newProgram(other, ["posts:read"]);
  const found: string[] = [];
  let path: string | null = "/api/api-keys?limit=2";
  while (path !== null) {
    const { body, headers } = await person.get(path);
    found.push(...body.data.map((key: { id: string }) => key.id));
    path = /<([^>]+)>; rel="next"/.exec(headers.get("link") ?? "")?.[1] ?? null;
  }
  expect(found).toEqual(made);
});

test("somebody else's key does not exist, and goes on working", async () => {
  const [owner, other] = [await newPerson(), await newPerson({ role: "admin" })];
  const { id, key } = await newProgram(owner, ["profile:read"]);
  for (const answer of [await other.get(`/api/api-keys/${id}`), await other.delete(`/api/api-keys/${id}`)]) {
    expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
  }
  expect((await whoIs(key)).body.user.id).toBe(owner.id);
});

test("a key acts as its person, whatever cookie comes along", async () => {
  const [person, other] = [await newPerson(), await newPerson({ role: "admin" })];
  const program = await newProgram(person, ["profile:read", "posts:write"]);
  for (const [name, value] of other.cookies) program.cookies.set(name, value);
  const { body } = await program.get("/api/auth/session");
  expect(body).toMatchObject({ user: { id: person.id, email: person.email, roles: [] }, aal: "aal1" });
  const foreign = { headers: { origin: "https://evil.example" } }; // no page makes a browser send a key
  const post = await program.post("/api/posts", { title: "By a program", content: "Ten letters." }, foreign);
  expect(post).toMatchObject({ status: 201, body: { author: { id: person.id } } });
  expect(post.headers.getSetCookie()).toEqual([]);
});

test("a key reads and changes what its person can, and nothing of anybody else's", async () => {
  const [person, other] = [await newPerson(), await newPerson()];
  const program = await newProgram(person, ["posts:read", "posts:write", "comments:write"]);
  const [own, foreign] = [
    await newPost(person, { status: "draft" }),
    await newPost(other, { status: "draft" }),
  ];
  const { body } = await program.get("/api/posts?status=draft");
  expect(body.data.map((post: { id: string }) => post.id)).toEqual([own.id]);
  expect((await program.get(`/api/posts/${own.id}`)).status).toBe(200);
  for (const answer of [
    await program.get(`/api/posts/${foreign.id}`),
    await program.patch(`/api/posts/${foreign.id}`, { title: "Taken over" }),
    await program.delete(`/api/posts/${foreign.id}`),
    await program.post(`/api/posts/${foreign.id}/comments`, { body: "I see you." }),
  ]) {
    expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
  }
  const published = await newPost(other);
  expect(await program.patch(`/api/posts/${published.id}`, { title: "Taken over" })).toMatchObject({
    status: 403,
    body: { code: "forbidden" },
  });
});

test("a key that was revoked is none on the very next request", async () => {
  const person = await newPerson();
  const { id, key } = await newProgram(person, ["profile:read"]);
  const other = await newProgram(person, ["profile:read"]);
  expect((await whoIs(key)).status).toBe(200);
  expect((await person.delete(`/api/api-keys/${id}`)).status).toBe(204);
  expect(await whoIs(key)).toMatchObject({ status: 401, body: { code: "invalid_token" } });
  expect(await person.delete(`/api/api-keys/${id}`)).toMatchObject({ status: 404 });
  expect((await whoIs(other.key)).status).toBe(200);
});

const sessionsOf = async ({ id }: Person) =>
  (await sql("select count(*)::int as n from auth.sessions where user_id = $1", [id]))[0]!.n;

test("first uses at once make one session, which ends with the last key", async () => {
  const person = await newPerson();
  const programs = [await newProgram(person, ["posts:read"]), await newProgram(person, ["posts:read"])];
  expect(await sessionsOf(person)).toBe(1);
  const asked = Array.from({ length: 20 }, (_, n) => programs[n % 2]!.get("/api/posts?limit=1"));
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(await sessionsOf(person)).toBe(2);
  await person.delete(`/api/api-keys/${programs[0]!.id}`);
  expect((await programs[1]!.get("/api/posts?limit=1")).status).toBe(200);
  await person.delete(`/api/api-keys/${programs[1]!.id}`);
  await expect.poll(() => sessionsOf(person), { timeout: 10_000 }).toBe(1);
  expect((await person.get("/api/auth/session")).body.user.id).toBe(person.id);
});

test("its person's signing out everywhere does not stop a key", async () => {
  const person = await newPerson();
  const { key } = await newProgram(person, ["profile:read"]);
  expect((await whoIs(key)).status).toBe(200);
  expect((await person.post("/api/auth/logout", { scope: "global" })).status).toBe(204);
  expect((await whoIs(key)).body.user.id).toBe(person.id);
});

test("what a key does counts for its person, not for the address that it calls from", async () => {
  const person = await newPerson();
  const program = await newProgram(person, ["posts:write"]);
  await sql("delete from private.rate_limits where key = $1", [`write:user:${person.id}`]);
  const { headers } = await program.patch("/api/posts/no-such-post", { title: "Nothing to change" });
  expect(headers.get("ratelimit-policy")).toBe('"write";q=180;w=60');
  const buckets = await sql("select key from private.rate_limits where key like any ($1)", [
    [`%:user:${person.id}`, `%:address:${program.address}`],
  ]);
  expect(buckets).toContainEqual({ key: `write:user:${person.id}` });
  expect(buckets.filter(({ key }) => String(key).includes(":address:"))).toEqual([]);
});

test("its use is noted to the minute", async () => {
  const person = await newPerson();
  const { id, key } = await newProgram(person, ["profile:read"]);
  const lastUsed = async () => (await person.get(`/api/api-keys/${id}`)).body.lastUsedAt;
  await whoIs(key);
  await expect.poll(lastUsed, { timeout: 10_000 }).not.toBeNull();
  const noted = await lastUsed();
  await Promise.all(Array.from({ length: 10 }, () => whoIs(key)));
  expect(await lastUsed()).toBe(noted);
});

test("nobody has more than fifty, also of those who make them at once", async () => {
  const person = await newPerson();
  await sql(
    `insert into public.api_keys (user_id, name, prefix, secret_hash, scopes)
      select $1, 'One of many', 'M' || left(md5(random()::text), 9), sha256(random()::text::bytea), '{posts:read}'
      from generate_series(1, 47)`,
    [person.id],
  );
  const make = () => person.post("/api/api-keys", { name: "One more", scopes: ["posts:read"] });
  const answers = await Promise.all(Array.from({ length: 8 }, make));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
    expect({ status, code: body.code }).toEqual({ status: 403, code: "too_many_api_keys" });
  }
  const { body } = await person.get("/api/api-keys?limit=1");
  await person.delete(`/api/api-keys/${body.data[0].id}`);
  expect((await make()).status).toBe(201);
});

test("a stream ends when the key that opened it is revoked", { timeout: 90_000 }, async () => {
  const person = await newPerson();
  const [program, other] = [
    await newProgram(person, ["events:read"]),
    await newProgram(person, ["events:read"]),
  ];
  const [cut, kept] = [await listen("posts", { as: program }), await listen("posts", { as: other })];
  await person.delete(`/api/api-keys/${program.id}`);
  await cut.until(({ hasEnded }) => hasEnded, 32_000);
  expect(cut.notices.at(-1)).toMatchObject({ type: "revoked", data: { topics: ["posts"] } });
  expect(kept.hasEnded).toBe(false);
});

test("over Supabase itself nobody plants a key, changes one or reads a hash", async () => {
  const person = await newPerson();
  const { id, key } = await newProgram(person, ["profile:read"]);
  const { supabaseUrl, publishableKey } = inject("stack");
  const ask = async (method: string, path: string, body?: object) => {
    const headers = {
      apikey: publishableKey,
      authorization: `Bearer ${person.accessToken()}`,
      "content-type": "application/json",
    };
    const url = `${supabaseUrl}/rest/v1/api_keys${path}`;
    const response = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: response.status, body: await response.text() };
  };
  const planted = { user_id: person.id, name: "Planted", prefix: "Planted000", scopes: ["posts:write"] };
  for (const [method, path, body] of [
    ["POST", "", { ...planted, secret_hash: "\\x00" }],
    ["PATCH", `?id=eq.${id}`, { scopes: ["posts:write"] }],
    ["PATCH", `?id=eq.${id}`, { expires_at: null }],
    ["DELETE", `?id=eq.${id}`],
    ["GET", "?select=*"],
    ["GET", "?select=secret_hash"],
    ["GET", "?select=id&secret_hash=gt.%5Cx00"],
    ["GET", "?select=id&order=secret_hash"],
  ] as const) {
    const answer = await ask(method, path, body);
    expect(answer, `${method} ${path}`).toMatchObject({
      status: 403,
      body: expect.stringContaining("42501"),
    });
  }
  expect(await ask("GET", "?select=name,prefix")).toMatchObject({ status: 200 });
  expect((await whoIs(key)).status).toBe(200);
  expect((await stranger().get("/api/api-keys")).status).toBe(401);
});
