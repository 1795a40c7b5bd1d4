import { TokenError, type Tokens } from "../keys/tokens.ts";
import { accessDenied, badRequest } from "./errors.ts";

/** As whom a request acts, and what of it policies may look at. */
export type Caller = {
  /** The database role. */
  role: string;
  /** The token's claims as JSON, for `auth.jwt()` and `auth.uid()`. */
  claims: string;
  /** The token's subject: whom new objects belong to. */
  owner: string | null;
  isAuthenticated: boolean;
  headers: string;
  method: string;
  path: string;
  /** For `storage.operation()`. */
  operation: string;
};

const anonymous = { role: "anon", claims: '{"role":"anon"}', owner: null, isAuthenticated: false };

/**
 * Who a request's bearer token says it is.
 * @throws {StorageError} when there is no token, or it is not valid now
 */
export async function requireCaller(request: Request, tokens: Tokens, operation: string): Promise<Caller> {
  const authorization = request.headers.get("authorization");
  if (authorization === null) throw badRequest("headers must have required property 'authorization'");
  try {
    return await identify(request, tokens, operation, authorization);
  } catch (error) {
    throw error instanceof TokenError ? accessDenied(wording(error)) : error;
  }
}

/** As `requireCaller`, but without a valid token the caller is simply nobody: for objects that may be public. */
export async function findCaller(request: Request, tokens: Tokens, operation: string): Promise<Caller> {
  const authorization = request.headers.get("authorization") ?? "";
  try {
    return await identify(request, tokens, operation, authorization);
  } catch (error) {
    if (error instanceof TokenError) return nobody(request, operation);
    throw error;
  }
}

/** A request whose right lies in its path or in a signature, not in a token. */
export function nobody(request: Request, operation: string): Caller {
  return { ...anonymous, ...facts(request, operation) };
}

async function identify(
  request: Request,
  tokens: Tokens,
  operation: string,
  authorization: string,
): Promise<Caller> {
  const claims = await tokens.verify(authorization.replace(/^bearer\s+/i, "").trim());
  const role = typeof claims.role === "string" && claims.role !== "" ? claims.role : anonymous.role;
  return {
    role,
    claims: JSON.stringify({ ...claims, role }),
    owner: typeof claims.sub === "string" ? claims.sub : null,
    isAuthenticated: true,
    ...facts(request, operation),
  };
}

function facts(request: Request, operation: string) {
  const { cookie: _cookie, ...headers } = Object.fromEntries(request.headers);
  return {
    headers: JSON.stringify(headers),
    method: request.method,
    path: new URL(request.url).pathname,
    operation,
  };
}

function wording(error: TokenError): string {
  switch (error.reason) {
    case "expired":
      return '"exp" claim timestamp check failed';
    case "not_yet_valid":
      return '"nbf" claim timestamp check failed';
    case "signature":
      return "signature verification failed";
    default:
      return "Invalid Compact JWS";
  }
}
