import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type AuthUnderTest,
  follow,
  fragment,
  mailTo,
  newEmail,
  type Project,
  password,
  startProject,
} from "./project.ts";

let project: Project;
let auth: AuthUnderTest;

beforeAll(async () => {
  project = await startProject();
  auth = await project.auth('[auth.email]\nmax_frequency = "0s"');
});
afterAll(() => project.stop());

const admin = () => auth.admin.auth.admin;
const ban = (id: string, ban_duration: string) => admin().updateUserById(id, { ban_duration });

async function newUser() {
  const email = newEmail();
  const client = auth.client();
  const { data, error } = await client.auth.signUp({ email, password });
  if (error) throw error;
  return { id: data.user!.id, email, client, session: data.session! };
}

const refused = (status: number) => ({ status, code: "user_banned" });

test("a ban has an end, which the user shows, and is lifted by none", async () => {
  const { id } = await newUser();
  const { data } = await ban(id, "1h30m");
  const left = Date.parse((data.user as unknown as { banned_until: string }).banned_until) - Date.now();
  expect(left / 60_000).toBeGreaterThan(88);
  expect(left / 60_000).toBeLessThanOrEqual(90);
  const lifted = await ban(id, "none");
  expect(lifted.data.user).not.toHaveProperty("banned_until");
  for (const duration of ["1 hour", "forever", "1d"]) {
    expect((await ban(id, duration)).error, duration).toMatchObject({
      status: 400,
      code: "validation_failed",
    });
  }
});

test("somebody who is banned signs in with no password, not even with the wrong one", async () => {
  const { id, email } = await newUser();
  await ban(id, "24h");
  for (const tried of [password, "not this one"]) {
    const { error } = await auth.client().auth.signInWithPassword({ email, password: tried });
    expect(error).toMatchObject({ ...refused(400), message: "User is banned" });
  }
  const other = await auth.client().auth.signInWithPassword({ email: newEmail(), password });
  expect(other.error).toMatchObject({ code: "invalid_credentials" });
});

test("no session is renewed while the ban lasts", async () => {
  const { id, client, session } = await newUser();
  await ban(id, "24h");
  const { error } = await client.auth.refreshSession({ refresh_token: session.refresh_token });
  expect(error).toMatchObject(refused(400));
  expect(error?.message).toBe("Invalid Refresh Token: User Banned");
});

test("an access token from before the ban is refused by everything that asks who one is", async () => {
  const { id, session } = await newUser();
  await ban(id, "24h");
  const token = session.access_token;
  const expected = { code: 403, error_code: "user_banned", msg: "User is banned" };
  for (const [method, path, body] of [
    ["GET", "/user", undefined],
    ["PUT", "/user", '{"password":"another password"}'],
    ["GET", "/reauthenticate", undefined],
    ["POST", "/logout", undefined],
  ] as const) {
    const answer = await auth.request(path, { method, token, ...(body && { body }) });
    expect({ path, body: await answer.json() }).toEqual({ path, body: expected });
  }
});

test("no link that was mailed, and no code, signs in", async () => {
  const { id, email } = await newUser();
  const pkce = auth.client({ flowType: "pkce" });
  const linkTo = async (client = auth.client()) => {
    await client.auth.signInWithOtp({ email, options: { shouldCreateUser: false } });
    return mailTo(project, email);
  };
  const before = await linkTo(pkce);
  const code = (await follow(before.link)).searchParams.get("code")!;
  await ban(id, "24h");
  expect((await pkce.auth.exchangeCodeForSession(code)).error).toMatchObject(refused(403));

  const mail = await linkTo();
  expect(fragment(await follow(mail.link))).toMatchObject({
    error: "access_denied",
    error_code: "user_banned",
    error_description: "User is banned",
  });
  const byCode = await auth.client().auth.verifyOtp({ email, token: mail.code, type: "email" });
  expect(byCode.error).toMatchObject(refused(403));
  const { data } = await admin().generateLink({ type: "recovery", email });
  const hash = { token_hash: data.properties!.hashed_token, type: "recovery" } as const;
  expect((await auth.client().auth.verifyOtp(hash)).error).toMatchObject(refused(403));

  await ban(id, "none");
  expect((await auth.client().auth.verifyOtp(hash)).error).toBeNull();
});

test("a ban ends by itself", async () => {
  const { id, email, client, session } = await newUser();
  await ban(id, "24h");
  await project.sql("update auth.users set banned_until = now() - interval '1 second' where id = $1", [id]);
  expect((await client.auth.getUser(session.access_token)).error).toBeNull();
  expect((await client.auth.refreshSession({ refresh_token: session.refresh_token })).error).toBeNull();
  expect((await auth.client().auth.signInWithPassword({ email, password })).error).toBeNull();
});
