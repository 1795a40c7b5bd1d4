import { invalidField } from "../errors.ts";
import { text } from "../text.ts";

const minLength = 10;

/** bcrypt reads 72 bytes and no more; a longer password would be cut in silence. */
const maxBytes = 72;

export const newPassword = text({ min: minLength, max: maxBytes })
  .refine((value) => value.trim() !== "", { error: "Must not be blank" })
  .refine((value) => Buffer.byteLength(value) <= maxBytes, { error: `Must be at most ${maxBytes} bytes` })
  .meta({ description: "10 characters or more, and not one of the common ones.", format: "password" });

/** A password that is only compared. Any length up to what a body may hold; nothing is said about its form. */
export const givenPassword = text({ min: 1, max: 1000 }).meta({ format: "password" });

let common: Promise<ReadonlySet<string>> | undefined;

/** The list has 49,000 entries and is needed by few requests, so it is loaded when the first one asks. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import("@zxcvbn-ts/language-common").then(({ dictionary }) => {
    const all = dictionary["passwords-common"].map(String);
    return new Set(all.filter((password) => password.length >= minLength));
  });
  return common;
}

/**
 * Refuses a password that is on the list of the most common ones, whatever its case.
 * @throws {AppError} validation_failed on `password`
 */
export async function requireUncommon(password: string): Promise<void> {
  if (!(await commonPasswords()).has(password.toLowerCase())) return;
  throw invalidField("password", "common_password", "This is one of the most common passwords");
}
