import { createHash } from "node:crypto";
import { expect } from "vitest";
import type { Answer, ApiClient } from "./api-client.ts";
import { sql } from "./people.ts";

export const wrong = "not-the-password";

export const login = (client: ApiClient, email: string, password: string) =>
  client.post("/api/auth/login", { email, password });

/** Guesses wrong several times, at once. */
export async function fail(times: number, client: ApiClient, email: string): Promise<void> {
  const answers = await Promise.all(Array.from({ length: times }, () => login(client, email, wrong)));
  expect(answers.map(({ status }) => status)).toEqual(Array(times).fill(401));
}

const account = (email: string) => createHash("sha256").update(email.toLowerCase()).digest();

/** What is written down of an account's logins. */
export const attemptsAt = (email: string) =>
  sql("select origin, awaited, ended from private.login_attempts where account = $1", [account(email)]);

/** Lets fifteen minutes pass for an account. */
export const wait = (email: string) =>
  sql(
    "update private.login_attempts set attempted_at = attempted_at - interval '15 min' where account = $1",
    [account(email)],
  );

/** Locks an account for an address without the waiting. */
export const lock = (email: string, address: string) =>
  sql(
    `insert into private.login_attempts (account, origin, awaited, ended)
     select $1, $2, false, true from generate_series(1, 10)`,
    [account(email), address],
  );

/** What an answer says: all of it but the request's own id, the time, and what is left of a limit. */
export function said({ status, headers, body: { requestId: _, ...body } }: Answer) {
  const names = [...headers.keys()].filter((name) => !/^(date|x-request-id|.*ratelimit.*)$/.test(name));
  return { status, body, headers: names.toSorted(), cookies: headers.getSetCookie() };
}
