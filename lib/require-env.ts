import { EnvError, env } from "./env.ts";

/** Ends the server with one message when its environment does not suffice: exit code 1, no stack trace. */
export function requireEnv(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
