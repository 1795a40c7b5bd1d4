import { decodeJwt } from "jose";
import { type Claims, TokenError, type Tokens } from "../keys/tokens.ts";

/** A token's claims with those that Realtime insists on. */
export type Access = { token: string; claims: Claims & { role: string; exp: number } };

/**
 * Why a channel is not opened or is closed. A join is answered with `code: message`, an open channel hears the
 * message alone.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }

  get reason(): string {
    return this.code ? `${this.code}: ${this.message}` : this.message;
  }
}

/** @throws {Refusal} in upstream's words, unless the token is ours, valid now, and has a role and a numeric exp */
export async function verifyAccess(tokens: Tokens, given: string): Promise<Access> {
  const token = given.replace(/\s/g, "");
  const claims = await tokens.verify(token).catch((error) => {
    throw refusalOf(error, token);
  });
  const { role, exp } = claims;
  if (typeof role !== "string" || exp === undefined) {
    throw new Refusal("InvalidJWTToken", "Fields `role` and `exp` are required in JWT");
  }
  if (!Number.isInteger(exp)) throw new Refusal("", "Unknown Error on Channel");
  return { token, claims: { ...claims, role, exp } };
}

function refusalOf(error: unknown, token: string): Refusal {
  if (!(error instanceof TokenError)) throw error;
  switch (error.reason) {
    case "expired":
      return new Refusal("InvalidJWTToken", `Token has expired ${secondsSince(token)} seconds ago`);
    case "not_yet_valid":
      return new Refusal("InvalidJWTToken", "Token is not valid yet");
    case "signature":
      return new Refusal("JwtSignatureError", "Failed to validate JWT signature");
    case "algorithm":
      return new Refusal(
        "JwtSignerError",
        "Failed to generate JWT signer, check your JWT secret or JWKS configuration",
      );
    case "malformed":
      // A claim of the wrong type, such as a string for exp, is a failure that upstream has no words for.
      return /claim must be/.test(error.message)
        ? new Refusal("", "Unknown Error on Channel")
        : new Refusal("MalformedJWT", "The token provided is not a valid JWT");
  }
}

function secondsSince(token: string): number {
  return Math.max(0, Math.floor(Date.now() / 1000) - (decodeJwt(token).exp ?? 0));
}
