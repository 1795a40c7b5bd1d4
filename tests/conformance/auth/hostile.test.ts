import { afterAll, beforeAll, expect, test } from "vitest";
import { type AuthUnderTest, newEmail, type Project, password, startProject } from "./project.ts";

let project: Project;
let auth: AuthUnderTest;
let userToken: string;
let userId: string;

beforeAll(async () => {
  project = await startProject();
  auth = await project.auth(
    "[auth]\nenable_anonymous_sign_ins = true\n[auth.email]\nenable_confirmations = true",
  );
  const email = newEmail();
  await auth.admin.auth.admin.createUser({ email, password, email_confirm: true });
  const { data } = await auth.client().auth.signInWithPassword({ email, password });
  userToken = data.session!.access_token;
  userId = data.user!.id;
});
afterAll(() => project.stop());

const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
const nested = `{"email":"a@b.co","password":"long enough","data":${'{"a":'.repeat(5000)}1${"}".repeat(5000)}}`;

const bodiesFor = (): string[] => [
  ...bodies,
  `{"email":"${newEmail()}","password":"long enough","role":"${"r".repeat(300)}","user_metadata":{}}`,
  `{"email":"${newEmail()}","password":"long enough","aud":"${"r".repeat(300)}"}`,
  `{"role":"${"r".repeat(300)}"}`,
];

const bodies = [
  "",
  "null",
  "[]",
  '"text"',
  "42",
  "{",
  '{"email":',
  '{"email":{"$ne":null},"password":{"$ne":null}}',
  '{"email":["a@b.co"],"password":true,"refresh_token":1,"auth_code":[],"code_verifier":{}}',
  '{"email":"a@b.co\\u0000","password":"long enough","type":"signup","token":"1"}',
  '{"email":"a@b.co","password":"long\\u0000enough","type":"signup","token":"1\\u0000"}',
  '{"email":"a@b.co","password":"long enough","data":{"a":"\\u0000"}}',
  '{"email":"a@b.co","password":"long enough","data":{"a":"\\ud800"}}',
  '{"email":"a@b.co","password":"long enough","data":"text"}',
  '{"email":"a@b.co","password":"long enough","code_challenge":"x","code_challenge_method":"s256"}',
  '{"email":"\' or 1=1 --","password":"\' or 1=1 --"}',
  '{"email":"a@b.co\\r\\nBcc: c@d.co","password":"long enough","type":"signup"}',
  '{"type":"__proto__","token":"1","email":"a@b.co"}',
  '{"type":"signup","token_hash":"x","__proto__":{"email":"a"}}',
  '{"refresh_token":"\' or true --"}',
  '{"auth_code":"x","code_verifier":"y"}',
  '{"phone":"+15551234567","password":"long enough","channel":"sms"}',
  '{"id":"not a uuid","email":"a@b.co"}',
  '{"email":"a@b.co","ban_duration":"forever"}',
  '{"email":"a@b.co","ban_duration":"999999999999999h"}',
  '{"email":"a@b.co","password_hash":"$1$not$bcrypt"}',
  `{"email":"${"a".repeat(300)}@b.co","password":"long enough"}`,
  deep,
  nested,
];

const paths = [
  "POST /signup",
  "POST /token?grant_type=password",
  "POST /token?grant_type=refresh_token",
  "POST /token?grant_type=pkce",
  "POST /token?grant_type=id_token",
  "POST /token?grant_type=%00",
  "POST /token",
  "POST /otp",
  "POST /magiclink",
  "POST /recover",
  "POST /resend",
  "POST /verify",
  "PUT /user",
  "POST /factors",
  "POST /invite",
  "POST /admin/users",
  "PUT /admin/users/ID",
  "POST /admin/generate_link",
];

test.each(paths)("%s answers every malformed body with a 4xx that has a code", async (operation) => {
  const [method = "", template = ""] = operation.split(" ");
  const token = /admin|invite/.test(template) ? project.keys.serviceRoleKey : userToken;
  const statuses = await Promise.all(
    bodiesFor().map(async (body) => {
      const answer = await auth.request(template.replace("ID", userId), { method, token, body });
      const text = await answer.text();
      return { body: body.slice(0, 80), status: answer.status, text };
    }),
  );
  for (const { body, status, text } of statuses) {
    expect({ body, text, ok: status < 500 }).toMatchObject({ ok: true });
    if (status >= 400 && !text.includes("invalid_request")) {
      expect(JSON.parse(text)).toMatchObject({ code: status, error_code: expect.any(String) });
    }
  }
});

test("bodies over a megabyte are refused", async () => {
  const body = JSON.stringify({ email: newEmail(), password, data: { a: "x".repeat(1_100_000) } });
  const answer = await auth.request("/signup", { method: "POST", body });
  expect(answer.status).toBe(413);
});

test.each([
  "GET /user",
  "GET /verify?token=%00&type=signup",
  "GET /verify?token=x&type=%27",
  "GET /verify",
  "GET /verify?token=x&type=__proto__&redirect_to=%0d%0aSet-Cookie:a=b",
  "GET /verify?token=pkce_x&type=constructor",
  "GET /admin/users?page=-1",
  "GET /admin/users?per_page=0",
  "GET /admin/users?page=99999999&per_page=99999999",
  "GET /admin/users?filter=%27%25",
  "GET /admin/users/%27",
  "GET /admin/users/00000000-0000-0000-0000-000000000000",
  "GET /admin/users/%FF",
  "DELETE /admin/users/x",
  "POST /logout?scope=%00",
  "GET /nowhere",
  "PATCH /user",
])("%s does not fail", async (operation) => {
  const [method, path = ""] = operation.split(" ");
  for (const token of [project.keys.anonKey, project.keys.serviceRoleKey, userToken, "x"]) {
    const answer = await auth.request(path, { method, token });
    expect({ operation, status: answer.status < 500 }).toEqual({ operation, status: true });
    expect(answer.headers.get("set-cookie")).toBeNull();
  }
});

test("tokens that only look like ours are refused", async () => {
  const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url")}.${Buffer.from(
    JSON.stringify({ sub: userId, role: "service_role" }),
  ).toString("base64url")}.`;
  const [header, , signature] = userToken.split(".");
  const swapped = `${header}.${Buffer.from(JSON.stringify({ sub: userId, role: "service_role" })).toString(
    "base64url",
  )}.${signature}`;
  const strange = await project.tokens.sign({ sub: "not a uuid", role: "authenticated" });
  for (const token of [none, swapped, strange, `${userToken}x`, "", "a b c"]) {
    for (const path of ["/user", "/admin/users"]) {
      const { status } = await auth.request(path, { headers: { authorization: `Bearer ${token}` } });
      expect([400, 401, 403]).toContain(status);
    }
  }
});

test.each([
  "1.2.3",
  "999.1.1.1",
  "fe80::1%eth0",
  "::1",
  "1.2.3.4, 5.6.7.8",
  "'; drop table auth.users --",
  "x".repeat(5000),
])("a forwarded address %j does not keep anybody from signing in", async (address) => {
  const email = newEmail();
  await auth.admin.auth.admin.createUser({ email, password, email_confirm: true });
  const answer = await auth.request("/token?grant_type=password", {
    method: "POST",
    body: JSON.stringify({ email, password }),
    headers: { "x-forwarded-for": address, "user-agent": "x".repeat(2000) },
  });
  expect(answer.status).toBe(200);
});

test("a session of one user says nothing about another", async () => {
  const email = newEmail();
  const { data } = await auth.admin.auth.admin.createUser({ email, password, email_confirm: true });
  const claims = await project.tokens.verify(userToken);
  const mixed = await project.tokens.sign({ ...claims, sub: data.user!.id });
  const answer = await auth.request("/user", { token: mixed });
  expect(answer.status).toBe(403);
});
