import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { env } from "../env.ts";
import { unavailable } from "../errors.ts";

/** What a Supabase access token says about its bearer, after its signature held. */
export type AccessToken = {
  raw: string;
  userId: string;
  email: string;
  sessionId: string | null;
  aal: "aal1" | "aal2";
  /** seconds since 1970 */
  expiresAt: number;
};

/** An access token that does not hold. `expired` is apart because a session can be refreshed. */
export class TokenError extends Error {
  override readonly name = "TokenError";
  readonly reason: "expired" | "invalid";

  constructor(reason: TokenError["reason"], message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

const claims = z.object({
  sub: z.guid(),
  exp: z.number(),
  role: z.literal("authenticated"),
  email: z.string().catch(""),
  session_id: z.string().nullable().catch(null),
  aal: z.enum(["aal1", "aal2"]).catch("aal1"),
});

let keySet: ReturnType<typeof createRemoteJWKSet> | undefined;

/** The project's public keys, fetched when first needed and again when a token names an unknown one. */
function projectKeys() {
  keySet ??= createRemoteJWKSet(new URL(`${env().SUPABASE_URL}/auth/v1/.well-known/jwks.json`), {
    timeoutDuration: 5_000,
    cooldownDuration: 10_000,
  });
  return keySet;
}

// The same token comes with every request of a session. A signature that held, holds until `exp`.
const verified = new LRUCache<string, AccessToken>({ max: 5_000 });

/**
 * Verifies an access token against the project's JWKS, without asking Auth: algorithm, signature, issuer,
 * audience, role and a numeric `exp`.
 * @throws {TokenError} when it does not hold
 * @throws {AppError} unavailable, when the keys cannot be fetched
 */
export async function verifyAccessToken(raw: string): Promise<AccessToken> {
  const known = verified.get(raw);
  if (known && known.expiresAt > Date.now() / 1000) return known;
  if (known) verified.delete(raw);
  const token = await verify(raw);
  const ttl = Math.max(1, token.expiresAt * 1000 - Date.now());
  verified.set(raw, token, { ttl });
  return token;
}

async function verify(raw: string): Promise<AccessToken> {
  try {
    const { payload } = await jwtVerify(raw, projectKeys(), {
      algorithms: ["ES256", "RS256"],
      issuer: `${env().SUPABASE_URL}/auth/v1`,
      audience: "authenticated",
      requiredClaims: ["exp", "sub"],
    });
    const { sub, exp, email, session_id, aal } = claims.parse(payload);
    return { raw, userId: sub.toLowerCase(), email, sessionId: session_id, aal, expiresAt: exp };
  } catch (error) {
    throw toTokenError(error);
  }
}

/** jose's codes that blame the token. Everything else means that we could not get hold of the keys. */
const tokenFaults = new Set([
  "ERR_JWT_CLAIM_VALIDATION_FAILED",
  "ERR_JWT_INVALID",
  "ERR_JWS_INVALID",
  "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
  "ERR_JOSE_ALG_NOT_ALLOWED",
  "ERR_JOSE_NOT_SUPPORTED",
  "ERR_JWKS_NO_MATCHING_KEY",
  "ERR_JWKS_MULTIPLE_MATCHING_KEYS",
]);

function toTokenError(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return new TokenError("expired", "The token has expired.");
  if (error instanceof z.ZodError) return new TokenError("invalid", "The token's claims are not valid.");
  if (error instanceof errors.JOSEError && tokenFaults.has(error.code)) {
    return new TokenError("invalid", "The token is not valid.", error);
  }
  return unavailable("The sign-in service", error);
}
