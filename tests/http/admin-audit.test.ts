import { randomUUID } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { ApiClient } from "../support/api-client.ts";
import { type Entry, entriesOf, sendMarked } from "../support/audit.ts";
import { linkMailedTo } from "../support/mail.ts";
import {
  newEmail,
  newPerson,
  newPost,
  type Person,
  password,
  signIn,
  sql,
  stranger,
} from "../support/people.ts";

let admin: Person;
beforeAll(async () => {
  admin = await newPerson({ role: "admin" });
});

/** The one entry of this kind about something. */
async function entryOf(target: string, action: string): Promise<Entry> {
  const entries = await entriesOf(admin, target, action);
  expect(entries, `${action} of ${target}`).toHaveLength(1);
  return entries[0]!;
}

/** What an entry has to say of its cause. */
const causedBy = (person: Pick<Person, "id" | "username">, from: ApiClient, requestId: string) => ({
  actor: { id: person.id, username: person.username },
  ip: from.address,
  requestId,
});

describe("a sign-in is recorded:", () => {
  test("the one that comes with making an account", async () => {
    const client = new ApiClient();
    const account = { email: newEmail(), password, name: "Some Body" };
    const { requestId, body } = await sendMarked(201, (send) =>
      client.post("/api/auth/register", account, send),
    );
    const entry = await entryOf(body.user.id, "account.signed_in");
    expect(entry).toMatchObject({
      ...causedBy(body.user, client, requestId),
      via: "cookie",
      target: { type: "account", id: body.user.id, username: body.user.username },
      metadata: { method: "registration" },
    });
    expect(Math.abs(Date.parse(entry.createdAt) - Date.now())).toBeLessThan(60_000);
  });

  test("with a password", async () => {
    const [person, client] = [await newPerson(), new ApiClient()];
    const { requestId } = await sendMarked(200, (send) =>
      client.post("/api/auth/login", { email: person.email, password }, send),
    );
    const [entry] = await entriesOf(admin, person.id);
    expect(entry).toMatchObject({
      ...causedBy(person, client, requestId),
      action: "account.signed_in",
      metadata: { method: "password" },
    });
  });

  test("by a link in a mail, followed or taken apart", async () => {
    for (const take of ["follow", "post"] as const) {
      const [person, client] = [await newPerson(), new ApiClient()];
      await client.post("/api/auth/magic-link", { email: person.email });
      const link = await linkMailedTo(person.email, "token_hash");
      const query = new URLSearchParams(link.slice(link.indexOf("?")));
      const proof = { tokenHash: query.get("token_hash"), type: query.get("type") };
      const { requestId } = await (take === "follow"
        ? sendMarked(303, (send) => client.get(link, send))
        : sendMarked(200, (send) => client.post("/api/auth/verify", proof, send)));
      const [entry] = await entriesOf(admin, person.id);
      expect(entry, take).toMatchObject({
        ...causedBy(person, client, requestId),
        metadata: { method: "link" },
      });
    }
  });

  test("with a code that came back from Auth", async () => {
    const [person, client] = [await newPerson(), new ApiClient()];
    await client.post("/api/auth/magic-link", { email: person.email });
    const link = await linkMailedTo(person.email, "token_hash");
    const hash = new URLSearchParams(link.slice(link.indexOf("?"))).get("token_hash");
    const { supabaseUrl, siteUrl } = inject("stack");
    const verify = `${supabaseUrl}/auth/v1/verify?token=${hash}&type=magiclink&redirect_to=${siteUrl}`;
    const { headers } = await fetch(verify, { redirect: "manual" });
    const code = new URL(headers.get("location")!).searchParams.get("code");
    const { requestId } = await sendMarked(303, (send) =>
      client.get(`/api/auth/callback?code=${code}`, send),
    );
    const [entry] = await entriesOf(admin, person.id);
    expect(entry).toMatchObject({ ...causedBy(person, client, requestId), metadata: { method: "code" } });
  });

  test("not one that failed", async () => {
    const person = await newPerson();
    const before = await entriesOf(admin, person.id);
    expect((await stranger().post("/api/auth/login", { email: person.email, password: "x" })).status).toBe(
      401,
    );
    const madeUp = { tokenHash: "made-up", type: "email" };
    expect((await stranger().post("/api/auth/verify", madeUp)).status).toBe(400);
    expect((await stranger().get("/api/auth/callback?code=made-up")).status).toBe(303);
    expect(await entriesOf(admin, person.id)).toEqual(before);
  });
});

test.each(["global", "others"])("signing out with the scope %s is recorded", async (scope) => {
  const person = await newPerson();
  const { requestId } = await sendMarked(204, (send) => person.post("/api/auth/logout", { scope }, send));
  expect(await entryOf(person.id, "account.sessions_ended")).toMatchObject({
    ...causedBy(person, person, requestId),
    metadata: { scope },
  });
});

test("signing out of one browser is no entry, nor is signing out as nobody", async () => {
  const person = await newPerson();
  await person.post("/api/auth/logout");
  await stranger().post("/api/auth/logout", { scope: "global" });
  expect(await entriesOf(admin, person.id, "account.sessions_ended")).toEqual([]);
});

test("signing out everywhere is recorded of a bearer, too", async () => {
  const person = await newPerson();
  await person.withBearer().post("/api/auth/logout", { scope: "global" });
  expect(await entryOf(person.id, "account.sessions_ended")).toMatchObject({ via: "bearer" });
});

describe("a changed password is recorded", () => {
  test("of somebody who is signed in", async () => {
    const person = await newPerson();
    const { requestId } = await sendMarked(200, (send) =>
      person.post("/api/auth/reset-password", { password: "another-secret-9" }, send),
    );
    const entry = await entryOf(person.id, "account.password_changed");
    expect(entry).toMatchObject({ ...causedBy(person, person, requestId), metadata: {} });
    expect(JSON.stringify(entry)).not.toContain("another-secret");
  });

  test("of somebody who has a link, who signs in with it", async () => {
    const [person, client] = [await newPerson(), new ApiClient()];
    await client.post("/api/auth/forgot-password", { email: person.email });
    const link = await linkMailedTo(person.email, "type=recovery");
    const tokenHash = new URLSearchParams(link.slice(link.indexOf("?"))).get("token_hash");
    const { requestId } = await sendMarked(200, (send) =>
      client.post("/api/auth/reset-password", { tokenHash, password: "another-secret-9" }, send),
    );
    const [changed, signedIn] = await entriesOf(admin, person.id);
    const cause = causedBy(person, client, requestId);
    expect(changed).toMatchObject({ ...cause, action: "account.password_changed" });
    expect(signedIn).toMatchObject({ ...cause, action: "account.signed_in" });
  });

  test("and not of somebody whose new password is refused", async () => {
    const person = await newPerson();
    expect((await person.post("/api/auth/reset-password", { password: "password123" })).status).toBe(422);
    expect((await person.post("/api/auth/reset-password", { password })).status).toBe(422);
    expect(await entriesOf(admin, person.id, "account.password_changed")).toEqual([]);
  });
});

describe("what admins do is recorded:", () => {
  test("an account that they make", async () => {
    const account = { email: newEmail(), password, name: "Made For Them" };
    const { requestId, body } = await sendMarked(201, (send) => admin.post("/api/users", account, send));
    const entry = await entryOf(body.id, "account.created");
    expect(entry).toMatchObject({
      ...causedBy(admin, admin, requestId),
      target: { type: "account", id: body.id, username: body.username },
    });
    expect(JSON.stringify(entry)).not.toContain(account.email);
    const again = await sendMarked(409, (send) => admin.post("/api/users", account, send));
    const left = "select from private.announcements where trail ->> 'requestId' = $1";
    expect(await sql(left, [again.requestId])).toEqual([]);
  });

  test("a role that they give and take, once for each change", async () => {
    const person = await newPerson();
    const path = `/api/admin/users/${person.id}/roles/editor`;
    const given = await sendMarked(200, (send) => admin.put(path, undefined, send));
    await admin.put(path);
    const taken = await sendMarked(204, (send) => admin.delete(path, send));
    expect((await admin.delete(path)).status).toBe(404);
    expect(await entryOf(person.id, "role.granted")).toMatchObject({
      ...causedBy(admin, admin, given.requestId),
      metadata: { role: "editor" },
      target: { type: "account", id: person.id, username: person.username },
    });
    expect(await entryOf(person.id, "role.revoked")).toMatchObject({
      ...causedBy(admin, admin, taken.requestId),
      metadata: { role: "editor" },
    });
    expect(await sql("select from private.announcements where target_id = $1", [person.id])).toEqual([]);
  });

  test("a ban and its end", async () => {
    const person = await newPerson();
    const path = `/api/admin/users/${person.id}/ban`;
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const banned = await sendMarked(200, (send) => admin.put(path, { until, reason: "Spam, again" }, send));
    const lifted = await sendMarked(204, (send) => admin.delete(path, send));
    const entry = await entryOf(person.id, "account.banned");
    expect(entry).toMatchObject({
      ...causedBy(admin, admin, banned.requestId),
      metadata: { reason: "Spam, again", until: expect.any(String) },
    });
    expect(Math.abs(Date.parse(String(entry.metadata.until)) - Date.parse(until))).toBeLessThan(60_000);
    expect(await entryOf(person.id, "account.unbanned")).toMatchObject({
      ...causedBy(admin, admin, lifted.requestId),
      metadata: {},
    });
  });

  test("an account that they delete, by the name that it had", async () => {
    const person = await newPerson();
    const { requestId } = await sendMarked(204, (send) => admin.delete(`/api/users/${person.id}`, send));
    expect(await entryOf(person.id, "account.deleted")).toMatchObject({
      ...causedBy(admin, admin, requestId),
      target: { type: "account", id: person.id, username: null },
      metadata: { username: person.username },
    });
  });

  test("somebody else's post that they delete, and not their own", async () => {
    const [author, bearer] = [await newPerson(), admin.withBearer()];
    const [theirs, own] = [await newPost(author), await newPost(admin)];
    const { requestId } = await sendMarked(204, (send) => bearer.delete(`/api/posts/${theirs.slug}`, send));
    expect(await entryOf(theirs.id, "post.deleted")).toMatchObject({
      ...causedBy(admin, bearer, requestId),
      via: "bearer",
      metadata: { authorId: author.id, slug: theirs.slug, status: "published" },
    });
    expect((await admin.delete(`/api/posts/${own.id}`)).status).toBe(204);
    expect(await entriesOf(admin, own.id)).toEqual([]);
    expect(await sql("select from private.announcements where target_id = $1", [own.id])).toEqual([]);
  });

  test("a job that they retry, and that they take out", async () => {
    const task = `nobody_does_${randomUUID().slice(0, 8)}`;
    const [row] = await sql(
      "select id::text from graphile_worker.add_job($1, run_at => now() + interval '1 day')",
      [task],
    );
    const id = String(row?.id);
    const lock = (worker: string | null) =>
      sql(
        `update graphile_worker._private_jobs set locked_by = $2,
          locked_at = case when $2::text is not null then now() end where id = $1`,
        [id, worker],
      );
    await lock("somebody");
    expect((await admin.delete(`/api/admin/jobs/${id}`)).status).toBe(409);
    expect(await entriesOf(admin, id)).toEqual([]);
    await lock(null);
    const retried = await sendMarked(202, (send) =>
      admin.post(`/api/admin/jobs/${id}/retry`, undefined, send),
    );
    expect(await entryOf(id, "job.retried")).toMatchObject({
      ...causedBy(admin, admin, retried.requestId),
      target: { type: "job", id },
      metadata: { task },
    });
    const deleted = await sendMarked(204, (send) => admin.delete(`/api/admin/jobs/${id}`, send));
    expect(await entryOf(id, "job.deleted")).toMatchObject({
      ...causedBy(admin, admin, deleted.requestId),
      metadata: { task },
    });
  });

  test("an event of Stripe's that they replay", async () => {
    const processed = async () =>
      (await admin.get("/api/admin/stripe-events?state=processed&limit=1")).body.data[0]?.id;
    await expect.poll(processed, { timeout: 30_000 }).toEqual(expect.any(String));
    const id = await processed();
    const { requestId } = await sendMarked(202, (send) =>
      admin.post(`/api/admin/stripe-events/${id}/replay`, undefined, send),
    );
    const [entry] = await entriesOf(admin, id, "stripe_event.replayed");
    expect(entry).toMatchObject({
      ...causedBy(admin, admin, requestId),
      target: { type: "stripe_event", id },
    });
    expect((await admin.post("/api/admin/stripe-events/evt_nowhere/replay")).status).toBe(404);
    expect(await entriesOf(admin, "evt_nowhere")).toEqual([]);
  });
});

test("people who delete their own account are recorded, without a word about their posts", async () => {
  const person = await newPerson();
  const post = await newPost(person);
  const { requestId } = await sendMarked(204, (send) => person.delete(`/api/users/${person.id}`, send));
  expect(await entryOf(person.id, "account.deleted")).toMatchObject({
    actor: { id: person.id, username: null },
    ip: person.address,
    requestId,
    metadata: { username: person.username },
  });
  expect(await entriesOf(admin, post.id)).toEqual([]);
});

test("what is refused is not recorded, and nothing is left announced", async () => {
  const [person, other, post] = [await newPerson(), await newPerson(), await newPost(admin)];
  const before = await entriesOf(admin, other.id);
  for (const refused of [
    person.delete(`/api/users/${other.id}`),
    person.put(`/api/admin/users/${other.id}/roles/editor`),
    person.put(`/api/admin/users/${other.id}/ban`, { reason: "Because" }),
    person.delete(`/api/posts/${post.id}`),
    person.post("/api/admin/jobs/1/retry"),
  ]) {
    expect((await refused).status).toBe(403);
  }
  expect(await entriesOf(admin, other.id)).toEqual(before);
  expect(await entriesOf(admin, post.id)).toEqual([]);
  const left = await sql("select from private.announcements where target_id in ($1, $2)", [
    other.id,
    post.id,
  ]);
  expect(left).toEqual([]);
});

test("what is done past the app is recorded as done outside, by whom the database knows", async () => {
  const { supabaseUrl, secretKey, publishableKey } = inject("stack");
  const [person, author] = [await newPerson(), await newPerson()];
  const post = await newPost(author);
  const direct = createClient(supabaseUrl, publishableKey, { accessToken: async () => admin.accessToken() });
  const removal = direct.from("posts").delete().eq("id", post.id);
  await removal.setHeader("x-request-id", "forged").setHeader("x-forwarded-for", "192.0.2.1");
  expect(await entryOf(post.id, "post.deleted")).toMatchObject({
    actor: { id: admin.id },
    via: "outside",
    ip: null,
    requestId: null,
  });
  const service = createClient(supabaseUrl, secretKey, { auth: { persistSession: false } });
  await service.auth.admin.deleteUser(person.id);
  expect(await entryOf(person.id, "account.deleted")).toMatchObject({ actor: null, via: "outside" });
});

describe("the list", () => {
  test("comes in pages, newest first, and says where it goes on", async () => {
    const person = await newPerson();
    for (let n = 0; n < 4; n += 1) await signIn(person);
    const path = `/api/admin/audit?target=${person.id}&limit=2`;
    const seen: Entry[] = [];
    let cursor = "";
    for (let page = 0; page < 3; page += 1) {
      const { body, headers } = await admin.get(`${path}${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.data);
      expect(body.pagination).toMatchObject({ limit: 2, hasMore: page < 2 });
      if (page < 2) expect(headers.get("link")).toContain('rel="next"');
      cursor = body.pagination.nextCursor ?? "";
    }
    const ids = seen.map(({ id }) => Number(id));
    expect(ids).toHaveLength(5);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(new Set(ids).size).toBe(5);
  });

  test("is filtered by actor, action, target and time", async () => {
    const [one, other] = [await newPerson(), await newPerson()];
    const ask = async (query: Record<string, string>) => {
      const { status, body } = await admin.get(`/api/admin/audit?${new URLSearchParams(query)}`);
      expect(status, JSON.stringify(body)).toBe(200);
      return body.data as Entry[];
    };
    await one.post("/api/auth/logout", { scope: "others" });
    const [ended, begun] = await ask({ actor: one.id });
    expect([ended!.action, begun!.action]).toEqual(["account.sessions_ended", "account.signed_in"]);
    expect(await ask({ actor: one.username })).toEqual([ended, begun]);
    expect(await ask({ actor: one.id, action: "account.signed_in" })).toEqual([begun]);
    expect(await ask({ actor: one.id, target: other.id })).toEqual([]);
    expect(await ask({ actor: one.id, since: ended!.createdAt })).toEqual([ended]);
    expect(await ask({ actor: one.id, until: ended!.createdAt })).toEqual([begun]);
    expect(await ask({ actor: "nobody_of_that_name" })).toEqual([]);
  });

  test.each([
    "action=post.liked",
    "actor=a",
    "since=yesterday",
    "since=2026-01-01",
    "cursor=made-up",
    "limit=0",
    `target=${"x".repeat(256)}`,
    "target=%00",
  ])("does not take %s", async (query) => {
    expect(await admin.get(`/api/admin/audit?${query}`)).toMatchObject({
      status: 422,
      body: { code: "validation_failed" },
    });
  });
});
