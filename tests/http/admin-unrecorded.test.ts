import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ApiClient } from "../support/api-client.ts";
import { newEmail, password } from "../support/people.ts";
import { type SecondSite, startSecondSite } from "../support/second-site.ts";

// A site of its own, whose log refuses every entry from a moment on: what cannot be recorded must not be acknowledged,
// and where it is one transaction with its entry, it must not happen.

let site: SecondSite;
let database: Client;
let admin: Person;

type Person = { id: string; email: string; client: ApiClient };

const sql = async (text: string, values: unknown[] = []) => (await database.query(text, values)).rows;
const refuse = "alter table public.audit_log add constraint refuses check (false) not valid";
const takeAgain = "alter table public.audit_log drop constraint if exists refuses";

beforeAll(async () => {
  site = await startSecondSite();
  database = new Client({ connectionString: site.databaseUrl });
  await database.connect();
  admin = await newPerson();
  await sql("insert into public.user_roles values ($1, 'admin')", [admin.id]);
});
afterAll(async () => {
  await database?.end();
  await site?.stop();
});
beforeEach(() => sql(takeAgain));

async function newPerson(): Promise<Person> {
  const client = new ApiClient(site.siteUrl);
  const email = newEmail();
  const { body } = await client.post("/api/auth/register", { email, password, name: "Some Body" });
  return { id: body.user.id, email, client };
}

const sessionsOf = async ({ id }: Person) =>
  (await sql("select from auth.sessions where user_id = $1", [id])).length;

test("a sign-in that cannot be recorded fails, and leaves no session", async () => {
  const person = await newPerson();
  const before = await sessionsOf(person);
  await sql(refuse);
  const client = new ApiClient(site.siteUrl);
  expect((await client.post("/api/auth/login", { email: person.email, password })).status).toBe(500);
  expect(client.cookies.has("plinth-session")).toBe(false);
  expect(await sessionsOf(person)).toBe(before);
});

test("a changed password and a sign-out everywhere are not acknowledged", async () => {
  const [one, other] = [await newPerson(), await newPerson()];
  await sql(refuse);
  const change = { password: "another-secret-9" };
  expect((await one.client.post("/api/auth/reset-password", change)).status).toBe(500);
  expect((await other.client.post("/api/auth/logout", { scope: "global" })).status).toBe(500);
});

test("a role is neither given nor taken", async () => {
  const [one, other] = [await newPerson(), await newPerson()];
  await sql("insert into public.user_roles values ($1, 'editor')", [other.id]);
  await sql(refuse);
  expect((await admin.client.put(`/api/admin/users/${one.id}/roles/editor`)).status).toBe(500);
  expect((await admin.client.delete(`/api/admin/users/${other.id}/roles/editor`)).status).toBe(500);
  const left = await sql("select user_id from public.user_roles where user_id in ($1, $2)", [
    one.id,
    other.id,
  ]);
  expect(left).toEqual([{ user_id: other.id }]);
});

test("nobody is banned, deleted or made", async () => {
  const person = await newPerson();
  await sql(refuse);
  const account = { email: newEmail(), password, name: "Never Made" };
  for (const answer of [
    await admin.client.put(`/api/admin/users/${person.id}/ban`, { reason: "Spam" }),
    await admin.client.delete(`/api/users/${person.id}`),
    await person.client.delete(`/api/users/${person.id}`),
    await admin.client.post("/api/users", account),
  ]) {
    expect(answer.status, JSON.stringify(answer.body)).toBeGreaterThanOrEqual(500);
  }
  const [row] = await sql("select banned_until from auth.users where id = $1", [person.id]);
  expect(row).toEqual({ banned_until: null });
  expect(await sql("select from auth.users where email = $1", [account.email])).toEqual([]);
});

test("no post of somebody else's is deleted; an author's own is none of the log's business", async () => {
  const person = await newPerson();
  const post = { title: "A post to stay", content: "Something to read, in a few words." };
  const { id } = (await person.client.post("/api/posts", post)).body;
  await sql(refuse);
  expect((await admin.client.delete(`/api/posts/${id}`)).status).toBeGreaterThanOrEqual(400);
  expect(await sql("select from public.posts where id = $1", [id])).toHaveLength(1);
  expect((await person.client.delete(`/api/posts/${id}`)).status).toBe(204);
});
