import { createHash } from "node:crypto";
import { pool } from "../db/pool.ts";
import { unavailable } from "../errors.ts";
import { log } from "../observability/log.ts";
import { spokenAddress } from "./address.ts";

/** A login that was let through to Auth. Until it is ended it counts as one that failed. */
export type LoginAttempt = { id: string };

/**
 * What became of it. failed: Auth says that the password is wrong, or knows nobody of that address. passed: it was
 * right, which clears what failed before. void: Auth did not say.
 */
export type LoginOutcome = "failed" | "passed" | "void";

/**
 * Writes down who tries to sign in from where, before Auth is asked, so that ten guesses at once cannot become twenty.
 * Whether anybody has that email makes no difference.
 * @param address of the client, or its /64 with IPv6, as far as it can be believed
 * @returns null when the pair of the two is locked: ten tries failed within 15 minutes, the last one 15 minutes ago or
 *   less
 * @throws {AppError} unavailable, when the database does not answer: nobody signs in uncounted
 */
export async function beginLogin(email: string, address: string): Promise<LoginAttempt | null> {
  const account = createHash("sha256").update(email.toLowerCase()).digest();
  const { rows } = await pool()
    .query<{ id: string | null }>("select private.begin_login($1, $2) as id", [
      account,
      spokenAddress(address),
    ])
    .catch((error: unknown) => {
      throw unavailable("The database", error);
    });
  const id = rows[0]?.id ?? null;
  return id === null ? null : { id };
}

/** Ends a try. It never fails: a try that nobody ends has failed, and is forgotten after a while. */
export async function endLogin({ id }: LoginAttempt, outcome: LoginOutcome): Promise<void> {
  try {
    await pool().query("select private.end_login($1, $2)", [id, outcome]);
  } catch (error) {
    log().warn({ err: error, outcome }, "the outcome of a login was not written down");
  }
}
