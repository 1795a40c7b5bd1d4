import { createClient, type Session } from "@supabase/supabase-js";
import type { Stack } from "../local/stack/stack.ts";

/** Signs somebody up at the embedded Auth, under an address that the seed does not have. */
export async function signUp({ apiUrl, keys }: Stack, name: string): Promise<Session> {
  const db = createClient(apiUrl, keys.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const account = { email: `bench-${name}@plinth.test`, password: "a long enough pass phrase" };
  const { data, error } = await db.auth.signUp(account);
  if (error || data.session === null) throw new Error(`${name} could not sign up`, { cause: error });
  return data.session;
}
