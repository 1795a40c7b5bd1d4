import { beforeAll, describe, expect, inject, test } from "vitest";
import { ApiClient } from "../support/api-client.ts";
import { causedBy, entriesOf, entryOf, sendMarked } from "../support/audit.ts";
import { linkMailedTo } from "../support/mail.ts";
import { newEmail, newPerson, type Person, password, stranger } from "../support/people.ts";

let admin: Person;
beforeAll(async () => {
  admin = await newPerson({ role: "admin" });
});

describe("a sign-in is recorded:", () => {
  test("the one that comes with making an account", async () => {
    const client = new ApiClient();
    const account = { email: newEmail(), password, name: "Some Body" };
    const { requestId, body } = await sendMarked(201, (send) =>
      client.post("/api/auth/register", account, send),
    );
    const entry = await entryOf(admin, body.user.id, "account.signed_in");
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
  expect(await entryOf(admin, person.id, "account.sessions_ended")).toMatchObject({
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
  expect(await entryOf(admin, person.id, "account.sessions_ended")).toMatchObject({ via: "bearer" });
});

describe("a changed password is recorded", () => {
  test("of somebody who is signed in", async () => {
    const person = await newPerson();
    const { requestId } = await sendMarked(200, (send) =>
      person.post("/api/auth/reset-password", { password: "another-secret-9" }, send),
    );
    const entry = await entryOf(admin, person.id, "account.password_changed");
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
