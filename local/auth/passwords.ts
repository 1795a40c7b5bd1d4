import { randomInt } from "node:crypto";
import type { AuthConfig } from "./config.ts";
import type { Sql } from "./database.ts";
import { AuthError, validationFailed } from "./errors.ts";

const maxBytes = 72; // bcrypt reads no further

const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const digits = "0123456789";
const symbols = "!@#$%^&*()_+-=[]{};'\\:\"|<>?,./`~";

const requiredSets: Record<AuthConfig["password_requirements"], string[]> = {
  "": [],
  letters_digits: [lower + upper, digits],
  lower_upper_letters_digits: [lower, upper, digits],
  lower_upper_letters_digits_symbols: [lower, upper, digits, symbols],
};

/** What makes a password too weak for this project, or null when nothing does. */
export function findWeakness(config: AuthConfig, password: string): AuthError | null {
  const reasons: string[] = [];
  const messages: string[] = [];
  if (Buffer.byteLength(password) < config.minimum_password_length) {
    reasons.push("length");
    messages.push(`Password should be at least ${config.minimum_password_length} characters.`);
  }
  const sets = requiredSets[config.password_requirements];
  if (!sets.every((set) => [...set].some((character) => password.includes(character)))) {
    reasons.push("characters");
    messages.push(`Password should contain at least one character of each: ${sets.join(", ")}.`);
  }
  if (reasons.length === 0) return null;
  return new AuthError(422, "weak_password", messages.join(" "), { reasons });
}

/** @throws {AuthError} weak_password with its reasons; validation_failed over 72 bytes */
export function requireStrongPassword(config: AuthConfig, password: string): void {
  if (Buffer.byteLength(password) > maxBytes) {
    throw validationFailed(`Password cannot be longer than ${maxBytes} characters`);
  }
  const weakness = findWeakness(config, password);
  if (weakness) throw weakness;
}

/** Hashes a password with bcrypt, cost 10, as GoTrue does: its users can move there and back. */
export async function hashPassword(sql: Sql, password: string): Promise<string> {
  const [row] = await sql.query<{ hash: string }>(
    "select extensions.crypt($1, extensions.gen_salt('bf', 10)) as hash",
    [password],
  );
  if (!row) throw new Error("crypt answered nothing");
  return row.hash;
}

/** A hash of the same cost that no password has; unknown accounts are compared with it. */
const nobody = "$2a$10$Ln1yEM5ikVwK7YgLJpVtyOhSbVqWbPgg4gC7yD8Ln0kcpLJlYUz6i";

/**
 * Compares a password with an account's hash. An account without one, or no account at all, takes as long and
 * answers false: the time does not tell whether somebody is registered.
 */
export async function passwordMatches(
  sql: Sql,
  password: string,
  hash: string | null | undefined,
): Promise<boolean> {
  const known = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/.test(hash ?? "");
  // crypt knows `2b` and `2y` under their older name only; for passwords within 72 bytes the three are the same.
  const salt = known && hash ? hash.replace(/^\$2[by]/, () => "$2a") : nobody;
  const [row] = await sql.query<{ same: boolean }>("select extensions.crypt($1, $2) = $2 as same", [
    password,
    salt,
  ]);
  return known && row?.same === true;
}

/** A password that nobody knows, for accounts that sign in by mail. */
export function randomPassword(): string {
  const alphabet = lower + upper + digits;
  return Array.from({ length: 64 }, () => alphabet[randomInt(alphabet.length)]).join("");
}
