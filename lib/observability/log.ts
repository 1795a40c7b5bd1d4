import pino, { type Logger } from "pino";
import { env } from "../env.ts";

let root: Logger | undefined;

/** The server's log: one JSON object a line on stdout. Tokens, cookies and passwords are never put in. */
export function log(): Logger {
  root ??= pino({ level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return root;
}
