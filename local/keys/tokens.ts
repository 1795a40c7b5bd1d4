import {
  decodeProtectedHeader,
  errors,
  importJWK,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from "jose";
import { LRUCache } from "lru-cache";
import type { ProjectKeys } from "./project-keys.ts";

/** What a token says of its bearer. `role` chooses the database role. */
export type Claims = JWTPayload & {
  role?: string;
  session_id?: string;
  aal?: string;
  email?: string;
  is_anonymous?: boolean;
};

export type TokenErrorReason = "malformed" | "signature" | "algorithm" | "expired" | "not_yet_valid";

/** A token that is not accepted, and the one reason why. The message is jose's and safe to show. */
export class TokenError extends Error {
  override readonly name = "TokenError";
  readonly reason: TokenErrorReason;

  constructor(reason: TokenErrorReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

export type Tokens = {
  /** @throws {TokenError} unless the token is ours: ES256 by our `kid`, or HS256 by the project's secret */
  verify: (token: string) => Promise<Claims>;
  /** Signs a user's access token, ES256 with `kid`. Every claim, `iat` and `exp` included, is the caller's. */
  sign: (claims: Claims) => Promise<string>;
  /** The public half, as `/auth/v1/.well-known/jwks.json` shows it. */
  jwks: () => { keys: JWK[] };
};

/** Signing and verification for one project. Good tokens are remembered until they expire, 5,000 at most. */
export async function createTokens(keys: ProjectKeys): Promise<Tokens> {
  const { d: _private, ...publicKey } = keys.signingKey;
  const verifying = await importJWK(publicKey, "ES256");
  const signing = await importJWK(keys.signingKey, "ES256");
  const secret = new TextEncoder().encode(keys.jwtSecret);
  const good = new LRUCache<string, Claims>({ max: 5000 });

  async function verify(token: string): Promise<Claims> {
    const known = good.get(token);
    if (known && (known.exp === undefined || known.exp > Date.now() / 1000)) return known;
    const claims = await check(token, (algorithm, kid) => {
      if (algorithm === "HS256") return secret;
      if (algorithm === "ES256" && (kid === undefined || kid === publicKey.kid)) return verifying;
      throw new TokenError("algorithm", `no key here verifies ${algorithm} with kid ${kid}`);
    });
    good.set(token, claims);
    return claims;
  }

  const header = { alg: "ES256", kid: String(publicKey.kid), typ: "JWT" };
  return {
    verify,
    sign: (claims) => new SignJWT(claims).setProtectedHeader(header).sign(signing),
    jwks: () => ({ keys: [{ ...publicKey, key_ops: ["verify"], ext: true }] }),
  };
}

type Key = Awaited<ReturnType<typeof importJWK>>;

async function check(
  token: string,
  keyFor: (algorithm: string, kid?: string) => Key | Uint8Array,
): Promise<Claims> {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    const algorithm = String(alg);
    const { payload } = await jwtVerify(token, keyFor(algorithm, kid), { algorithms: [algorithm] });
    return payload as Claims;
  } catch (error) {
    throw asTokenError(error);
  }
}

function asTokenError(error: unknown): TokenError {
  if (error instanceof TokenError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof errors.JWTExpired) return new TokenError("expired", "JWT expired");
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "nbf") {
    return new TokenError("not_yet_valid", "JWT not yet valid");
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return new TokenError("signature", message);
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) {
    return new TokenError("algorithm", message);
  }
  return new TokenError("malformed", message);
}
