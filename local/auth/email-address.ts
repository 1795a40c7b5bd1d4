import { validationFailed } from "./errors.ts";

const label = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
const format = new RegExp(`^[a-zA-Z0-9.!#$%&'*+/=?^_\`{|}~-]+@${label}(?:\\.${label})*$`);

/**
 * Checks an address and answers it in lower case, as accounts keep it.
 * @throws {AuthError} validation_failed
 */
export function requireEmail(email: string): string {
  if (email === "") throw validationFailed("An email address is required");
  if (email.length > 255) throw validationFailed("An email address is too long");
  if (!format.test(email)) throw validationFailed("Unable to validate email address: invalid format");
  return email.toLowerCase();
}
