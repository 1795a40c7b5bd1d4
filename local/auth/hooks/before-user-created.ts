import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Auth, audience } from "../context.ts";
import { clientOf } from "../sessions.ts";
import type { Metadata } from "../users.ts";
import { askHook, metadataOf, readAnswer } from "./ask.ts";

/** Somebody who is about to get an account; without an address they stay anonymous. */
export type Newcomer = { email: string | null; metadata: Metadata };

const output = z.record(z.string(), z.unknown());
const never = "0001-01-01T00:00:00Z";

/**
 * Shows the `before_user_created` hook somebody who is about to get an account. It is asked before that is made: its
 * writes are kept, and it does not find the account in the database.
 * @returns the id that the account is to have
 * @throws {AuthError} the hook's own error, by which it refuses them
 */
export async function announceNewcomer(
  auth: Auth,
  { email, metadata }: Newcomer,
  request: Request,
): Promise<string> {
  const id = randomUUID();
  const hook = auth.config.hook.before_user_created;
  if (!hook) return id;
  const payload = {
    metadata: metadataOf(clientOf(request), "before-user-created"),
    user: {
      id,
      aud: audience,
      role: "",
      email: email ?? "",
      phone: "",
      app_metadata: email === null ? {} : { provider: "email", providers: ["email"] },
      user_metadata: metadata,
      identities: [],
      created_at: never,
      updated_at: never,
      is_anonymous: email === null,
    },
  };
  readAnswer(await askHook(auth, hook, payload), output);
  return id;
}
