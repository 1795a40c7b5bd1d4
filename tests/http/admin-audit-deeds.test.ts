import { randomUUID } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { causedBy, entriesOf, entryOf, sendMarked } from "../support/audit.ts";
import { newEmail, newPerson, newPost, type Person, password, sql } from "../support/people.ts";

let admin: Person;
beforeAll(async () => {
  admin = await newPerson({ role: "admin" });
});

describe("what admins do is recorded:", () => {
  test("an account that they make", async () => {
    const account = { email: newEmail(), password, name: "Made For Them" };
    const { requestId, body } = await sendMarked(201, (send) => admin.post("/api/users", account, send));
    const entry = await entryOf(admin, body.id, "account.created");
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
    expect(await entryOf(admin, person.id, "role.granted")).toMatchObject({
      ...causedBy(admin, admin, given.requestId),
      metadata: { role: "editor" },
      target: { type: "account", id: person.id, username: person.username },
    });
    expect(await entryOf(admin, person.id, "role.revoked")).toMatchObject({
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
    const entry = await entryOf(admin, person.id, "account.banned");
    expect(entry).toMatchObject({
      ...causedBy(admin, admin, banned.requestId),
      metadata: { reason: "Spam, again", until: expect.any(String) },
    });
    expect(Math.abs(Date.parse(String(entry.metadata.until)) - Date.parse(until))).toBeLessThan(60_000);
    expect(await entryOf(admin, person.id, "account.unbanned")).toMatchObject({
      ...causedBy(admin, admin, lifted.requestId),
      metadata: {},
    });
  });

  test("an account that they delete, by the name that it had", async () => {
    const person = await newPerson();
    const { requestId } = await sendMarked(204, (send) => admin.delete(`/api/users/${person.id}`, send));
    expect(await entryOf(admin, person.id, "account.deleted")).toMatchObject({
      ...causedBy(admin, admin, requestId),
      target: { type: "account", id: person.id, username: null },
      metadata: { username: person.username },
    });
  });

  test("somebody else's post that they delete, and not their own", async () => {
    const [author, bearer] = [await newPerson(), admin.withBearer()];
    const [theirs, own] = [await newPost(author), await newPost(admin)];
    const { requestId } = await sendMarked(204, (send) => bearer.delete(`/api/posts/${theirs.slug}`, send));
    expect(await entryOf(admin, theirs.id, "post.deleted")).toMatchObject({
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
    expect(await entryOf(admin, id, "job.retried")).toMatchObject({
      ...causedBy(admin, admin, retried.requestId),
      target: { type: "job", id },
      metadata: { task },
    });
    const deleted = await sendMarked(204, (send) => admin.delete(`/api/admin/jobs/${id}`, send));
    expect(await entryOf(admin, id, "job.deleted")).toMatchObject({
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
  expect(await entryOf(admin, person.id, "account.deleted")).toMatchObject({
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
  expect(await entryOf(admin, post.id, "post.deleted")).toMatchObject({
    actor: { id: admin.id },
    via: "outside",
    ip: null,
    requestId: null,
  });
  const service = createClient(supabaseUrl, secretKey, { auth: { persistSession: false } });
  await service.auth.admin.deleteUser(person.id);
  expect(await entryOf(admin, person.id, "account.deleted")).toMatchObject({ actor: null, via: "outside" });
});

test("an API key that is made and revoked is recorded, and the key itself is not", async () => {
  const person = await newPerson();
  const { requestId, body } = await sendMarked(201, (send) =>
    person.post("/api/api-keys", { name: "Nightly export", scopes: ["posts:read"] }, send),
  );
  const made = await entryOf(admin, body.id, "api_key.created");
  expect(made).toMatchObject({
    ...causedBy(person, person, requestId),
    target: { type: "api_key", id: body.id },
    metadata: { prefix: body.prefix, scopes: ["posts:read"], expiresAt: null },
  });
  expect(JSON.stringify(made)).not.toContain(body.key.slice(-20));
  const revocation = await sendMarked(204, (send) => person.delete(`/api/api-keys/${body.id}`, send));
  expect(await entryOf(admin, body.id, "api_key.revoked")).toMatchObject({
    ...causedBy(person, person, revocation.requestId),
    metadata: { prefix: body.prefix },
  });
});
