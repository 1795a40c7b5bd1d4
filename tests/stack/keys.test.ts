import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { expect, onTestFinished, test, vi } from "vitest";
import { createProjectKeys, readOrCreateKeys } from "../../local/keys/project-keys.ts";
import { createTokens } from "../../local/keys/tokens.ts";

const keys = await createProjectKeys(false);
const tokens = await createTokens(keys);
const secret = new TextEncoder().encode(keys.jwtSecret);
const now = () => Math.floor(Date.now() / 1000);
const hs256 = (payload: JWTPayload) => new SignJWT(payload).setProtectedHeader({ alg: "HS256" }).sign(secret);

test("a signed access token verifies, by a published key that holds no private part", async () => {
  const token = await tokens.sign({ sub: "u1", role: "authenticated", exp: now() + 60 });
  expect(await tokens.verify(token)).toMatchObject({ sub: "u1", role: "authenticated" });
  const [key] = tokens.jwks().keys;
  expect(key).toMatchObject({ kty: "EC", crv: "P-256", alg: "ES256", kid: keys.signingKey.kid });
  expect(key).not.toHaveProperty("d");
});

test("the legacy keys verify as their roles", async () => {
  expect((await tokens.verify(keys.anonKey)).role).toBe("anon");
  expect((await tokens.verify(keys.serviceRoleKey)).role).toBe("service_role");
});

test("a token that was accepted a moment ago is refused once it has expired", async () => {
  const token = await tokens.sign({ sub: "u1", exp: now() + 60 });
  await tokens.verify(token);
  vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ["Date"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  await expect(tokens.verify(token)).rejects.toMatchObject({ reason: "expired" });
});

const foreign = await createProjectKeys(false);
const attacks: [name: string, token: string][] = [
  ["no signature (alg none)", new UnsecuredJWT({ role: "service_role" }).encode()],
  [
    "HS256 by the public key",
    await new SignJWT({ role: "service_role" })
      .setProtectedHeader({ alg: "HS256" })
      .sign(new TextEncoder().encode(JSON.stringify(tokens.jwks().keys[0]))),
  ],
  ["another project's ES256 key", await (await createTokens(foreign)).sign({ sub: "u1", exp: now() + 60 })],
  [
    "another project's ES256 key under our kid",
    await new SignJWT({ sub: "u1" })
      .setProtectedHeader({ alg: "ES256", kid: keys.signingKey.kid })
      .sign(await importJWK(foreign.signingKey, "ES256")),
  ],
  ["a string exp", await hs256({ role: "service_role", exp: String(now() + 60) as unknown as number })],
  ["not a token", "x"],
  ["empty parts", ".."],
  ["a header that is no JSON", `${btoa("{")}.${btoa("{}")}.x`],
  [
    "an unknown critical header",
    await hs256({}).then((token) => token.replace(/^[^.]+/, btoa('{"alg":"HS256","crit":["x"]}'))),
  ],
];

test.each(attacks)("refused: %s", async (_name, token) => {
  await expect(tokens.verify(token)).rejects.toHaveProperty("name", "TokenError");
});

test("keys are made once, readable by their owner alone, and the same afterwards", async () => {
  const home = await mkdtemp(join(tmpdir(), "plinth-keys-"));
  onTestFinished(() => rm(home, { recursive: true }));
  const made = await readOrCreateKeys(home, false);
  expect((await stat(join(home, "keys.json"))).mode & 0o777).toBe(0o600);
  expect(await readOrCreateKeys(home, false)).toEqual(made);
  await writeFile(join(home, "keys.json"), "{");
  await expect(readOrCreateKeys(home, false)).rejects.toThrow(
    /cannot be used .* Remove it to have new keys made/,
  );
});
