import { hkdfSync } from "node:crypto";
import { CompactEncrypt, compactDecrypt } from "jose";
import { z } from "zod";
import { env } from "../env.ts";

/** A session's tokens, as Auth gave them. */
const tokens = z.object({ accessToken: z.string(), refreshToken: z.string() });
export type Tokens = z.output<typeof tokens>;

let known: Uint8Array | undefined;

/** Made from a secret that every process of the server has and the database does not. */
function sealingKey(): Uint8Array {
  known ??= new Uint8Array(hkdfSync("sha256", env().SUPABASE_SECRET_KEY, "", "plinth api key sessions", 32));
  return known;
}

/** Encrypts tokens, so that a copy of the database, or a look into it, lets nobody in. */
export function seal(value: Tokens): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(value));
  return new CompactEncrypt(text).setProtectedHeader({ alg: "dir", enc: "A256GCM" }).encrypt(sealingKey());
}

/** The tokens again; null when they were sealed with a secret that has been replaced since, or are none. */
export async function unseal(sealed: string): Promise<Tokens | null> {
  try {
    const { plaintext } = await compactDecrypt(sealed, sealingKey(), {
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    return tokens.parse(JSON.parse(new TextDecoder().decode(plaintext)));
  } catch {
    return null;
  }
}
