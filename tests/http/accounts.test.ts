import { expect, inject, test } from "vitest";
import { linkMailedTo, mailsTo } from "../support/mail.ts";
import { newEmail, newPerson, Person, password, signIn, sql, stranger } from "../support/people.ts";

const register = (changes: object, client = stranger()) =>
  client.post("/api/auth/register", { email: newEmail(), password, name: "Some Body", ...changes });

test.each([
  ["password", "123456789", "too short"],
  ["password", "1234567890", "among the most common"],
  ["password", "QWERTYUIOP", "among the most common, in capitals"],
  ["password", "é".repeat(40), "more than 72 bytes"],
  ["email", "nobody", "no address"],
  ["email", "a@b@c.test", "no address"],
  ["name", " x ", "one letter"],
  ["username", "a b", "with a space"],
])("no account with the %s %j (%s)", async (field, value) => {
  expect(await register({ [field]: value })).toMatchObject({
    status: 422,
    body: { code: "validation_failed", errors: [{ path: field }] },
  });
});

test("an address has one account, whatever its case and the space around it", async () => {
  const { email } = await newPerson();
  expect(await register({ email: ` ${email.toUpperCase()} ` })).toMatchObject({
    status: 409,
    body: { code: "email_taken", errors: [{ path: "email" }] },
  });
});

test("the session cookie is HttpOnly, SameSite=Lax and, in production, Secure", async () => {
  const answer = await register({});
  const cookies = answer.headers.getSetCookie();
  expect(cookies.some((cookie) => cookie.startsWith("plinth-session="))).toBe(true);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).toMatch(/; Secure/);
  }
});

test("signing out here leaves the other browser signed in; signing out everywhere does not", async () => {
  const person = await newPerson();
  const [phone, laptop] = [await signIn(person), await signIn(person)];
  const sessions = async () =>
    (await sql("select id from auth.sessions where user_id = $1", [person.id])).length;
  expect(await sessions()).toBe(3);
  expect(await phone.post("/api/auth/logout")).toMatchObject({ status: 204 });
  expect((await phone.get("/api/auth/session")).body.user).toBeNull();
  expect((await laptop.get("/api/auth/session")).body.user.id).toBe(person.id);
  expect(await sessions()).toBe(2);
  expect(await laptop.post("/api/auth/logout", { scope: "others" })).toMatchObject({ status: 204 });
  expect(await sessions()).toBe(1);
  expect((await laptop.get("/api/auth/session")).body.user.id).toBe(person.id);
  await laptop.post("/api/auth/logout", { scope: "global" });
  expect(await sessions()).toBe(0);
});

test("signing out with a bearer token ends that session", async () => {
  const person = await newPerson();
  expect(await person.withBearer().post("/api/auth/logout")).toMatchObject({ status: 204 });
  expect(await sql("select id from auth.sessions where user_id = $1", [person.id])).toEqual([]);
});

test("signing out takes a scope that exists", async () => {
  const answer = await stranger().post("/api/auth/logout", { scope: "universe" });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: "scope" }] } });
});

test("a forgotten password is replaced through the link in the mail, once", async () => {
  const person = await newPerson();
  const elsewhere = await signIn(person);
  expect(await stranger().post("/api/auth/forgot-password", { email: person.email })).toMatchObject({
    status: 202,
  });
  const link = await linkMailedTo(person.email, "type=recovery");
  const browser = stranger();
  const followed = await browser.get(link);
  expect(followed.status).toBe(303);
  expect(followed.headers.get("location")).toBe("/reset-password");
  expect(await browser.post("/api/auth/reset-password", { password: "short" })).toMatchObject({
    status: 422,
  });
  const chosen = "a-brand-new-secret";
  expect(await browser.post("/api/auth/reset-password", { password: chosen })).toMatchObject({
    status: 200,
    body: { user: { id: person.id } },
  });
  const login = (secret: string) =>
    stranger().post("/api/auth/login", { email: person.email, password: secret });
  expect(await login(password)).toMatchObject({ status: 401 });
  expect(await login(chosen)).toMatchObject({ status: 200 });
  const again = await stranger().get(link);
  expect(again.headers.get("location")).toBe("/login?error=link_invalid");
  expect(await elsewhere.post("/api/auth/reset-password", { password: "not-any-more-9" })).toMatchObject({
    status: 401,
  });
});

test("the token of the link resets the password without a browser, too", async () => {
  const person = await newPerson();
  await stranger().post("/api/auth/forgot-password", { email: person.email });
  const query = new URLSearchParams((await linkMailedTo(person.email, "type=recovery")).split("?")[1]);
  const reset = { tokenHash: query.get("token_hash"), password: "a-brand-new-secret" };
  expect(await stranger().post("/api/auth/reset-password", reset)).toMatchObject({ status: 200 });
  expect(await stranger().post("/api/auth/reset-password", reset)).toMatchObject({ status: 400 });
});

test("a magic link signs in and goes on to a page of this site only", async () => {
  const { siteUrl } = inject("stack");
  for (const [next, location] of [
    ["/write?from=mail", "/write?from=mail"],
    ["https://evil.example/", "/"],
    ["//evil.example", "/"],
  ]) {
    const person = await newPerson();
    await stranger().post("/api/auth/magic-link", { email: person.email, next });
    const browser = stranger();
    const followed = await browser.get(await linkMailedTo(person.email));
    expect(new URL(followed.headers.get("location")!, siteUrl).href).toBe(new URL(location!, siteUrl).href);
    expect((await browser.get("/api/auth/session")).body.user.id).toBe(person.id);
  }
});

test("a link with somebody else's next stays on this site", async () => {
  const person = await newPerson();
  await stranger().post("/api/auth/magic-link", { email: person.email });
  const link = new URLSearchParams((await linkMailedTo(person.email)).split("?")[1]);
  link.set("next", "https://evil.example/phish");
  const followed = await stranger().get(`/api/auth/verify?${link}`);
  expect(followed).toMatchObject({ status: 303 });
  expect(followed.headers.get("location")).toBe("/");
});

test("nobody learns from these answers whether an address has an account, and no mail goes to one without", async () => {
  const [known, unknown] = [(await newPerson()).email, newEmail()];
  for (const path of ["/api/auth/forgot-password", "/api/auth/magic-link"]) {
    const first = await stranger().post(path, { email: known });
    const second = await stranger().post(path, { email: unknown });
    expect([first.status, first.body]).toEqual([second.status, second.body]);
  }
  await linkMailedTo(known);
  expect(await mailsTo(unknown)).toBe(0);
});

test("a code that nobody began a sign-in for leads to the login page", async () => {
  const answer = await stranger().get("/api/auth/callback?code=made-up&next=/write");
  expect(answer.headers.get("location")).toBe("/login?error=link_invalid");
});

test("an admin makes an account, which can sign in at once", async () => {
  const admin = await newPerson({ role: "admin" });
  const account = new Person();
  account.email = newEmail();
  const input = { email: account.email, password, name: "Made Up", username: `m${Date.now() % 1e9}` };
  expect(await admin.post("/api/users", input)).toMatchObject({
    status: 201,
    body: { username: input.username },
  });
  const { username: _taken, ...sameAddress } = input;
  const again = await admin.post("/api/users", sameAddress);
  expect(again).toMatchObject({ status: 409, body: { code: "email_taken" } });
  await signIn(account);
});

test("a deleted account is gone with everything of it, and its token is nobody's", async () => {
  const person = await newPerson();
  const { body: post } = await person.post("/api/posts", {
    title: "Before I go",
    content: "This goes with me, too.",
    status: "published",
  });
  expect(await person.delete(`/api/users/${person.id}`)).toMatchObject({ status: 204 });
  expect(await stranger().get(`/api/posts/${post.id}`)).toMatchObject({ status: 404 });
  expect(await stranger().get(`/api/users/${person.username}`)).toMatchObject({ status: 404 });
  expect((await person.get("/api/auth/session")).body.user).toBeNull();
  expect(
    (await person.post("/api/posts", { title: "A ghost", content: "writes a few words" })).status,
  ).toBeLessThan(500);
});

test("a profile is changed by its owner; a taken user name is a conflict", async () => {
  const [person, other] = [await newPerson(), await newPerson()];
  const path = `/api/users/${person.id}`;
  expect(await person.patch(path, { bio: "I write." })).toMatchObject({
    status: 200,
    body: { bio: "I write." },
  });
  expect(await person.patch(path, { username: other.username.toUpperCase() })).toMatchObject({
    status: 409,
    body: { code: "conflict", errors: [{ path: "username" }] },
  });
  expect(await person.patch(path, {})).toMatchObject({ status: 422 });
  expect(await person.patch(path, { role: "admin" })).toMatchObject({ status: 422 });
  expect(await person.put(path, { name: "Only Name" })).toMatchObject({ status: 422 });
});
