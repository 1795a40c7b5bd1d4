import type { AuthError } from "@supabase/supabase-js";
import { AppError, forbidden, invalidField, unauthenticated, unavailable } from "../errors.ts";

/** What Supabase Auth's refusals mean to a caller. The one place that knows its codes. */
export function toAppError(error: AuthError): AppError {
  const known = byCode[error.code ?? ""];
  if (known) return known(error);
  if (error.name === "AuthSessionMissingError") return unauthenticated();
  if (error.status === 429) return new AppError("rate_limited", { cause: error });
  if (!error.status || error.status >= 500) return unavailable("The sign-in service", error);
  // Refused without a code is what the gateway does, for a key of ours.
  if (!error.code && (error.status === 401 || error.status === 403))
    return new AppError("internal_error", { cause: error });
  return refusal(error);
}

/** A refusal that is none of those that we know: the request is at fault, whatever is wrong with it. */
function refusal(error: AuthError): AppError {
  if (error.status === 401) return unauthenticated();
  if (error.status === 403) return forbidden("The sign-in service does not allow this.");
  const issue = { path: "", code: "invalid", message: "The sign-in service does not accept this" };
  return new AppError("validation_failed", { issues: [issue], cause: error });
}

const emailTaken = () =>
  new AppError("email_taken", { issues: [{ path: "email", code: "taken", message: "Has an account" }] });
const linkInvalid = (error: AuthError) => new AppError("link_invalid", { cause: error });
const signedOut = () => unauthenticated();

const byCode: Record<string, (error: AuthError) => AppError> = {
  invalid_credentials: () => new AppError("invalid_credentials"),
  email_not_confirmed: () => new AppError("email_not_confirmed"),
  user_already_exists: emailTaken,
  email_exists: emailTaken,
  email_address_invalid: () => invalidField("email", "invalid", "Must be an email address"),
  email_address_not_authorized: () => invalidField("email", "invalid", "No mail can be sent to this address"),
  weak_password: (error) => invalidField("password", "weak_password", error.message),
  same_password: () => invalidField("password", "same_password", "Is the password that you have"),
  validation_failed: (error) => invalidField("", "invalid", error.message),
  user_banned: () => forbidden("This account is suspended."),
  signup_disabled: () => forbidden("New accounts cannot be made here."),
  otp_expired: linkInvalid,
  otp_disabled: linkInvalid,
  bad_code_verifier: linkInvalid,
  flow_state_not_found: linkInvalid,
  flow_state_expired: linkInvalid,
  pkce_code_verifier_not_found: linkInvalid,
  session_not_found: signedOut,
  session_expired: signedOut,
  refresh_token_not_found: signedOut,
  refresh_token_already_used: signedOut,
  bad_jwt: signedOut,
  no_authorization: signedOut,
  user_not_found: signedOut,
  reauthentication_needed: () => forbidden("Sign in again before you change this."),
};
