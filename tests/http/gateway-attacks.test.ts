import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { atOnce } from "../support/at-once.ts";
import { forgeriesOf } from "../support/forgeries.ts";
import { newPerson, type Person, sql } from "../support/people.ts";
import { startTemptation } from "../support/temptation.ts";

let temptation: Awaited<ReturnType<typeof startTemptation>>;
let person: Person;
let attacks: [name: string, token: string][];

beforeAll(async () => {
  temptation = await startTemptation();
  person = await newPerson();
  attacks = Object.entries(await forgeriesOf(person.accessToken(), temptation.url));
});
afterAll(() => temptation?.stop());

type Door = { method: string; path: string; body?: object; refusals: number[]; mends?: RegExp };

/** What each service of Supabase says to a token that does not hold: REST 401, Auth 403, Storage 400, Realtime 403. */
const doors = (): Door[] => [
  { method: "GET", path: "/rest/v1/posts?select=id", refusals: [401] },
  { method: "GET", path: "/rest/v1/notifications?select=id", refusals: [401] },
  { method: "POST", path: "/rest/v1/posts", body: { title: "Forged", slug: "forged" }, refusals: [401] },
  {
    method: "PATCH",
    path: `/rest/v1/profiles?id=eq.${person.id}`,
    body: { name: "Forged" },
    refusals: [401],
  },
  { method: "DELETE", path: `/rest/v1/profiles?id=eq.${person.id}`, refusals: [401] },
  { method: "POST", path: "/rest/v1/rpc/is_member", body: {}, refusals: [401] },
  { method: "GET", path: "/auth/v1/user", refusals: [401, 403] },
  { method: "PUT", path: "/auth/v1/user", body: { password: "a-forged-password" }, refusals: [401, 403] },
  { method: "POST", path: "/auth/v1/logout", refusals: [401, 403] },
  { method: "POST", path: "/auth/v1/factors", body: { factor_type: "totp" }, refusals: [401, 403] },
  { method: "GET", path: "/auth/v1/admin/users", refusals: [401, 403] },
  {
    method: "POST",
    path: "/auth/v1/admin/users",
    body: { email: "forged@people.test" },
    refusals: [401, 403],
  },
  { method: "DELETE", path: `/auth/v1/admin/users/${person.id}`, refusals: [401, 403] },
  { method: "GET", path: "/storage/v1/bucket", refusals: [400] },
  { method: "POST", path: "/storage/v1/bucket", body: { name: "forged" }, refusals: [400] },
  { method: "POST", path: "/storage/v1/object/list/media", body: { prefix: "" }, refusals: [400] },
  { method: "POST", path: "/storage/v1/object/media/forged.png", body: {}, refusals: [400] },
  {
    method: "POST",
    path: "/realtime/v1/api/broadcast",
    body: { messages: [{ topic: "forged", event: "x", payload: {} }] },
    refusals: [401, 403],
    // Realtime takes the whitespace out of a token before it reads it: what is left is the genuine one.
    mends: /^(whitespace|a tab) inside$/,
  },
];

function call({ method, path, body }: Door, authorization: string): Promise<Response> {
  const { supabaseUrl, publishableKey } = inject("stack");
  return fetch(`${supabaseUrl}${path}`, {
    method,
    headers: { apikey: publishableKey, authorization, ...(body && { "content-type": "application/json" }) },
    body: body && JSON.stringify(body),
  });
}

test("no service of Supabase takes a token that does not hold", async () => {
  const calls = attacks.flatMap(([name, token]) => doors().map((door) => ({ name, token, door })));
  const wrong: string[] = [];
  await atOnce(8, calls, async ({ name, token, door }) => {
    const response = await call(door, `Bearer ${token}`);
    const text = await response.text();
    if (door.refusals.includes(response.status) || door.mends?.test(name)) return;
    wrong.push(`${name}: ${door.method} ${door.path} is ${response.status} ${text.slice(0, 200)}`);
  });
  expect(wrong).toEqual([]);
}, 300_000);

test("a session that was forged at every door is as it was, and so is its owner", async () => {
  const [found] = await sql(
    `select name, (select count(*)::int from auth.sessions where user_id = profiles.id) as sessions
     from public.profiles where id = $1`,
    [person.id],
  );
  expect(found).toEqual({ name: "Some Body", sessions: 1 });
  expect((await person.get("/api/auth/session")).body.user.id).toBe(person.id);
});

test("nobody was asked for the keys that a token offers", () => {
  expect(temptation.asked).toEqual([]);
});
