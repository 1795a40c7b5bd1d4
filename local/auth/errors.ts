/** The codes of GoTrue's catalogue that this service answers with. */
export type ErrorCode =
  | "anonymous_provider_disabled"
  | "bad_code_verifier"
  | "bad_json"
  | "bad_jwt"
  | "conflict"
  | "email_exists"
  | "email_not_confirmed"
  | "email_provider_disabled"
  | "flow_state_expired"
  | "flow_state_not_found"
  | "identity_not_found"
  | "insufficient_aal"
  | "invalid_credentials"
  | "manual_linking_disabled"
  | "mfa_factor_not_found"
  | "mfa_phone_enroll_not_enabled"
  | "mfa_totp_enroll_not_enabled"
  | "mfa_webauthn_enroll_not_enabled"
  | "no_authorization"
  | "not_admin"
  | "otp_disabled"
  | "otp_expired"
  | "over_email_send_rate_limit"
  | "phone_provider_disabled"
  | "provider_disabled"
  | "reauthentication_needed"
  | "reauthentication_not_valid"
  | "refresh_token_already_used"
  | "refresh_token_not_found"
  | "same_password"
  | "saml_provider_disabled"
  | "session_expired"
  | "session_not_found"
  | "signup_disabled"
  | "single_identity_not_deletable"
  | "unexpected_failure"
  | "unknown"
  | "user_already_exists"
  | "user_banned"
  | "user_not_found"
  | "user_sso_managed"
  | "validation_failed"
  | "weak_password";

/** A failure that the client is told about, in GoTrue's words: the message is part of the contract. */
export class AuthError extends Error {
  readonly status: number;
  readonly code: ErrorCode;
  /** Why a password is too weak; sent as `weak_password.reasons`. */
  readonly reasons: string[] | undefined;

  constructor(
    status: number,
    code: ErrorCode,
    message: string,
    options: { reasons?: string[]; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AuthError";
    this.status = status;
    this.code = code;
    this.reasons = options.reasons;
  }
}

export function validationFailed(message: string): AuthError {
  return new AuthError(400, "validation_failed", message);
}

/** A failure that is ours or the project's database's; the cause goes to the log, never to the client. */
export function internalError(message: string, cause: unknown): AuthError {
  return new AuthError(500, "unexpected_failure", message, { cause });
}

const versionHeader = "x-supabase-api-version";
const firstVersion = "2024-01-01";

/**
 * The answer to a failed request. Clients that send `X-Supabase-Api-Version: 2024-01-01` or later read
 * `{ code: "<error code>", message }`; older ones `{ code: <status>, error_code, msg }`.
 */
export function errorResponse(error: unknown, request: Request): Response {
  const known = error instanceof AuthError ? error : unexpected(error);
  if (known.status >= 500) logFailure(known, request);
  const headers = new Headers({ "x-sb-error-code": known.code });
  // The rest of a body that is too large is not read, so the connection cannot carry another request.
  if (known.status === 413) headers.set("connection", "close");
  const weak = known.reasons ? { weak_password: { reasons: known.reasons } } : {};
  if (!asksForVersion(request)) {
    const body = { code: known.status, error_code: known.code, msg: known.message, ...weak };
    return Response.json(body, { status: known.status, headers });
  }
  headers.set(versionHeader, firstVersion);
  const body = { code: known.code, message: known.message, ...weak };
  return Response.json(body, { status: known.status, headers });
}

function unexpected(cause: unknown): AuthError {
  return internalError("Unexpected failure, please check server logs for more information", cause);
}

function asksForVersion(request: Request): boolean {
  const asked = request.headers.get(versionHeader) ?? "";
  return /^\d{4}-\d{2}-\d{2}$/.test(asked) && asked >= firstVersion;
}

/** Only what the cause says, never its parameters or its detail: those hold people's data. */
function logFailure(error: AuthError, request: Request): void {
  const { pathname } = new URL(request.url);
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const sqlState = cause && "code" in cause ? ` (SQLSTATE ${String(cause.code)})` : "";
  const why = cause ? `: ${cause.message}${sqlState}` : "";
  console.error(`auth: ${request.method} ${pathname} failed: ${error.message}${why}`);
}
