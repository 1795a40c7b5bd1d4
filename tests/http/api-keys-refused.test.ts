import { connect } from "node:net";
import { beforeAll, describe, expect, inject, test } from "vitest";
import type { Answer } from "../support/api-client.ts";
import { calledWith, newProgram, type Program } from "../support/api-keys.ts";
import { newPerson, type Person, sql } from "../support/people.ts";

let owner: Person;
let program: Program;

beforeAll(async () => {
  owner = await newPerson();
  program = await newProgram(owner, ["profile:read"]);
});

/** A person with a program of theirs that works. */
async function newOwner(): Promise<{ person: Person; program: Program }> {
  const person = await newPerson();
  const own = await newProgram(person, ["profile:read"]);
  expect((await own.get("/api/auth/session")).status).toBe(200);
  return { person, program: own };
}

/** As Supabase's own admin API does it, on every installation. */
async function asAuthAdmin(method: string, userId: string, body?: object): Promise<void> {
  const { supabaseUrl, secretKey } = inject("stack");
  const response = await fetch(`${supabaseUrl}/auth/v1/admin/users/${userId}`, {
    method,
    headers: { apikey: secretKey, authorization: `Bearer ${secretKey}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(200);
}

const expire = (id: string) =>
  sql(
    `update public.api_keys set created_at = now() - interval '2 days', expires_at = now() - interval '1 second'
      where id = $1`,
    [id],
  );

/** How a key comes not to hold. */
const invalid: Record<string, () => Promise<string>> = {
  "that nobody was given": async () => `plk_Unknown000_${"s".repeat(40)}`,
  "of another form": async () => "plk_nothing",
  "with another secret": async () => program.key.slice(0, -1) + (program.key.endsWith("a") ? "b" : "a"),
  "whose last character is missing": async () => program.key.slice(0, -1),
  "that has expired": async () => {
    const { program: own } = await newOwner();
    await expire(own.id);
    return own.key;
  },
  "that was revoked": async () => {
    const { person, program: own } = await newOwner();
    await person.delete(`/api/api-keys/${own.id}`);
    return own.key;
  },
  "of somebody who was banned": async () => {
    const { person, program: own } = await newOwner();
    await asAuthAdmin("PUT", person.id, { ban_duration: "1h" });
    return own.key;
  },
  "of somebody who left": async () => {
    const { person, program: own } = await newOwner();
    expect((await person.delete(`/api/users/${person.id}`)).status).toBe(204);
    return own.key;
  },
  "of somebody whose account was deleted softly": async () => {
    const { person, program: own } = await newOwner();
    await asAuthAdmin("DELETE", person.id, { should_soft_delete: true });
    return own.key;
  },
};

/** All that an answer shows, but what no two answers share. */
function shown({ status, headers, body }: Answer): object {
  const { requestId: _id, ...rest } = body;
  return { status, body: rest, how: headers.get("www-authenticate"), type: headers.get("content-type") };
}

describe.each(Object.keys(invalid))("a key %s", (name) => {
  test("is 401, in the same words as any other", async () => {
    const key = await invalid[name]!();
    expect(shown(await calledWith(key))).toEqual({
      status: 401,
      body: expect.objectContaining({ code: "invalid_token", detail: "The API key is not valid." }),
      how: 'Bearer error="invalid_token"',
      type: "application/problem+json",
    });
    expect(shown(await calledWith(key, "/api/posts"))).toEqual(shown(await calledWith(key)));
  });
});

test("a ban stops a key on the next request and a pardon lets it go on", async () => {
  const { person, program: own } = await newOwner();
  await asAuthAdmin("PUT", person.id, { ban_duration: "1h" });
  expect((await own.get("/api/auth/session")).status).toBe(401);
  await asAuthAdmin("PUT", person.id, { ban_duration: "none" });
  expect((await own.get("/api/auth/session")).status).toBe(200);
});

test("a key does not prove an address that nobody has proved, and who has none gets no key", async () => {
  const { person, program: own } = await newOwner();
  await sql("update auth.users set email_confirmed_at = null where id = $1", [person.id]);
  await sql("delete from private.api_key_sessions where user_id = $1", [person.id]);
  expect((await own.get("/api/auth/session")).status).toBe(401);
  expect(await person.post("/api/api-keys", { name: "Another", scopes: ["posts:read"] })).toMatchObject({
    status: 403,
    body: { code: "forbidden" },
  });
  const [user] = await sql("select email_confirmed_at from auth.users where id = $1", [person.id]);
  expect(user!.email_confirmed_at).toBeNull();
});

const secret = "s".repeat(40);

const hostile: Record<string, string> = {
  "nothing but the mark": "plk_",
  "empty parts": "plk__",
  "8,000 characters": `plk_${"x".repeat(8_000)}`,
  "a prefix and 7,000 characters": `plk_AbAbAbAbAb_${"x".repeat(7_000)}`,
  "an escaped NUL": `plk_Ab%00Ab%00Ab_${secret}`,
  "a bit of SQL": `plk_'or'1'='1_${secret}`,
  wildcards: `plk_%%%%%%%%%%_${secret}`,
  quotes: `plk_Ab"Ab"Ab"A_${secret}`,
  "a prefix of other letters": `plk_${"\u00e9".repeat(10)}_${secret}`,
  "a secret of other letters": `plk_AbAbAbAbAb_${"\u00e9".repeat(40)}`,
  "a second key": `plk_AbAbAbAbAb_${secret} plk_AbAbAbAbAb_${secret}`,
  "a comma behind it": `plk_AbAbAbAbAb_${secret},`,
};

test.each(Object.keys(hostile))("a key with %s is 401", async (what) => {
  expect(await calledWith(hostile[what]!)).toMatchObject({ status: 401, body: { code: "invalid_token" } });
});

test("the part of a key that is shown is not the key", async () => {
  const [, prefix] = program.key.split("_");
  for (const key of [`plk_${prefix}`, `plk_${prefix}_`, `plk_${prefix}_${secret}`, prefix!]) {
    expect(await calledWith(key)).toMatchObject({ status: 401, body: { code: "invalid_token" } });
  }
  expect((await calledWith(program.key)).status).toBe(200);
});

/** Sends bytes that no client sends, and returns what comes back until the server is done with them. */
async function raw(authorization: Buffer): Promise<string> {
  const { hostname, port } = new URL(inject("stack").siteUrl);
  const { promise, resolve } = Promise.withResolvers<string>();
  const head = `GET /api/auth/session HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\nAuthorization: Bearer `;
  const socket = connect(Number(port), hostname);
  socket.write(Buffer.concat([Buffer.from(head), authorization, Buffer.from("\r\n\r\n")]));
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  // Of what is far too long the server does not take the rest.
  socket.on("error", () => {}).on("close", () => resolve(answer));
  return promise;
}

const unreadable: Record<string, Buffer> = {
  "a NUL in it": Buffer.from(`plk_AbAbAbAb\0b_${secret}`),
  "bytes that are no UTF-8": Buffer.concat([Buffer.from("plk_"), Buffer.from([0xff, 0xfe, 0xc0])]),
  "more bytes than a header may have": Buffer.from(`plk_${"x".repeat(100_000)}`),
};

test.each(Object.keys(unreadable))("a key with %s is refused, and the server lives on", async (what) => {
  expect(await raw(unreadable[what]!)).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
  expect((await calledWith(program.key)).status).toBe(200);
});

const wish = { name: "A script", scopes: ["posts:read"] };

test.each<[string, unknown, string]>([
  ["without a name", { ...wish, name: undefined }, "name"],
  ["with a blank name", { ...wish, name: " \t " }, "name"],
  ["with a name of two lines", { ...wish, name: "One\nTwo" }, "name"],
  ["with a name of 81 characters", { ...wish, name: "x".repeat(81) }, "name"],
  ["with a NUL in its name", { ...wish, name: "a\u0000b" }, "name"],
  ["without scopes", { ...wish, scopes: undefined }, "scopes"],
  ["with no scope", { ...wish, scopes: [] }, "scopes"],
  ["with a scope that nobody knows", { ...wish, scopes: ["posts:read", "admin"] }, "scopes.1"],
  ["with a scope that is a prototype's", { ...wish, scopes: ["constructor"] }, "scopes.0"],
  ["with every scope at once", { ...wish, scopes: "posts:read" }, "scopes"],
  ["that expired yesterday", { ...wish, expiresAt: new Date(Date.now() - 1000).toISOString() }, "expiresAt"],
  ["that expires at no time", { ...wish, expiresAt: "tomorrow" }, "expiresAt"],
  ["that expires on the 30th of February", { ...wish, expiresAt: "2999-02-30T00:00:00Z" }, "expiresAt"],
  ["with a hash of its own", { ...wish, secretHash: "00" }, "secretHash"],
  ["for somebody else", { ...wish, userId: "0a1b2c3d-0000-4000-8000-000000000000" }, "userId"],
])("a key %s is not made", async (_what, body, path) => {
  const answer = await owner.post("/api/api-keys", body);
  expect(answer).toMatchObject({ status: 422, body: { code: "validation_failed" } });
  expect(answer.body.errors.map((issue: { path: string }) => issue.path)).toContain(path);
});

test("what is nothing is nothing to a key as well", async () => {
  expect(await program.get("/api/no-such-address")).toMatchObject({ status: 404 });
  expect(await program.delete("/api/health")).toMatchObject({ status: 405 });
  expect(await program.send("OPTIONS", "/api/posts")).toMatchObject({ status: 204 });
});

test("a key that does not hold costs its sender a token", async () => {
  const { headers } = await calledWith(`plk_AbAbAbAbAb_${secret}`, "/api/posts");
  expect(headers.get("x-ratelimit-remaining")).toBe("299");
});
