import { createClient } from "@supabase/supabase-js";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { ApiClient } from "../support/api-client.ts";
import { entriesOf } from "../support/audit.ts";
import { listen, refused } from "../support/event-stream.ts";
import { linkMailedTo } from "../support/mail.ts";
import { newPerson, newPost, type Person, password, signIn, sql, stranger } from "../support/people.ts";

let admin: Person;
beforeAll(async () => {
  admin = await newPerson({ role: "admin" });
});

const pathOf = ({ id }: Person) => `/api/admin/users/${id}/ban`;

async function ban(person: Person, input: object = {}): Promise<void> {
  const { status, body } = await admin.put(pathOf(person), { reason: "Spam, again", ...input });
  expect(status, JSON.stringify(body)).toBe(200);
}

/** Bans past this app, as an operator does in Supabase's dashboard. */
async function banAtSupabase(person: Person, duration = "24h"): Promise<void> {
  const { supabaseUrl, secretKey } = inject("stack");
  const service = createClient(supabaseUrl, secretKey, { auth: { persistSession: false } });
  const { error } = await service.auth.admin.updateUserById(person.id, { ban_duration: duration });
  expect(error).toBeNull();
}

const suspended = {
  status: 403,
  body: { code: "forbidden", detail: "This account is suspended." },
};

describe("who is banned", () => {
  test("is shown to admins so, with the reason, its author and its end", async () => {
    const person = await newPerson();
    expect((await admin.get(`/api/admin/users/${person.id}`)).body.ban).toBeNull();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const { body } = await admin.put(pathOf(person), { reason: "Cooling off", until });
    expect(body).toMatchObject({
      id: person.id,
      ban: { reason: "Cooling off", bannedBy: admin.id, until: expect.any(String) },
    });
    expect(Math.abs(Date.parse(body.ban.until) - Date.parse(until))).toBeLessThan(10_000);
    await ban(person, { reason: "For good" });
    expect((await admin.get(`/api/admin/users/${person.id}`)).body.ban).toMatchObject({
      reason: "For good",
      until: null,
    });
  });

  test("cannot sign in, and can again when the ban is lifted", async () => {
    const person = await newPerson();
    const login = () => stranger().post("/api/auth/login", { email: person.email, password });
    await ban(person);
    expect(await login()).toMatchObject(suspended);
    expect((await admin.delete(pathOf(person))).status).toBe(204);
    expect((await login()).status).toBe(200);
    expect(await admin.delete(pathOf(person))).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  test("signs in by no link from a mail", async () => {
    const [person, client] = [await newPerson(), new ApiClient()];
    await client.post("/api/auth/magic-link", { email: person.email });
    const link = await linkMailedTo(person.email, "token_hash");
    await ban(person);
    const { headers } = await client.get(link);
    expect(headers.get("location")).toBe("/login?error=link_invalid");
    expect(client.cookies.has("plinth-session")).toBe(false);
  });

  test("has no session any more, on any device, also when the ban is over", async () => {
    const person = await newPerson();
    const laptop = await signIn(person);
    await ban(person);
    for (const device of [person, laptop]) {
      expect(await device.post("/api/posts", {})).toMatchObject({
        status: 401,
        body: { code: "unauthenticated" },
      });
      expect((await device.get("/api/auth/session")).body.user).toBeNull();
      expect((await device.get("/settings")).headers.get("location")).toContain("/login");
    }
    expect(await sql("select from auth.sessions where user_id = $1", [person.id])).toEqual([]);
  });

  test("has an access token that is refused, which holds by itself for an hour yet", async () => {
    const person = await newPerson();
    const bearer = person.withBearer();
    expect((await bearer.get("/api/posts")).status).toBe(200);
    await ban(person);
    for (const path of ["/api/posts", "/api/notifications", "/api/auth/session"]) {
      expect(await bearer.get(path), path).toMatchObject({
        status: 401,
        body: { code: "invalid_token", detail: "The account is banned." },
      });
    }
    expect((await bearer.post("/api/auth/logout", { scope: "global" })).status).toBe(401);
    await admin.delete(pathOf(person));
    expect((await bearer.get("/api/notifications")).status).toBe(200);
  });

  test("hears no more of anything, not even of what is for everybody", async () => {
    const [person, other] = [await newPerson(), await newPerson()];
    const [own, open, others] = [
      await listen(`user:${person.id}`, { as: person }),
      await listen("posts", { as: person.withBearer() }),
      await listen("posts", { as: other }),
    ];
    await ban(person);
    for (const stream of [own, open]) await stream.until(({ hasEnded }) => hasEnded, 20_000);
    expect(own.notices.at(-1)).toMatchObject({ type: "revoked", data: { topics: [`user:${person.id}`] } });
    expect(open.notices.at(-1)).toMatchObject({ type: "revoked", data: { topics: ["posts"] } });
    const post = await newPost(other);
    await others.hears("post.published", ({ id }) => id === post.id);
    expect(open.text).not.toContain(post.id);
    expect(await refused("/api/events/stream?topics=posts", { as: person.withBearer() })).toMatchObject({
      status: 401,
    });
  });

  test("loses the use of a role, at the database as well", async () => {
    const editor = await newPerson({ role: "editor" });
    const draft = await newPost(admin, { status: "draft" });
    const { supabaseUrl, publishableKey } = inject("stack");
    const token = editor.accessToken();
    const direct = createClient(supabaseUrl, publishableKey, { accessToken: async () => token });
    const drafts = async () => (await direct.from("posts").select("id").eq("id", draft.id)).data;
    expect(await drafts()).toEqual([{ id: draft.id }]);
    await ban(editor);
    expect(await drafts()).toEqual([]);
  });
});

test("a ban that was made at Supabase reaches the app within seconds, and is recorded as such", async () => {
  const person = await newPerson();
  const bearer = person.withBearer();
  const stream = await listen("posts", { as: bearer });
  expect((await bearer.get("/api/notifications")).status).toBe(200);
  await banAtSupabase(person);
  await expect
    .poll(async () => (await bearer.get("/api/notifications")).status, { timeout: 15_000 })
    .toBe(401);
  await stream.until(({ hasEnded }) => hasEnded, 20_000);
  expect((await entriesOf(admin, person.id, "account.banned"))[0]).toMatchObject({
    actor: null,
    via: "outside",
    ip: null,
    metadata: { until: expect.any(String) },
  });
  expect((await admin.get(`/api/admin/users/${person.id}`)).body.ban).toMatchObject({
    reason: "",
    bannedBy: null,
  });
  await banAtSupabase(person, "none");
  await expect
    .poll(async () => (await bearer.get("/api/notifications")).status, { timeout: 15_000 })
    .toBe(200);
});

test("a ban ends by itself", async () => {
  const person = await newPerson();
  await ban(person, { until: new Date(Date.now() + 1_500).toISOString() });
  const login = async () =>
    (await stranger().post("/api/auth/login", { email: person.email, password })).status;
  await expect.poll(login, { timeout: 20_000, interval: 500 }).toBe(200);
  expect((await admin.get(`/api/admin/users/${person.id}`)).body.ban).toBeNull();
});

test("admins cannot ban themselves, but each other", async () => {
  const other = await newPerson({ role: "admin" });
  expect(await admin.put(pathOf(admin), { reason: "By mistake" })).toMatchObject({
    status: 403,
    body: { code: "forbidden", detail: "You cannot ban yourself." },
  });
  await ban(other);
  expect((await other.get("/api/admin/jobs")).status).toBe(401);
});

test("nobody is banned who is not there", async () => {
  const nobody = "/api/admin/users/0a1b2c3d-0000-4000-8000-000000000000/ban";
  for (const path of [nobody, "/api/admin/users/somebody/ban"]) {
    expect((await admin.put(path, { reason: "Spam" })).status).toBe(404);
    expect((await admin.delete(path)).status).toBe(404);
  }
});

test.each([
  ["no reason", {}],
  ["a blank reason", { reason: "  " }],
  ["a reason that is too long", { reason: "x".repeat(501) }],
  ["an end that has passed", { reason: "Spam", until: "2020-01-01T00:00:00Z" }],
  ["an end in a hundred years", { reason: "Spam", until: "2126-01-01T00:00:00Z" }],
  ["an end that is no moment", { reason: "Spam", until: "tomorrow" }],
  ["an end without a time zone", { reason: "Spam", until: "2030-01-01T00:00:00" }],
  ["something else", { reason: "Spam", banned_until: "infinity" }],
])("a ban with %s is refused", async (_, input) => {
  const person = await newPerson();
  expect(await admin.put(pathOf(person), input)).toMatchObject({
    status: 422,
    body: { code: "validation_failed" },
  });
  expect((await admin.get(`/api/admin/users/${person.id}`)).body.ban).toBeNull();
});
