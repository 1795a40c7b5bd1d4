import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyAccessToken } from "../../lib/auth/tokens.ts";
import { setEnvironment } from "./environment.ts";

const sub = "0a1b2c3d-0000-4000-8000-000000000001";
const jwksPath = "/auth/v1/.well-known/jwks.json";
const server = createServer();
let requests: string[] = [];
let url = "";
let ec: { publicKey: CryptoKey; privateKey: CryptoKey };
let rsa: { publicKey: CryptoKey; privateKey: CryptoKey };

beforeAll(async () => {
  ec = await generateKeyPair("ES256", { extractable: true });
  rsa = await generateKeyPair("RS256", { extractable: true });
  const keys = [
    { ...(await exportJWK(ec.publicKey)), kid: "ec", alg: "ES256", use: "sig" },
    { ...(await exportJWK(rsa.publicKey)), kid: "rsa", use: "sig" },
  ];
  server.on("request", (request, response) => {
    requests.push(request.url ?? "");
    response.setHeader("content-type", "application/json").end(JSON.stringify({ keys }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  setEnvironment({ SUPABASE_URL: url });
});

afterAll(() => server.close());

const claims = (changes: JWTPayload = {}): JWTPayload => ({
  iss: `${url}/auth/v1`,
  aud: "authenticated",
  role: "authenticated",
  sub,
  email: "reader@plinth.test",
  session_id: "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
  aal: "aal1",
  iat: Math.floor(Date.now() / 1000),
  exp: Math.floor(Date.now() / 1000) + 60,
  ...changes,
});

const sign = (payload: JWTPayload, header: { alg?: string; kid?: string } = {}, key = ec.privateKey) =>
  new SignJWT(payload).setProtectedHeader({ alg: "ES256", kid: "ec", ...header }).sign(key);

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

async function reasonOf(token: string): Promise<string> {
  try {
    await verifyAccessToken(token);
    return "holds";
  } catch (error) {
    return (error as { reason?: string }).reason ?? String(error);
  }
}

test("a token of the project says who its bearer is", async () => {
  const token = await sign(claims());
  expect(await verifyAccessToken(token)).toMatchObject({
    userId: sub,
    email: "reader@plinth.test",
    sessionId: "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
    aal: "aal1",
  });
});

test("RS256 by a key of the project holds as well", async () => {
  expect(await reasonOf(await sign(claims(), { alg: "RS256", kid: "rsa" }, rsa.privateKey))).toBe("holds");
});

test("the keys are fetched once for many tokens", async () => {
  await reasonOf(await sign(claims({ jti: "1" })));
  requests = [];
  for (const jti of ["2", "3", "4"]) expect(await reasonOf(await sign(claims({ jti })))).toBe("holds");
  expect(requests.filter((path) => path === jwksPath)).toEqual([]);
});

test.each<[string, () => Promise<string> | string]>([
  ["no signature at all (alg none)", () => `${part({ alg: "none", typ: "JWT" })}.${part(claims())}.`],
  [
    "alg none with the signature of another",
    async () => {
      const [, , signature] = (await sign(claims())).split(".");
      return `${part({ alg: "none" })}.${part(claims())}.${signature}`;
    },
  ],
  [
    "HS256 keyed with the public RSA key",
    async () => {
      const secret = new TextEncoder().encode(await exportSPKI(rsa.publicKey));
      return new SignJWT(claims()).setProtectedHeader({ alg: "HS256", kid: "rsa" }).sign(secret);
    },
  ],
  [
    "a key of somebody else's under our kid",
    async () => sign(claims(), {}, (await generateKeyPair("ES256")).privateKey),
  ],
  [
    "a key that came along in the header",
    async () => {
      const own = await generateKeyPair("ES256", { extractable: true });
      const jwk = await exportJWK(own.publicKey);
      return new SignJWT(claims()).setProtectedHeader({ alg: "ES256", kid: "ec", jwk }).sign(own.privateKey);
    },
  ],
  ["an unknown kid", () => sign(claims(), { kid: "other" })],
  ["a kid that is a path", () => sign(claims(), { kid: "../../etc/passwd" })],
  ["an expiry that is text", () => sign(claims({ exp: "9999999999" as unknown as number }))],
  ["no expiry", () => sign(claims({ exp: undefined }))],
  ["an expiry that is not a number", () => sign(claims({ exp: null as unknown as number }))],
  ["another audience", () => sign(claims({ aud: "somebody-else" }))],
  ["no audience", () => sign(claims({ aud: undefined }))],
  ["another issuer", () => sign(claims({ iss: "https://evil.example/auth/v1" }))],
  ["another role", () => sign(claims({ role: "service_role" }))],
  ["a subject that is no id", () => sign(claims({ sub: "admin" }))],
  ["a start in the future", () => sign(claims({ nbf: Math.floor(Date.now() / 1000) + 600 }))],
  [
    "a changed payload",
    async () => {
      const [header, , signature] = (await sign(claims())).split(".");
      return `${header}.${part(claims({ sub: "0a1b2c3d-0000-4000-8000-000000000002" }))}.${signature}`;
    },
  ],
  ["a signature cut short", async () => (await sign(claims())).slice(0, -4)],
  ["nothing", () => ""],
  ["words", () => "not.a.token"],
  [
    "a critical extension that nobody knows",
    () =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: "ES256", kid: "ec", crit: ["x"], x: 1 } as never)
        .sign(ec.privateKey, { crit: { x: true } }),
  ],
])("a token with %s does not hold", async (_name, make) => {
  expect(await reasonOf(await make())).toBe("invalid");
});

test("an expired token is told apart, and so is one that was verified before it expired", async () => {
  const now = Math.floor(Date.now() / 1000);
  expect(await reasonOf(await sign(claims({ exp: now - 1 })))).toBe("expired");
  const brief = await sign(claims({ exp: now + 1 }));
  await expect.poll(() => reasonOf(brief), { timeout: 5_000 }).toBe("expired");
});
