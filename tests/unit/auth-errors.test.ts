import { AuthApiError, AuthRetryableFetchError, AuthSessionMissingError } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import { toAppError } from "../../lib/auth/errors.ts";

test.each([
  [400, "invalid_credentials", "invalid_credentials"],
  [400, "email_not_confirmed", "email_not_confirmed"],
  [422, "user_already_exists", "email_taken"],
  [422, "weak_password", "validation_failed"],
  [422, "same_password", "validation_failed"],
  [403, "otp_expired", "link_invalid"],
  [403, "user_banned", "forbidden"],
  [403, "session_not_found", "unauthenticated"],
  [429, "over_request_rate_limit", "rate_limited"],
  [429, "over_email_send_rate_limit", "rate_limited"],
  [500, "unexpected_failure", "unavailable"],
  [400, "bad_json", "validation_failed"],
  [400, "something_new", "validation_failed"],
  [422, "something_new", "validation_failed"],
  [404, "something_new", "validation_failed"],
  [401, "something_new", "unauthenticated"],
  [403, "something_new", "forbidden"],
])("Auth's %i %s is %s to a caller", (status, code, expected) => {
  expect(toAppError(new AuthApiError("said by Auth", status, code)).code).toBe(expected);
});

test("an Auth that does not answer is unavailable", () => {
  expect(toAppError(new AuthRetryableFetchError("fetch failed", 0)).code).toBe("unavailable");
  expect(toAppError(new AuthRetryableFetchError("bad gateway", 502)).code).toBe("unavailable");
});

test("a key of ours that is refused is our fault, not the caller's", () => {
  expect(toAppError(new AuthApiError("Invalid API key", 401, undefined)).code).toBe("internal_error");
});

test("no session is nobody signed in", () => {
  expect(toAppError(new AuthSessionMissingError()).code).toBe("unauthenticated");
});

test("what Auth said about a failure of ours is kept for the log only", () => {
  const error = toAppError(new AuthApiError("pq: relation is missing", 500, "unexpected_failure"));
  expect(error.message).not.toContain("pq:");
  expect(error.cause).toMatchObject({ message: "pq: relation is missing" });
});
