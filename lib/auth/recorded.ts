import { recordAudit, type Trail } from "../audit/record.ts";
import type { SessionClient } from "./session.ts";

/** How somebody signed in. link: from a mail. code: elsewhere, and came back with a code (PKCE). */
export type SignInMethod = "password" | "link" | "code" | "registration";

/**
 * Records that somebody has just signed in. Auth opens the session, and knows neither the request nor the address; so
 * it is recorded right after, before anybody is told. A session that cannot be recorded is ended again.
 */
export async function recordSignIn(
  session: SessionClient,
  userId: string,
  method: SignInMethod,
  trail: Trail,
): Promise<void> {
  const target = { type: "account", id: userId } as const;
  const by = { ...trail, actorId: userId, via: "cookie" } as const;
  try {
    await recordAudit(by, { action: "account.signed_in", target, metadata: { method } });
  } catch (error) {
    await session.auth.signOut({ scope: "local" });
    throw error;
  }
}
