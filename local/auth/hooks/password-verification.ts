import { z } from "zod";
import type { Auth } from "../context.ts";
import { AuthError } from "../errors.ts";
import { type Client, closeSessions } from "../sessions.ts";
import type { User } from "../users.ts";
import { askHook, metadataOf, readAnswer } from "./ask.ts";

const output = z.object({
  decision: z.string().default(""),
  message: z.string().default(""),
  should_logout_user: z.boolean().default(false),
});

const defaultMessage = "Further password verification attempts will be rejected.";

/**
 * Tells the `password_verification_attempt` hook whether a password was right. What it writes is kept, however the
 * sign-in ends.
 * @throws {AuthError} invalid_credentials with the hook's message when it rejects; the hook's own errors
 */
export async function askAboutPassword(
  auth: Auth,
  user: User,
  valid: boolean,
  client: Client,
): Promise<void> {
  const hook = auth.config.hook.password_verification_attempt;
  if (!hook) return;
  const payload = { metadata: metadataOf(client, "password-verification"), user_id: user.id, valid };
  const read = readAnswer(await askHook(auth, hook, payload), output);
  if (read?.decision !== "reject") return;
  if (read.should_logout_user) await closeSessions(auth.db, user.id, "all");
  throw new AuthError(400, "invalid_credentials", read.message || defaultMessage);
}
