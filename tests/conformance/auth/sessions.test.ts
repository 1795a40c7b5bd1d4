import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AuthUnderTest, newEmail, type Project, password, startProject } from "./project.ts";

let project: Project;
let auth: AuthUnderTest;

beforeAll(async () => {
  project = await startProject();
  auth = await project.auth();
});
afterAll(() => project.stop());

async function signUp() {
  const email = newEmail();
  const client = auth.client();
  const { data, error } = await client.auth.signUp({ email, password });
  if (error) throw error;
  return { email, client, session: data.session!, user: data.user! };
}

async function refresh(token: string) {
  const answer = await auth.request("/token?grant_type=refresh_token", {
    method: "POST",
    body: JSON.stringify({ refresh_token: token }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}

/** Moves everything that happened to a session's tokens into the past. */
async function age(userId: string, seconds: number) {
  await project.sql(
    "update auth.refresh_tokens set updated_at = updated_at - make_interval(secs => $2) where user_id = $1",
    [userId, seconds],
  );
}

test("access tokens carry GoTrue's claims and verify against the JWKS", async () => {
  const { email, session, user } = await signUp();
  const jwks = createRemoteJWKSet(new URL(`${auth.url}/auth/v1/.well-known/jwks.json`));
  const { payload, protectedHeader } = await jwtVerify(session.access_token, jwks, {
    issuer: `${auth.url}/auth/v1`,
    audience: "authenticated",
  });
  expect(protectedHeader).toMatchObject({ alg: "ES256", typ: "JWT", kid: expect.any(String) });
  expect(payload).toEqual({
    iss: `${auth.url}/auth/v1`,
    sub: user.id,
    aud: "authenticated",
    exp: session.expires_at,
    iat: session.expires_at! - 3600,
    email,
    phone: "",
    app_metadata: { provider: "email", providers: ["email"] },
    user_metadata: expect.objectContaining({ email, sub: user.id }),
    role: "authenticated",
    aal: "aal1",
    amr: [{ method: "password", timestamp: expect.any(Number) }],
    session_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    is_anonymous: false,
  });
});

test("getClaims accepts a token without asking the server", async () => {
  const { client, user } = await signUp();
  const { data } = await client.auth.getClaims();
  expect(data?.claims.sub).toBe(user.id);
});

test("a wrong password and an unknown address answer the same", async () => {
  const { email } = await signUp();
  const wrong = await auth.client().auth.signInWithPassword({ email, password: "not this one" });
  const unknown = await auth
    .client()
    .auth.signInWithPassword({ email: newEmail(), password: "not this one" });
  const refusal = { status: 400, code: "invalid_credentials", message: "Invalid login credentials" };
  expect(wrong.error).toMatchObject(refusal);
  expect(unknown.error).toMatchObject(refusal);
});

test("a wrong password and an unknown address take about the same time", async () => {
  const { email } = await signUp();
  const times = { wrong: [] as number[], unknown: [] as number[] };
  for (let round = 0; round < 6; round++) {
    for (const [kind, address] of [
      ["wrong", email],
      ["unknown", newEmail()],
    ] as const) {
      const started = performance.now();
      await auth.client().auth.signInWithPassword({ email: address, password: "not this one" });
      times[kind].push(performance.now() - started);
    }
  }
  const least = (values: number[]) => Math.min(...values);
  const ratio = least(times.wrong) / least(times.unknown);
  expect(ratio).toBeGreaterThan(0.6);
  expect(ratio).toBeLessThan(1.7);
});

test("a refresh token is replaced by each use, in the same session", async () => {
  const { session } = await signUp();
  const first = await refresh(session.refresh_token);
  expect(first.status).toBe(200);
  expect(first.body.refresh_token).not.toBe(session.refresh_token);
  const before = await project.tokens.verify(session.access_token);
  const after = await project.tokens.verify(first.body.access_token!);
  expect(after.session_id).toBe(before.session_id);
});

test("clients that refresh at the same time all get the same new token", async () => {
  const { session } = await signUp();
  const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(session.refresh_token)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(new Set(answers.map(({ body }) => body.refresh_token)).size).toBe(1);
});

test("an old refresh token still works within ten seconds", async () => {
  const { session } = await signUp();
  const second = (await refresh(session.refresh_token)).body.refresh_token!;
  await refresh(second);
  expect((await refresh(session.refresh_token)).status).toBe(200);
});

test("an old refresh token that is used later ends the whole session", async () => {
  const { session, user } = await signUp();
  const second = (await refresh(session.refresh_token)).body.refresh_token!;
  const third = (await refresh(second)).body.refresh_token!;
  await age(user.id, 11);
  expect(await refresh(session.refresh_token)).toMatchObject({
    status: 400,
    body: { error_code: "refresh_token_already_used", msg: "Invalid Refresh Token: Already Used" },
  });
  for (const token of [session.refresh_token, second, third]) {
    expect((await refresh(token)).body.error_code).toBe("refresh_token_already_used");
  }
});

test("a token whose answer was lost can be used again as long as its child was not", async () => {
  const { session, user } = await signUp();
  const lost = (await refresh(session.refresh_token)).body.refresh_token;
  await age(user.id, 3600);
  expect((await refresh(session.refresh_token)).body.refresh_token).toBe(lost);
});

test("an unknown refresh token is not found", async () => {
  const { status, body } = await refresh("abcdefabcdef");
  expect({ status, code: body.error_code }).toEqual({ status: 400, code: "refresh_token_not_found" });
});

test("sessions end after the time box and after inactivity", async () => {
  const boxed = await project.auth('[auth.sessions]\ntimebox = "1h"');
  const { data } = await boxed.client().auth.signUp({ email: newEmail(), password });
  await project.sql(
    "update auth.sessions set created_at = created_at - interval '2 hours' where user_id = $1",
    [data.user?.id],
  );
  const { error } = await boxed.client().auth.refreshSession({ refresh_token: data.session!.refresh_token });
  expect(error).toMatchObject({ status: 400, code: "session_expired" });
});

test("signing out locally, of the others and everywhere ends the right sessions", async () => {
  const { email, client } = await signUp();
  const other = auth.client();
  const third = auth.client();
  await other.auth.signInWithPassword({ email, password });
  await third.auth.signInWithPassword({ email, password });
  const alive = async () =>
    Promise.all([client, other, third].map(async (one) => (await one.auth.getUser()).error === null));

  const { data } = await client.auth.getSession();
  await client.auth.signOut({ scope: "local" });
  const gone = await auth.request("/user", { token: data.session?.access_token });
  expect(gone.status).toBe(403);
  expect(await gone.json()).toMatchObject({ error_code: "session_not_found" });
  expect(await alive()).toEqual([false, true, true]);

  await other.auth.signOut({ scope: "others" });
  expect(await alive()).toEqual([false, true, false]);
  await other.auth.signOut({ scope: "global" });
  expect(await alive()).toEqual([false, false, false]);

  const bad = await auth.request("/logout?scope=galaxy", { method: "POST" });
  expect(bad.status).toBe(400);
});

test("changing the password ends the other sessions and refuses the same password", async () => {
  const { email, client } = await signUp();
  const other = auth.client();
  await other.auth.signInWithPassword({ email, password });
  const same = await client.auth.updateUser({ password });
  expect(same.error).toMatchObject({ status: 422, code: "same_password" });
  expect((await client.auth.updateUser({ password: "a new password" })).error).toBeNull();
  expect((await client.auth.getUser()).error).toBeNull();
  expect((await other.auth.getUser()).error?.name).toBe("AuthSessionMissingError");
  expect((await auth.client().auth.signInWithPassword({ email, password })).error?.code).toBe(
    "invalid_credentials",
  );
});

test("a password that has become too weak still signs in, and says so", async () => {
  const { email } = await signUp();
  const strict = await project.auth("[auth]\nminimum_password_length = 40");
  const { data, error } = await strict.client().auth.signInWithPassword({ email, password });
  expect(error).toBeNull();
  expect(data.weakPassword).toMatchObject({ reasons: ["length"] });
});

test("a banned user neither signs in nor refreshes", async () => {
  const { email, session, user } = await signUp();
  await auth.admin.auth.admin.updateUserById(user.id, { ban_duration: "1h" });
  const login = await auth.client().auth.signInWithPassword({ email, password });
  expect(login.error).toMatchObject({ status: 400, code: "user_banned" });
  expect((await refresh(session.refresh_token)).body.error_code).toBe("user_banned");
  await auth.admin.auth.admin.updateUserById(user.id, { ban_duration: "none" });
  expect((await auth.client().auth.signInWithPassword({ email, password })).error).toBeNull();
});

test("requests without a user's token are told what is missing", async () => {
  const bare = await fetch(`${auth.url}/auth/v1/user`);
  expect({ status: bare.status, body: await bare.json() }).toEqual({
    status: 401,
    body: { code: 401, error_code: "no_authorization", msg: "This endpoint requires a Bearer token" },
  });
  const anonymous = await auth.request("/user");
  expect(await anonymous.json()).toMatchObject({ code: 403, error_code: "bad_jwt" });
  const forged = await auth.request("/user", { token: "a.b.c" });
  expect(await forged.json()).toMatchObject({ code: 403, error_code: "bad_jwt" });
});

test("errors have the shape of the API version that the client asks for", async () => {
  const init = { method: "POST", body: JSON.stringify({ email: newEmail(), password: "x" }) };
  const old = await auth.request("/token?grant_type=password", init);
  expect(await old.json()).toEqual({
    code: 400,
    error_code: "invalid_credentials",
    msg: "Invalid login credentials",
  });
  const recent = await auth.request("/token?grant_type=password", {
    ...init,
    headers: { "x-supabase-api-version": "2024-01-01" },
  });
  expect(recent.headers.get("x-supabase-api-version")).toBe("2024-01-01");
  expect(await recent.json()).toEqual({ code: "invalid_credentials", message: "Invalid login credentials" });
});

test.each<[Record<string, string>, string]>([
  [{}, "127.0.0.1"],
  [{ "x-forwarded-for": "nonsense, 198.51.100.1, 198.51.100.2" }, "198.51.100.1"],
  [{ "x-forwarded-for": "::ffff:198.51.100.1" }, "198.51.100.1"],
  [{ "x-forwarded-for": "198.51.100.1", "sb-forwarded-for": "2001:db8::7, 203.0.113.1" }, "2001:db8::7"],
  [{ "x-forwarded-for": "198.51.100.1", "sb-forwarded-for": "nonsense" }, "198.51.100.1"],
])("a session remembers where it was opened from (%j)", async (headers, address) => {
  const body = JSON.stringify({ email: newEmail(), password });
  const { user } = await (await auth.request("/signup", { method: "POST", headers, body })).json();
  const [session] = await project.sql("select host(ip) as ip from auth.sessions where user_id = $1", [
    user.id,
  ]);
  expect(session).toEqual({ ip: address });
});
