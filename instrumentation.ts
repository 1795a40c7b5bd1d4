import { EnvError, env } from "#lib/env.ts";

/** Runs once before the server takes requests: an environment that does not suffice ends it with one message. */
export function register(): void {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
