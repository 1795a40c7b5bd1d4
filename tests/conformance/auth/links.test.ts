import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type AuthUnderTest,
  follow,
  fragment,
  mailsTo,
  mailTo,
  newEmail,
  type Project,
  password,
  startProject,
} from "./project.ts";

let project: Project;
let open: AuthUnderTest;
let confirming: AuthUnderTest;

beforeAll(async () => {
  project = await startProject();
  const quick = 'max_frequency = "0s"';
  open = await project.auth(`
    [auth]
    site_url = "http://127.0.0.1:3000"
    additional_redirect_urls = ["https://*.example.com/**", "myapp://callback"]
    [auth.email]
    ${quick}
  `);
  confirming = await project.auth(`[auth.email]\nenable_confirmations = true\n${quick}`);
});
afterAll(() => project.stop());

const site = "http://127.0.0.1:3000";

async function confirmed(auth = open) {
  const email = newEmail();
  const client = open.client();
  const { data, error } = await client.auth.signUp({ email, password });
  if (error) throw error;
  const signedIn = auth.client();
  await signedIn.auth.signInWithPassword({ email, password });
  return { email, client: signedIn, user: data.user! };
}

test("with confirmations a new account waits for its link", async () => {
  const email = newEmail();
  const client = confirming.client();
  const { data } = await client.auth.signUp({ email, password });
  expect(data.session).toBeNull();
  expect(data.user?.confirmation_sent_at).toBeTruthy();
  const early = await client.auth.signInWithPassword({ email, password });
  expect(early.error).toMatchObject({ status: 400, code: "email_not_confirmed" });

  const mail = await mailTo(project, email);
  expect(mail.subject).toBe("Confirm your email address");
  const landed = await follow(mail.link);
  expect(landed.origin).toBe(site);
  expect(fragment(landed)).toMatchObject({ type: "signup", token_type: "bearer", expires_in: "3600" });
  const { access_token: token } = fragment(landed);
  expect(await project.tokens.verify(token!)).toMatchObject({ email, amr: [{ method: "otp" }] });
  expect((await client.auth.signInWithPassword({ email, password })).error).toBeNull();

  const again = await follow(mail.link);
  expect(fragment(again)).toEqual({
    error: "access_denied",
    error_code: "otp_expired",
    error_description: "Email link is invalid or has expired",
  });
});

test("with confirmations the answer for a known address looks like that of a new one", async () => {
  const { email } = await confirmed();
  const known = await confirming.client().auth.signUp({ email, password, options: { data: { a: 1 } } });
  const fresh = await confirming.client().auth.signUp({ email: newEmail(), password });
  expect(known.error).toBeNull();
  expect(known.data.session).toBeNull();
  expect(known.data.user).toMatchObject({ email, identities: [], user_metadata: { a: 1 } });
  expect(Object.keys(known.data.user!).sort()).toEqual(Object.keys(fresh.data.user!).sort());
  expect(await mailsTo(project, email)).toEqual([]);
});

test("a code confirms as its link does, and works once", async () => {
  const email = newEmail();
  const client = confirming.client();
  await client.auth.signUp({ email, password });
  const { code } = await mailTo(project, email);
  const wrong = await client.auth.verifyOtp({ email, token: "000000", type: "signup" });
  expect(wrong.error).toMatchObject({ status: 403, code: "otp_expired" });
  const right = await client.auth.verifyOtp({ email, token: code, type: "email" });
  expect(right.data.user).toMatchObject({ email, user_metadata: { email_verified: true } });
  const again = await client.auth.verifyOtp({ email, token: code, type: "email" });
  expect(again.error).toMatchObject({ code: "otp_expired", message: "Token has expired or is invalid" });
});

test("of two requests with one token at the same time exactly one succeeds", async () => {
  const email = newEmail();
  await open.client().auth.signInWithOtp({ email });
  const { link } = await mailTo(project, email);
  const hash = link.searchParams.get("token")!;
  const verify = () => open.client().auth.verifyOtp({ token_hash: hash, type: "magiclink" });
  const answers = await Promise.all([verify(), verify(), verify(), verify()]);
  expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
  expect(new Set(answers.flatMap(({ error }) => error?.code ?? []))).toEqual(new Set(["otp_expired"]));
});

test("tokens are kept hashed and end after otp_expiry", async () => {
  const email = newEmail();
  await open.client().auth.signInWithOtp({ email });
  const { code, link } = await mailTo(project, email);
  const rows = await project.sql<{ token_hash: string }>(
    "select token_hash from auth.one_time_tokens where relates_to = $1",
    [email],
  );
  expect(rows).toEqual([{ token_hash: link.searchParams.get("token") }]);
  expect(rows[0]!.token_hash).not.toContain(code);
  await project.sql(
    "update auth.users set recovery_sent_at = now() - interval '61 minutes' where email = $1",
    [email],
  );
  const { error } = await open.client().auth.verifyOtp({ email, token: code, type: "email" });
  expect(error).toMatchObject({ code: "otp_expired" });
});

test("a magic link signs up who is new, unless that is not wanted", async () => {
  const email = newEmail();
  const unwanted = await open.client().auth.signInWithOtp({ email, options: { shouldCreateUser: false } });
  expect(unwanted.error).toMatchObject({ status: 422, code: "otp_disabled" });
  await open.client().auth.signInWithOtp({ email, options: { data: { name: "New" } } });
  const { subject, link } = await mailTo(project, email);
  expect(subject).toBe("Your sign-in link");
  const landed = fragment(await follow(link));
  expect(landed.type).toBe("magiclink");
  const { data } = await open.client().auth.getUser(landed.access_token);
  expect(data.user?.user_metadata.name).toBe("New");
});

test("a PKCE link answers with a code that only its client can exchange, once", async () => {
  const { email } = await confirmed();
  const client = open.client({ flowType: "pkce" });
  await client.auth.signInWithOtp({ email, options: { emailRedirectTo: `${site}/auth/callback?next=%2F` } });
  const { link } = await mailTo(project, email);
  expect(link.searchParams.get("token")).toMatch(/^pkce_/);
  const landed = await follow(link);
  expect(landed.pathname).toBe("/auth/callback");
  expect(landed.searchParams.get("next")).toBe("/");
  expect(landed.hash).toBe("");
  const code = landed.searchParams.get("code")!;

  const thief = open.client({ flowType: "pkce" });
  await thief.auth.signInWithOtp({ email: newEmail() });
  expect((await thief.auth.exchangeCodeForSession(code)).error?.code).toBe("bad_code_verifier");
  const { data, error } = await client.auth.exchangeCodeForSession(code);
  expect(error).toBeNull();
  expect(data.user?.email).toBe(email);
  expect(await project.tokens.verify(data.session!.access_token)).toMatchObject({
    amr: [{ method: "magiclink" }],
  });
  const again = await open.request("/token?grant_type=pkce", {
    method: "POST",
    body: JSON.stringify({ auth_code: code, code_verifier: "x".repeat(50) }),
  });
  expect(again.status).toBe(404);
  expect(await again.json()).toMatchObject({ error_code: "flow_state_not_found" });
});

test("a PKCE client can also present the hash of its link", async () => {
  const { email } = await confirmed();
  await open.client({ flowType: "pkce" }).auth.resetPasswordForEmail(email);
  const { link } = await mailTo(project, email);
  const { data } = await open.client().auth.verifyOtp({
    token_hash: link.searchParams.get("token")!,
    type: "recovery",
  });
  expect(data.user?.email).toBe(email);
});

test("a failed PKCE link says so in the query, where a server can read it", async () => {
  const landed = await follow(new URL(`${open.url}/auth/v1/verify?token=pkce_nothing&type=signup`));
  expect(landed.searchParams.get("error_code")).toBe("otp_expired");
  expect(fragment(landed).error_code).toBe("otp_expired");
});

test("a forgotten password is replaced through its mail", async () => {
  const { email } = await confirmed();
  const nobody = await open.client().auth.resetPasswordForEmail(newEmail());
  expect(nobody.error).toBeNull();
  await open.client().auth.resetPasswordForEmail(email, { redirectTo: `${site}/reset-password` });
  const landed = await follow((await mailTo(project, email)).link);
  expect(landed.pathname).toBe("/reset-password");
  const { access_token, refresh_token, type } = fragment(landed);
  expect(type).toBe("recovery");
  const client = open.client();
  await client.auth.setSession({ access_token: access_token!, refresh_token: refresh_token! });
  expect((await client.auth.updateUser({ password: "something else" })).error).toBeNull();
  const login = await open.client().auth.signInWithPassword({ email, password: "something else" });
  expect(login.error).toBeNull();
});

test("links lead only where the project allows", async () => {
  const targets = {
    "https://app.example.com/welcome": "https://app.example.com/welcome",
    "myapp://callback": "myapp://callback",
    "http://127.0.0.1:3000/deep/page": "http://127.0.0.1:3000/deep/page",
    "https://evil.test/": site,
    "https://app.example.com.evil.test/": site,
    "//evil.test": site,
    "javascript:alert(1)": site,
    "https://2130706433/": site,
  };
  for (const [asked, expected] of Object.entries(targets)) {
    const email = newEmail();
    await open.client().auth.signInWithOtp({ email, options: { emailRedirectTo: asked } });
    const { link } = await mailTo(project, email);
    expect({ asked, to: link.searchParams.get("redirect_to") }).toEqual({ asked, to: expected });
  }
  const forged = `${open.url}/auth/v1/verify?token=x&type=signup&redirect_to=https://evil.test/`;
  expect((await follow(new URL(forged))).origin).toBe(site);
});

test("two mails of one kind within max_frequency are too many", async () => {
  const slow = await project.auth('[auth.email]\nmax_frequency = "60s"');
  const { email } = await confirmed();
  await slow.client().auth.resetPasswordForEmail(email);
  const { error } = await slow.client().auth.resetPasswordForEmail(email);
  expect(error).toMatchObject({ status: 429, code: "over_email_send_rate_limit" });
  expect(error?.message).toMatch(/you can only request this after \d+ seconds/);
});

test("a confirmation mail can be asked for again, and makes the first one worthless", async () => {
  const email = newEmail();
  await confirming.client().auth.signUp({ email, password });
  const first = await mailTo(project, email);
  expect((await confirming.client().auth.resend({ type: "signup", email })).error).toBeNull();
  const second = await mailTo(project, email);
  expect(second.code === first.code && second.link.href === first.link.href).toBe(false);
  expect(fragment(await follow(first.link)).error_code).toBe("otp_expired");
  expect(fragment(await follow(second.link)).type).toBe("signup");
});

test("an email change is confirmed by both addresses", async () => {
  const { email, client, user } = await confirmed(confirming);
  const next = newEmail("next");
  const asked = await client.auth.updateUser({ email: next });
  expect(asked.data.user).toMatchObject({ email, new_email: next });
  const half = await follow((await mailTo(project, next)).link);
  expect(fragment(half).message).toMatch(/^Confirmation link accepted/);
  const [row] = await project.sql<{ email: string }>("select email from auth.users where id = $1", [user.id]);
  expect(row?.email).toBe(email);

  const { code } = await mailTo(project, email);
  const { data } = await confirming.client().auth.verifyOtp({ email, token: code, type: "email_change" });
  expect(data.user).toMatchObject({ email: next, identities: [{ email: next }] });
  expect(data.user).not.toHaveProperty("new_email");
});

test("an email change with one confirmation, and one to an address that is taken", async () => {
  const { email, client } = await confirmed();
  const taken = await client.auth.updateUser({ email: (await confirmed()).email });
  expect(taken.error).toMatchObject({ status: 422, code: "email_exists" });
  const next = newEmail("next");
  await client.auth.updateUser({ email: next });
  expect(fragment(await follow((await mailTo(project, next)).link)).type).toBe("email_change");
  expect(fragment(await follow((await mailTo(project, email)).link)).error_code).toBe("otp_expired");
  expect((await open.client().auth.signInWithPassword({ email: next, password })).error).toBeNull();
});

test("secure_password_change asks an old session for a mailed code", async () => {
  const careful = await project.auth('[auth.email]\nsecure_password_change = true\nmax_frequency = "0s"');
  const { email, client, user } = await confirmed(careful);
  await project.sql("update auth.sessions set created_at = now() - interval '2 days' where user_id = $1", [
    user.id,
  ]);
  const plain = await client.auth.updateUser({ password: "another one" });
  expect(plain.error).toMatchObject({ status: 400, code: "reauthentication_needed" });
  await client.auth.reauthenticate();
  const { code } = await mailTo(project, email);
  const wrong = await client.auth.updateUser({ password: "another one", nonce: "000000" });
  expect(wrong.error).toMatchObject({ status: 422, code: "reauthentication_not_valid" });
  expect((await client.auth.updateUser({ password: "another one", nonce: code })).error).toBeNull();
  const reused = await client.auth.updateUser({ password: "a third one", nonce: code });
  expect(reused.error).toMatchObject({ code: "reauthentication_not_valid" });
});
