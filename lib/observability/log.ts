import pino, { type LogFn, type Logger } from "pino";
import { env } from "../env.ts";
import { failureForLog } from "./failure.ts";
import { recorder } from "./spans.ts";

let root: Logger | undefined;

/** Left out by name, should a line ever be given one of them. Of top-level names only: that costs nothing. */
const secret = ["authorization", "body", "cookie", "email", "headers", "password", "query", "token"];

/**
 * The server's log: one JSON object a line on stdout, from `LOG_LEVEL` on. What was thrown goes into `err`. No line
 * holds a token, a cookie, a password, a query string, an email or a client's address.
 */
export function log(): Logger {
  root ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (thrown: unknown) => failureForLog(thrown) },
    redact: { paths: secret, censor: "[secret]" },
    hooks: { logMethod: withMessage },
    // A line of a trace is found by it.
    ...(recorder() && { mixin: () => recorder()?.ids() ?? {} }),
  });
  return root;
}

/** A line without a message would be given that of its error, as it is. */
function withMessage(this: Logger, args: Parameters<LogFn>, method: LogFn): void {
  if (args.length === 1 && typeof args[0] === "object") method.call(this, args[0], "failed");
  else method.apply(this, args);
}
