import { generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { beforeAll, expect, inject, test } from "vitest";
import { ApiClient } from "../support/api-client.ts";
import { newPerson } from "../support/people.ts";

let genuine = "";
let header: { alg: string; kid: string };
let claims: JWTPayload;

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const parse = (text: string) => JSON.parse(Buffer.from(text, "base64url").toString());

beforeAll(async () => {
  genuine = (await newPerson()).accessToken();
  const [first = "", second = ""] = genuine.split(".");
  header = parse(first);
  claims = parse(second);
});

async function answerTo(token: string) {
  const client = new ApiClient();
  client.bearer = token;
  return client.get("/api/auth/session");
}

async function publicKey(): Promise<string> {
  const response = await fetch(`${inject("stack").supabaseUrl}/auth/v1/.well-known/jwks.json`);
  return JSON.stringify((await response.json()).keys[0]);
}

test("the project's own token is accepted: ES256, with the key's id", async () => {
  expect(header).toMatchObject({ alg: "ES256", kid: expect.any(String) });
  expect(await answerTo(genuine)).toMatchObject({
    status: 200,
    body: { user: { id: claims.sub }, aal: "aal1" },
  });
});

const hs256 = (secret: string, changes: JWTPayload = {}) =>
  new SignJWT({ ...claims, ...changes })
    .setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode(secret));

const forgeries: Record<string, () => string | Promise<string>> = {
  "algorithm none": () => `${part({ alg: "none" })}.${part(claims)}.`,
  "algorithm none in capitals": () => `${part({ alg: "NONE" })}.${part(claims)}.`,
  "HS256 keyed with the public key": async () => hs256(await publicKey()),
  "HS256 with the project's legacy secret": () => hs256(inject("stack").jwtSecret),
  "ES256 by another key under our kid": async () => {
    const { privateKey } = await generateKeyPair("ES256");
    return new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
  },
  "an unknown kid": async () => {
    const { privateKey } = await generateKeyPair("ES256");
    return new SignJWT(claims).setProtectedHeader({ ...header, kid: "unknown" }).sign(privateKey);
  },
  "another person's id under a genuine signature": () => {
    const [first, , third] = genuine.split(".");
    return `${first}.${part({ ...claims, sub: "0a1b2c3d-0000-4000-8000-000000000000" })}.${third}`;
  },
  "a later expiry under a genuine signature": () => {
    const [first, , third] = genuine.split(".");
    return `${first}.${part({ ...claims, exp: 9_999_999_999 })}.${third}`;
  },
  "an expiry that is text": () => hs256(inject("stack").jwtSecret, { exp: "9999999999" as never }),
  "the publishable key": () => inject("stack").publishableKey,
  "the secret key": () => inject("stack").secretKey,
  "an API key that nobody was given": () => `plk_${"a".repeat(40)}`,
  "no token": () => "",
};

test.each(Object.keys(forgeries))("%s is 401, and nothing is told", async (name) => {
  const answer = await answerTo(await forgeries[name]!());
  expect(answer).toMatchObject({ status: 401, body: { code: "invalid_token" } });
  expect(JSON.stringify(answer.body)).not.toMatch(/jose|stack|kid|ERR_/);
});

test("a session cookie with a forged token is nobody's", async () => {
  const forged = await hs256(inject("stack").jwtSecret);
  const session = {
    access_token: forged,
    refresh_token: "x",
    expires_at: 9_999_999_999,
    token_type: "bearer",
  };
  const client = new ApiClient();
  client.cookies.set("plinth-session", `base64-${part(session)}`);
  expect(await client.get("/api/auth/session")).toMatchObject({ status: 200, body: { user: null } });
  expect(await client.post("/api/posts", {})).toMatchObject({ status: 401 });
});

test.each(["", "base64-", "base64-e30", "base64-!!!", "x".repeat(4000), "%E0%A4%A"])(
  "a session cookie of %j is nobody's",
  async (value) => {
    const client = new ApiClient();
    client.cookies.set("plinth-session", value);
    expect(await client.get("/api/auth/session")).toMatchObject({ status: 200, body: { user: null } });
  },
);

test("another scheme of Authorization is not ours to judge", async () => {
  const headers = { authorization: "Basic dXNlcjpwYXNz" };
  expect(await new ApiClient().get("/api/auth/session", { headers })).toMatchObject({ status: 200 });
});
