import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import { StartError } from "../start-error.ts";

/** Everything a project's clients and services are told apart by. Made once, kept in the data directory. */
export type ProjectKeys = {
  /** `sb_publishable_…`: what a browser may hold; requests with it act as anon. */
  publishableKey: string;
  /** `sb_secret_…`: what only servers hold; requests with it act as service_role. */
  secretKey: string;
  /** The two legacy JWT keys, HS256 by `jwtSecret`. */
  anonKey: string;
  serviceRoleKey: string;
  jwtSecret: string;
  /** ES256 private key with its `kid`; user sessions are signed with it. */
  signingKey: JWK;
};

const tenYears = 10 * 365 * 24 * 3600;

/** The secrets that every `supabase start` on every machine shares; documented as public upstream. */
const demo = {
  publishableKey: "sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH",
  secretKey: "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz",
  jwtSecret: "super-secret-jwt-token-with-at-least-32-characters-long",
};

/**
 * Makes a project's keys.
 * @param useDemo take the Supabase CLI's well-known keys and secret; otherwise everything is random
 */
export async function createProjectKeys(useDemo: boolean): Promise<ProjectKeys> {
  const jwtSecret = useDemo ? demo.jwtSecret : randomBytes(32).toString("base64url");
  return {
    publishableKey: useDemo ? demo.publishableKey : `sb_publishable_${randomBytes(24).toString("base64url")}`,
    secretKey: useDemo ? demo.secretKey : `sb_secret_${randomBytes(24).toString("base64url")}`,
    anonKey: await signLegacyKey("anon", jwtSecret),
    serviceRoleKey: await signLegacyKey("service_role", jwtSecret),
    jwtSecret,
    signingKey: await createSigningKey(),
  };
}

/**
 * Reads the keys kept in `home`, making them at the first start. The file is written whole, readable by its
 * owner alone (0600): whoever has it can act as anybody in this project.
 * @throws {StartError} when the file is there but cannot be used
 */
export async function readOrCreateKeys(home: string, useDemo: boolean): Promise<ProjectKeys> {
  const file = join(home, useDemo ? "demo-keys.json" : "keys.json");
  if (existsSync(file)) return readKeys(file);
  const keys = await createProjectKeys(useDemo);
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(keys, null, 2), { mode: 0o600 });
  await rename(draft, file);
  return keys;
}

async function readKeys(file: string): Promise<ProjectKeys> {
  try {
    const keys = JSON.parse(await readFile(file, "utf8")) as ProjectKeys;
    if (!keys.signingKey?.kid || !keys.jwtSecret) throw new Error("keys are missing in it");
    return keys;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `${file} cannot be used (${reason}). Remove it to have new keys made; old sessions end.`,
    );
  }
}

async function createSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: "ES256", use: "sig", kid: crypto.randomUUID() };
}

function signLegacyKey(role: string, secret: string): Promise<string> {
  return new SignJWT({ role })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer("supabase-demo")
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + tenYears)
    .sign(new TextEncoder().encode(secret));
}
