import { expect } from "vitest";
import { type Answer, ApiClient } from "./api-client.ts";

/** A program that calls with an API key, and what its owner knows of the key. */
export class Program extends ApiClient {
  readonly id: string;
  readonly key: string;

  constructor({ id, key }: { id: string; key: string }, site?: string) {
    super(site);
    [this.id, this.key, this.bearer] = [id, key, key];
  }
}

type KeyChanges = { name?: string; expiresAt?: string | null; site?: string };

/** Makes an API key through the API and hands it to a program. */
export async function newProgram(
  owner: ApiClient,
  scopes: readonly string[],
  { site, ...changes }: KeyChanges = {},
): Promise<Program> {
  const answer = await owner.post("/api/api-keys", { name: "A program", scopes, ...changes });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return new Program(answer.body, site);
}

/** Calls with whatever is said to be a key. */
export function calledWith(key: string, path = "/api/auth/session"): Promise<Answer> {
  const client = new ApiClient();
  client.bearer = key;
  return client.get(path);
}
