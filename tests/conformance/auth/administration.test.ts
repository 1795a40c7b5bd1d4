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

test("only administrators' keys reach the admin API", async () => {
  const { data } = await auth.client().auth.signUp({ email: newEmail(), password });
  for (const token of [project.keys.anonKey, data.session!.access_token]) {
    const answer = await auth.request("/admin/users", { token });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toEqual({ code: 403, error_code: "not_admin", msg: "User not allowed" });
  }
  const forged = project.keys.serviceRoleKey.replace(/.{4}$/, "AAAA");
  expect((await auth.request("/admin/users", { token: forged })).status).toBe(403);
});

test("administrators make, read, change and remove users", async () => {
  const email = newEmail();
  const id = crypto.randomUUID();
  const made = await admin().createUser({
    id,
    email,
    password,
    email_confirm: true,
    user_metadata: { name: "Made" },
    app_metadata: { roles: ["editor"] },
  });
  expect(made.data.user).toMatchObject({
    id,
    email,
    app_metadata: { provider: "email", providers: ["email"], roles: ["editor"] },
    user_metadata: { name: "Made" },
    identities: [{ provider: "email" }],
  });
  expect((await auth.client().auth.signInWithPassword({ email, password })).error).toBeNull();

  const next = newEmail("next");
  const changed = await admin().updateUserById(id, {
    email: next,
    email_confirm: true,
    password: "another one",
    app_metadata: { roles: null, level: 2 },
  });
  expect(changed.data.user).toMatchObject({ email: next, app_metadata: { level: 2 } });
  expect(changed.data.user?.app_metadata).not.toHaveProperty("roles");
  const login = await auth.client().auth.signInWithPassword({ email: next, password: "another one" });
  expect(login.error).toBeNull();

  expect((await admin().getUserById(id)).data.user?.identities).toMatchObject([{ email: next }]);
  expect((await admin().deleteUser(id)).error).toBeNull();
  expect((await admin().getUserById(id)).error).toMatchObject({ status: 404, code: "user_not_found" });
});

test("an address is given to one user only", async () => {
  const email = newEmail();
  const other = newEmail();
  await admin().createUser({ email });
  const { data } = await admin().createUser({ email: other });
  expect((await admin().createUser({ email })).error).toMatchObject({ status: 422, code: "email_exists" });
  const moved = await admin().updateUserById(data.user!.id, { email });
  expect(moved.error).toMatchObject({ status: 422, code: "email_exists" });
});

test("a user made with a bcrypt hash signs in with its password", async () => {
  const [row] = await project.sql<{ hash: string }>(
    "select extensions.crypt($1, extensions.gen_salt('bf', 10)) as hash",
    [password],
  );
  for (const prefix of ["$2a$", "$2b$", "$2y$"]) {
    const email = newEmail();
    const hash = row!.hash.replace("$2a$", prefix);
    await admin().createUser({ email, password_hash: hash, email_confirm: true });
    expect((await auth.client().auth.signInWithPassword({ email, password })).error).toBeNull();
  }
});

test("lists come in pages, the newest first", async () => {
  const emails = [newEmail(), newEmail(), newEmail()];
  for (const email of emails) await admin().createUser({ email });
  const { data } = await admin().listUsers({ page: 1, perPage: 2 });
  expect(data.users.map((user) => user.email)).toEqual([emails[2], emails[1]]);
  expect(data).toMatchObject({ aud: "authenticated", nextPage: 2, total: expect.any(Number) });
  const answer = await auth.request("/admin/users?page=2&per_page=2", {
    token: project.keys.serviceRoleKey,
  });
  expect(Number(answer.headers.get("x-total-count"))).toBeGreaterThan(2);
  expect(answer.headers.get("link")).toMatch(/<\/admin\/users\?page=\d+&per_page=2>; rel="last"$/);
  const bad = await auth.request("/admin/users?page=x", { token: project.keys.serviceRoleKey });
  expect(bad.status).toBe(400);
});

test("a softly deleted user keeps their row and loses everything else", async () => {
  const email = newEmail();
  const { data } = await auth.client().auth.signUp({ email, password, options: { data: { name: "Gone" } } });
  await admin().deleteUser(data.user!.id, true);
  const [row] = await project.sql<Record<string, unknown>>(
    `select email, raw_user_meta_data as metadata, encrypted_password, deleted_at is not null as deleted,
       (select count(*)::int from auth.sessions s where s.user_id = u.id) as sessions
     from auth.users u where id = $1`,
    [data.user!.id],
  );
  expect(row).toMatchObject({ metadata: {}, encrypted_password: null, deleted: true, sessions: 0 });
  expect(row!.email).not.toBe(email);
  expect((await auth.client().auth.signUp({ email, password })).error).toBeNull();
});

test("an invited user follows their link and chooses a password", async () => {
  const email = newEmail();
  const { data } = await admin().inviteUserByEmail(email, { data: { team: "blue" } });
  expect(data.user).toMatchObject({ email, invited_at: expect.any(String), user_metadata: { team: "blue" } });
  const { subject, link } = await mailTo(project, email);
  expect(subject).toBe("You have been invited");
  const { access_token, refresh_token, type } = fragment(await follow(link));
  expect(type).toBe("invite");
  const client = auth.client();
  await client.auth.setSession({ access_token: access_token!, refresh_token: refresh_token! });
  await client.auth.updateUser({ password });
  expect((await auth.client().auth.signInWithPassword({ email, password })).error).toBeNull();
  const again = await admin().inviteUserByEmail(email);
  expect(again.error).toMatchObject({ status: 422, code: "email_exists" });
});

test("generated links work without a mail", async () => {
  const email = newEmail();
  const signup = await admin().generateLink({ type: "signup", email, password });
  expect(signup.data.properties).toMatchObject({
    verification_type: "signup",
    redirect_to: "http://127.0.0.1:3000",
    hashed_token: expect.any(String),
    email_otp: expect.stringMatching(/^\d{6}$/),
  });
  expect(fragment(await follow(new URL(signup.data.properties!.action_link))).type).toBe("signup");

  const magic = await admin().generateLink({ type: "magiclink", email });
  const byHash = await auth
    .client()
    .auth.verifyOtp({ token_hash: magic.data.properties!.hashed_token, type: "email" });
  expect(byHash.data.user?.email).toBe(email);

  const recovery = await admin().generateLink({ type: "recovery", email });
  const byCode = await auth
    .client()
    .auth.verifyOtp({ email, token: recovery.data.properties!.email_otp, type: "recovery" });
  expect(byCode.error).toBeNull();

  const next = newEmail("next");
  const change = await admin().generateLink({ type: "email_change_new", email, newEmail: next });
  expect(fragment(await follow(new URL(change.data.properties!.action_link))).type).toBe("email_change");
  expect((await auth.client().auth.signInWithPassword({ email: next, password })).error).toBeNull();

  const nobody = await admin().generateLink({ type: "recovery", email: newEmail() });
  expect(nobody.error).toMatchObject({ status: 404, code: "user_not_found" });
  const fresh = await admin().generateLink({ type: "magiclink", email: newEmail() });
  expect(fresh.data.properties?.verification_type).toBe("signup");
});

test("what this service does not do is answered as switched off", async () => {
  const { data } = await auth.client().auth.signUp({ email: newEmail(), password });
  const token = data.session!.access_token;
  const expected = [
    ["GET", "/authorize?provider=github", 400, "validation_failed"],
    ["POST", "/factors", 422, "mfa_totp_enroll_not_enabled"],
    ["POST", `/factors/${crypto.randomUUID()}/challenge`, 404, "mfa_factor_not_found"],
    ["DELETE", `/factors/${crypto.randomUUID()}`, 404, "mfa_factor_not_found"],
    ["GET", "/user/identities/authorize?provider=github", 404, "manual_linking_disabled"],
    ["DELETE", `/user/identities/${crypto.randomUUID()}`, 404, "manual_linking_disabled"],
    ["POST", "/sso", 404, "saml_provider_disabled"],
  ] as const;
  for (const [method, path, status, code] of expected) {
    const body = method === "POST" ? JSON.stringify({ factor_type: "totp" }) : undefined;
    const answer = await auth.request(path, { method, token, body });
    const { error_code } = (await answer.json()) as { error_code: string };
    expect({ path, status: answer.status, error_code }).toEqual({ path, status, error_code: code });
  }
  const factors = await admin().mfa.listFactors({ userId: data.user!.id });
  expect(factors).toMatchObject({ error: null, data: { factors: [] } });
});
