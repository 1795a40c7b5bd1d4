import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { newPerson, newPost, type Person, sql, stranger } from "../support/people.ts";

let person: Person;
beforeAll(async () => {
  person = await newPerson();
});

const under = (key: string) => ({ headers: { "idempotency-key": key } });
const draft = (title: string) => ({ title, content: "Ten characters and a few more." });
const titled = (title: string) => sql("select id from public.posts where title = $1", [title]);

test("a POST that is sent fifty times at once under one key makes one row and fifty equal answers", async () => {
  const title = `At once ${randomUUID()}`;
  const key = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => person.post("/api/posts", draft(title), under(key))),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get("idempotency-replayed") === null)).toHaveLength(1);
  expect(await titled(title)).toHaveLength(1);
});

test("a repeated request is answered from memory, even if what it made is gone", async () => {
  const key = randomUUID();
  const body = draft(`Gone ${key}`);
  const first = await person.post("/api/posts", body, under(key));
  expect((await person.delete(`/api/posts/${first.body.id}`)).status).toBe(204);
  const second = await person.post("/api/posts", body, under(key));
  expect(second).toMatchObject({ status: 201, body: first.body });
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  expect(second.headers.get("content-type")).toBe("application/json");
  expect(second.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
});

test("an answer without a body is repeated, too", async () => {
  const key = randomUUID();
  const { id } = await newPost(person);
  expect((await person.delete(`/api/posts/${id}`, under(key))).status).toBe(204);
  expect((await person.delete(`/api/posts/${id}`, under(key))).status).toBe(204);
  expect((await person.delete(`/api/posts/${id}`)).status).toBe(404);
});

test("a refusal is repeated as it was", async () => {
  const key = randomUUID();
  const first = await person.post("/api/posts", { title: "x" }, under(key));
  const second = await person.post("/api/posts", { title: "x" }, under(key));
  expect(first).toMatchObject({ status: 422, body: { code: "validation_failed" } });
  expect(second).toMatchObject({ status: 422, body: first.body });
  expect(second.headers.get("idempotency-replayed")).toBe("true");
});

describe("one key is for one request", () => {
  const key = randomUUID();
  const title = `First ${key}`;
  beforeAll(async () => {
    expect((await person.post("/api/posts", draft(title), under(key))).status).toBe(201);
  });

  test("another body under it is refused", async () => {
    const answer = await person.post("/api/posts", draft(`Second ${key}`), under(key));
    expect(answer).toMatchObject({ status: 422, body: { code: "idempotency_mismatch" } });
    expect(await titled(`Second ${key}`)).toHaveLength(0);
  });

  test("another operation under it is refused", async () => {
    const { id } = await newPost(person);
    const answer = await person.patch(`/api/posts/${id}`, draft(title), under(key));
    expect(answer).toMatchObject({ status: 422, body: { code: "idempotency_mismatch" } });
  });

  test("somebody else's key is another key", async () => {
    const other = await newPerson();
    const answer = await other.post("/api/posts", draft(title), under(key));
    expect(answer.status).toBe(201);
    expect(answer.headers.get("idempotency-replayed")).toBeNull();
  });
});

test("a day later the key is free again", async () => {
  const key = randomUUID();
  const body = draft(`Daily ${key}`);
  await person.post("/api/posts", body, under(key));
  await sql("update private.idempotency_keys set created_at = now() - interval '25 hours' where key = $1", [
    key,
  ]);
  const again = await person.post("/api/posts", body, under(key));
  expect(again.headers.get("idempotency-replayed")).toBeNull();
  expect(await titled(body.title)).toHaveLength(2);
});

/** Holds rows of posts, so that whoever changes them waits. */
async function hold(id: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: inject("stack").databaseUrl });
  await client.connect();
  await client.query("begin");
  await client.query("select from public.posts where id = $1 for update", [id]);
  return async () => {
    await client.query("rollback");
    await client.end();
  };
}

const isClaimed = async (key: string) =>
  (await sql("select from private.idempotency_keys where key = $1", [key])).length === 1;

test("while the first one runs for long, a repeated one is told so; afterwards it gets its answer", async () => {
  const { id } = await newPost(person);
  const key = randomUUID();
  const release = await hold(id);
  const change = () => person.patch(`/api/posts/${id}`, { title: `Slow ${key}` }, under(key));
  const first = change();
  await expect.poll(() => isClaimed(key)).toBe(true);
  // It waits for ten seconds by itself; the row is held a little less than the eight after which Postgres gives up.
  const second = change();
  await expect
    .poll(async () => (await sql("select from pg_stat_activity where wait_event_type = 'Lock'")).length)
    .toBeGreaterThan(0);
  await release();
  const [one, two] = await Promise.all([first, second]);
  expect(one.status).toBe(200);
  expect(two.body).toEqual(one.body);
  expect(two.headers.get("idempotency-replayed")).toBe("true");
});

test("a claim without an answer holds the others off, until whoever made it is taken for dead", async () => {
  const key = randomUUID();
  const body = draft(`Left ${key}`);
  await person.post("/api/posts", body, under(key));
  await sql(
    "update private.idempotency_keys set status = null, claimed_until = now() + interval '60 seconds' where key = $1",
    [key],
  );
  const running = await person.post("/api/posts", body, under(key));
  expect(running).toMatchObject({ status: 409, body: { code: "idempotency_running" } });
  expect(running.headers.get("retry-after")).toBe("5");
  await sql("update private.idempotency_keys set claimed_until = now() where key = $1", [key]);
  expect((await person.post("/api/posts", body, under(key))).status).toBe(201);
});

test.each(["", "with space", "x".repeat(256), "über"])("%j is no key", async (key) => {
  const headers = { "idempotency-key": Buffer.from(key).toString("latin1") };
  const answer = await person.post("/api/posts", draft("A title"), { headers });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: "Idempotency-Key" }] } });
});

test("without a session the header says nothing, and nothing is kept", async () => {
  const key = randomUUID();
  expect((await stranger().post("/api/posts", draft("A title"), under(key))).status).toBe(401);
  expect(await isClaimed(key)).toBe(false);
});

test("a body that is too large is refused before it is remembered", async () => {
  const key = randomUUID();
  const answer = await person.post("/api/posts", draft("x".repeat(1024 * 1024)), under(key));
  expect(answer.status).toBe(413);
  expect(await isClaimed(key)).toBe(false);
});
