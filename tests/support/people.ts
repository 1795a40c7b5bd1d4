import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { expect, inject } from "vitest";
import { type Answer, ApiClient } from "./api-client.ts";
import { password } from "./password.ts";

export { password };

/** A signed-in person with an API client of their own. */
export class Person extends ApiClient {
  id = "";
  email = "";
  username = "";

  /** The same person with a bearer token instead of cookies. */
  withBearer(): ApiClient {
    const client = new ApiClient();
    client.bearer = this.accessToken();
    return client;
  }
}

/** Nobody in particular. */
export const stranger = (): ApiClient => new ApiClient();

export const newEmail = () => `${randomUUID()}@people.test`;

/** Registers somebody new through the API; a role is given as an operator would, in the database. */
export async function newPerson({ name = "Some Body", role = "" } = {}): Promise<Person> {
  const person = new Person();
  person.email = newEmail();
  const { status, body } = await person.post("/api/auth/register", { email: person.email, password, name });
  expect(status).toBe(201);
  person.id = body.user.id;
  person.username = body.user.username;
  if (role) await sql("insert into public.user_roles (user_id, role) values ($1, $2)", [person.id, role]);
  return person;
}

/** The same person in another browser. */
export async function signIn({ email }: Person): Promise<ApiClient> {
  const client = new ApiClient();
  expect((await client.post("/api/auth/login", { email, password })).status).toBe(200);
  return client;
}

/** Runs one statement as the operator of the database. */
export async function sql(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: inject("stack").databaseUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

type PostChanges = Partial<
  Record<"title" | "content" | "excerpt" | "status" | "visibility" | "slug", string>
>;

/** Writes a post through the API; it is published unless said. */
export async function newPost(author: ApiClient, changes: PostChanges = {}): Promise<Answer["body"]> {
  const { status, body } = await author.post("/api/posts", {
    title: `A post ${randomUUID()}`,
    content: "Something to read, in a few words.",
    status: "published",
    ...changes,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

/** Writes a comment through the API. */
export async function newComment(
  author: ApiClient,
  postId: string,
  body = "Well said.",
): Promise<Answer["body"]> {
  const answer = await author.post(`/api/posts/${postId}/comments`, { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}
