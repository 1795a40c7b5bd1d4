/**
 * Every failure that a caller can meet, by its stable code. The code is the contract (clients switch on it);
 * the title is for people. Nothing else in the product chooses an HTTP status.
 */
export const catalogue = {
  invalid_json: { status: 400, title: "The body is not valid JSON" },
  invalid_form: { status: 400, title: "The form cannot be read" },
  invalid_signature: { status: 400, title: "The signature does not hold" },
  livemode_mismatch: { status: 400, title: "The event is of Stripe's other mode" },
  link_invalid: { status: 400, title: "The link is not valid any more" },
  unauthenticated: { status: 401, title: "Sign in first" },
  invalid_token: { status: 401, title: "The access token is not valid" },
  invalid_credentials: { status: 401, title: "The email or the password is wrong" },
  forbidden: { status: 403, title: "You are not allowed to do this" },
  csrf: { status: 403, title: "The request comes from another site" },
  quota_exceeded: { status: 403, title: "There is no room left for your pictures" },
  too_many_api_keys: { status: 403, title: "There is no room left for another API key" },
  email_not_confirmed: { status: 403, title: "The email address is not confirmed yet" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "The method is not supported here" },
  conflict: { status: 409, title: "It conflicts with something that exists" },
  idempotency_running: {
    status: 409,
    title: "The first request under this Idempotency-Key is still running",
  },
  email_taken: { status: 409, title: "The email address already has an account" },
  upload_missing: { status: 409, title: "The file has not arrived yet" },
  upload_busy: { status: 409, title: "The upload is being worked on already" },
  precondition_failed: { status: 412, title: "It was changed by somebody else meanwhile" },
  payload_too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "The content type is not supported" },
  validation_failed: { status: 422, title: "Some fields are not valid" },
  idempotency_mismatch: { status: 422, title: "This Idempotency-Key was used for something else" },
  image_rejected: { status: 422, title: "The file is not a picture that can be taken" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal_error: { status: 500, title: "Something went wrong" },
  unavailable: { status: 503, title: "A service that this needs does not answer" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof catalogue;

/** One thing wrong with the input: `path` in dots ("email", "tags.0"), `code` stable, `message` for people. */
export type Issue = { path: string; code: string; message: string };

type Details = {
  /** one sentence for people about this occurrence; it goes out, so it holds nothing secret */
  detail?: string;
  issues?: Issue[];
  /** response headers that belong to the failure, such as Allow */
  headers?: Record<string, string>;
  /** what really happened: logged, never sent */
  cause?: unknown;
};

/** The one error class that lib/ throws. Its code decides what the caller sees. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly issues: Issue[] | undefined;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, { detail, issues, headers = {}, cause }: Details = {}) {
    super(detail ?? catalogue[code].title, { cause });
    this.code = code;
    this.detail = detail;
    this.issues = issues;
    this.headers = headers;
  }

  get status(): number {
    return catalogue[this.code].status;
  }
}

/** 404. Used for what is hidden as well: a row that the caller may not see does not exist for that caller. */
export const notFound = (what: string) =>
  new AppError("not_found", { detail: `There is no such ${what}, or you cannot see it.` });

/** 403 for something that the caller can see but not change. */
export const forbidden = (detail: string) => new AppError("forbidden", { detail });

/** 401: nobody is signed in. */
export const unauthenticated = () =>
  new AppError("unauthenticated", { headers: { "WWW-Authenticate": "Bearer" } });

/** 401: a bearer token that does not hold. `reason` is a fact about the token, not about our keys. */
export const invalidToken = (reason: string) =>
  new AppError("invalid_token", {
    detail: reason,
    headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
  });

/** 409. */
export const conflict = (detail: string) => new AppError("conflict", { detail });

/** 412: what is there is not what `If-Match` names. */
export const preconditionFailed = () =>
  new AppError("precondition_failed", {
    detail:
      "It has been changed since you read it. Read it again, and send your change for what is there now.",
  });

/** 422 with every issue that was found. */
export const validationFailed = (issues: Issue[]) => new AppError("validation_failed", { issues });

/** 422 about one field. */
export const invalidField = (path: string, code: string, message: string) =>
  validationFailed([{ path, code, message }]);

/** 503: something behind us does not answer. The cause goes to the log. */
export const unavailable = (service: string, cause?: unknown, headers?: Record<string, string>) =>
  new AppError("unavailable", {
    detail: `${service} does not answer right now. Try again.`,
    headers: { "Retry-After": "5", ...headers },
    cause,
  });
