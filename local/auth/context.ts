import type { Tokens } from "../keys/tokens.ts";
import type { AuthConfig } from "./config.ts";
import type { Database } from "./database.ts";
import type { Mailer } from "./mails/mailer.ts";

/** What every endpoint of the service works with. */
export type Auth = {
  config: AuthConfig;
  db: Database;
  /** For hooks that are asked by themselves: their statements end after the time that a hook has. */
  hookDb: Database;
  tokens: Tokens;
  mailer: Mailer;
  /** Where clients reach the service, without a slash at the end: `http://127.0.0.1:54321/auth/v1`. */
  publicUrl: string;
};

/** The only audience: GoTrue's default, which everything that signs in through it has. */
export const audience = "authenticated";

/** GoTrue serves one instance per database; its rows carry the nil UUID, and rows without it are not its own. */
export const instanceId = "00000000-0000-0000-0000-000000000000";
