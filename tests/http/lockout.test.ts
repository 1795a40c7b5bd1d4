import { request } from "node:http";
import { createClient } from "@supabase/supabase-js";
import { expect, inject, test } from "vitest";
import { type Answer, type ApiClient, newAddress } from "../support/api-client.ts";
import { attemptsAt, fail, lock, login, said, wait, wrong } from "../support/logins.ts";
import { newEmail, newPerson, password, sql, stranger } from "../support/people.ts";

/** Somebody who talks to Auth themselves, as a mobile app would. */
function direct(headers: Record<string, string> = {}) {
  const { supabaseUrl, publishableKey } = inject("stack");
  const client = createClient(supabaseUrl, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { headers },
  });
  return async (email: string, secret: string) => {
    const { error } = await client.auth.signInWithPassword({ email, password: secret });
    return error && { status: error.status, code: error.code, message: error.message };
  };
}

const refused = { status: 400, code: "invalid_credentials", message: "Invalid login credentials" };

test("after ten wrong passwords the right one is refused from that address, and accepted from another", async () => {
  const { email } = await newPerson();
  const client = stranger();
  for (let n = 0; n < 10; n += 1) expect((await login(client, email, wrong)).status).toBe(401);
  const answer = await login(client, email, password);
  expect(answer).toMatchObject({ status: 401, body: { code: "invalid_credentials" } });
  expect(client.cookies.size).toBe(0);
  expect((await login(stranger(), email, password)).status).toBe(200);
});

test("the lock ends after fifteen minutes", async () => {
  const { email } = await newPerson();
  const client = stranger();
  await fail(10, client, email);
  expect((await login(client, email, password)).status).toBe(401);
  await wait(email);
  expect((await login(client, email, password)).status).toBe(200);
  expect(await attemptsAt(email)).toEqual([]);
});

test("nine wrong passwords and the right one, again and again, lock nothing", async () => {
  const { email } = await newPerson();
  const client = stranger();
  await fail(9, client, email);
  expect((await login(client, email, password)).status).toBe(200);
  await fail(9, client, email);
  expect(await attemptsAt(email)).toHaveLength(9);
});

test("another spelling of an email is the same account", async () => {
  const { email } = await newPerson();
  const client = stranger();
  for (let n = 0; n < 10; n += 1) await login(client, n % 2 ? email.toUpperCase() : ` ${email} `, wrong);
  expect((await login(client, email, password)).status).toBe(401);
});

test("a wrong password, an unknown email and a locked account are answered alike, known or not", async () => {
  const { email } = await newPerson();
  const unknown = newEmail();
  const client = stranger();
  const answers = [await login(client, email, wrong), await login(client, unknown, wrong)];
  for (const one of [email, unknown]) {
    await fail(9, client, one);
    expect(await attemptsAt(one)).toHaveLength(10);
  }
  answers.push(await login(client, email, password), await login(client, unknown, password));
  const [first, ...others] = answers.map(said);
  expect(first).toMatchObject({ status: 401, body: { code: "invalid_credentials" } });
  expect(others).toEqual([first, first, first]);
  expect(await attemptsAt(unknown)).toHaveLength(10);
});

test("of forty guesses at once ten are compared, and the lock is on", async () => {
  const { email } = await newPerson();
  const client = stranger();
  const answers = await Promise.all(Array.from({ length: 40 }, () => login(client, email, wrong)));
  expect(answers.map(({ status }) => status).filter((status) => status !== 401 && status !== 429)).toEqual(
    [],
  );
  const compared = await attemptsAt(email);
  expect(compared).toEqual(Array(10).fill({ origin: client.address, awaited: false, ended: true }));
});

test("who guesses at Auth itself is locked out there, from everywhere, and alone", async () => {
  const [victim, neighbour] = [await newPerson(), await newPerson()];
  const signIn = direct();
  for (let n = 0; n < 10; n += 1) expect(await signIn(victim.email, wrong)).toEqual(refused);
  expect(await signIn(victim.email, password)).toEqual(refused);
  expect(await direct({ "x-forwarded-for": newAddress() })(victim.email, password)).toEqual(refused);
  expect(await signIn(neighbour.email, password)).toBeNull();
  expect((await login(stranger(), victim.email, password)).status).toBe(200);
  await wait(victim.email);
  expect(await signIn(victim.email, password)).toBeNull();
});

test("who guesses in the app is not locked out at Auth itself", async () => {
  const { email } = await newPerson();
  await fail(10, stranger(), email);
  expect(await direct()(email, password)).toBeNull();
});

test("who claims the owner's address at Auth itself does not lock out the owner", async () => {
  const { email, address } = await newPerson();
  const owner = stranger();
  owner.address = address;
  for (const name of ["x-forwarded-for", "sb-forwarded-for"]) {
    const signIn = direct({ [name]: address });
    for (let n = 0; n < 6; n += 1) expect(await signIn(email, wrong)).toEqual(refused);
  }
  expect((await attemptsAt(email)).map(({ origin }) => origin)).toEqual(Array(10).fill("direct"));
  expect((await login(owner, email, password)).status).toBe(200);
});

/** Sends the form of the sign-in page, as a browser without JavaScript does. */
async function sendForm(client: ApiClient, email: string): Promise<Answer> {
  const { body: page } = await client.get("/login");
  const [form = ""] = /<form[^>]*"Sign in with a password".*?<\/form>/s.exec(page) ?? [];
  const fields = new FormData();
  for (const [, name = "", value = ""] of form.matchAll(/type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g))
    fields.set(name, value.replaceAll("&quot;", '"'));
  fields.set("email", email);
  fields.set("password", password);
  const headers = { origin: inject("stack").siteUrl };
  return client.send("POST", "/login", { raw: fields, headers });
}

test("the form of the sign-in page is locked with the API", async () => {
  const { email } = await newPerson();
  const client = stranger();
  await lock(email, client.address);
  const refusal = await sendForm(client, email);
  expect(refusal.body).toContain("The email or the password is wrong");
  expect(client.cookies.has("plinth-session")).toBe(false);
  const elsewhere = stranger();
  expect((await sendForm(elsewhere, email)).status).toBe(303);
  expect(elsewhere.cookies.has("plinth-session")).toBe(true);
});

test("Auth learns from the app where somebody signs in", async () => {
  const { id, email } = await newPerson();
  const client = stranger();
  expect((await login(client, email, password)).status).toBe(200);
  const addresses = await sql("select host(ip) as ip from auth.sessions where user_id = $1", [id]);
  expect(addresses.map(({ ip }) => ip)).toContain(client.address);
});

/** A login from another address of this machine, which the app does not trust as a proxy. */
function fromUntrustedPeer(email: string, secret: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const { port } = new URL(inject("stack").siteUrl);
  const forwarded = newAddress();
  const headers = {
    "content-type": "application/json",
    "x-forwarded-for": forwarded,
    "x-plinth-peer": forwarded,
    "sb-forwarded-for": forwarded,
  };
  const options = { host: "127.0.0.1", port, path: "/api/auth/login", method: "POST", headers };
  request({ ...options, localAddress: "127.0.0.78" }, (response) => {
    response.resume();
    resolve(response.statusCode);
  })
    .on("error", reject)
    .end(JSON.stringify({ email, password: secret }));
  return promise;
}

test("rotating X-Forwarded-For from a peer that is no proxy changes nothing", async () => {
  const { email } = await newPerson();
  for (let n = 0; n < 10; n += 1) expect(await fromUntrustedPeer(email, wrong)).toBe(401);
  expect(await fromUntrustedPeer(email, password)).toBe(401);
  expect((await attemptsAt(email)).map(({ origin }) => origin)).toEqual(Array(10).fill("127.0.0.78"));
});

test("the clean-up forgets what cannot lock any more, and nothing else", async () => {
  const [recent, old] = [newEmail(), newEmail()];
  for (const email of [recent, old]) await login(stranger(), email, wrong);
  for (let n = 0; n < 3; n += 1) await wait(old);
  await wait(recent);
  const headers = { authorization: `Bearer ${inject("stack").cronSecret}` };
  expect((await stranger().post("/api/cron/clean_up", undefined, { headers })).status).toBeLessThan(300);
  expect(await attemptsAt(old)).toEqual([]);
  expect(await attemptsAt(recent)).toHaveLength(1);
});
