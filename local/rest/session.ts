import { parse as parseCookies } from "hono/utils/cookie";
import { type Claims, TokenError, type Tokens } from "../keys/tokens.ts";
import { tokenError } from "./errors.ts";

/** As whom a request acts. */
export type Session = { role: string; claims: string; isAnonymous: boolean };

const anonymous: Session = { role: "anon", claims: '{"role":"anon"}', isAnonymous: true };

const sessions = new WeakMap<Claims, Session>();

/**
 * Who a request's bearer token says it is; without a token, anon. The token's `role` becomes the database role.
 *
 * @throws {RestError} PGRST301 for what is no token of ours, PGRST303 for one that is not valid now
 */
export async function authenticate(headers: Headers, tokens: Tokens): Promise<Session> {
  const token = bearerToken(headers.get("authorization"));
  if (token === undefined) return anonymous;
  if (token === "") throw tokenError("PGRST301", "Empty JWT is sent in Authorization header");
  const parts = token.split(".").length;
  if (parts !== 3) throw tokenError("PGRST301", `Expected 3 parts in JWT; got ${parts}`);
  try {
    return sessionOf(await tokens.verify(token));
  } catch (error) {
    throw error instanceof TokenError ? refusal(error) : error;
  }
}

function bearerToken(header: string | null): string | undefined {
  return (
    header?.match(/^bearer(?:\s+(.*))?$/i)?.[1]?.trim() ?? (header?.match(/^bearer\s*$/i) ? "" : undefined)
  );
}

/** Tokens are remembered once verified, so what is derived from their claims is remembered beside them. */
function sessionOf(claims: Claims): Session {
  const known = sessions.get(claims);
  if (known) return known;
  const role = typeof claims.role === "string" && claims.role !== "" ? claims.role : anonymous.role;
  const session = { role, claims: JSON.stringify({ ...claims, role }), isAnonymous: role === anonymous.role };
  sessions.set(claims, session);
  return session;
}

function refusal(error: TokenError) {
  switch (error.reason) {
    case "expired":
      return tokenError("PGRST303", "JWT expired");
    case "not_yet_valid":
      return tokenError("PGRST303", "JWT not yet valid");
    case "signature":
      return tokenError(
        "PGRST301",
        "No suitable key or wrong key type",
        "None of the keys was able to decode the JWT",
      );
    case "algorithm":
      return tokenError("PGRST301", "Wrong or unsupported encoding algorithm");
    case "malformed": {
      const claim = error.message.match(/"(exp|nbf|iat)" claim must be a number/)?.[1];
      if (claim) return tokenError("PGRST303", `The JWT '${claim}' claim must be a number`);
      return tokenError("PGRST301", "JWT couldn't be decoded");
    }
  }
}

/** The request as SQL can read it, by the settings' names. */
export function requestSettings(request: Request, path: string, session: Session): [string, string][] {
  const { cookie, ...headers } = Object.fromEntries(request.headers);
  return [
    ["role", session.role],
    ["request.jwt.claims", session.claims],
    ["request.method", request.method],
    ["request.path", path],
    ["request.headers", JSON.stringify(headers)],
    ["request.cookies", JSON.stringify(cookie ? parseCookies(cookie) : {})],
  ];
}
