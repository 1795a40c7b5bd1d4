import { redacted } from "./redacted.ts";

/** A failure as the log shows it. */
export type LoggedFailure = {
  type: string;
  message: string;
  stack?: string;
  cause?: LoggedFailure;
  [fact: string]: unknown;
};

/** What errors of Node's, Postgres', Stripe's, Supabase's and ours carry that is about no person. */
const facts = ["code", "status", "statusCode", "severity", "constraint", "table", "syscall", "requestId"];

const deepest = 4;

/**
 * What was thrown, for the log: where, with its causes, and without what it may hold of anybody or anything secret.
 * Fields that are not known to be harmless are left out, such as the rows in what Postgres says of a duplicate key.
 */
export function failureForLog(thrown: unknown, depth = 1): LoggedFailure {
  if (typeof thrown !== "object" || thrown === null) {
    return { type: typeof thrown, message: redacted(String(thrown)) };
  }
  const { name, message, stack, cause } = thrown as Partial<Error>;
  const known = facts.flatMap((fact) => {
    const value = (thrown as Record<string, unknown>)[fact];
    if (typeof value === "string") return [[fact, redacted(value)]];
    return typeof value === "number" ? [[fact, value]] : [];
  });
  return {
    type: typeof name === "string" ? redacted(name) : "object",
    message: holdsValues(thrown) ? "(left out: it holds values)" : redacted(String(message ?? "")),
    ...Object.fromEntries(known),
    ...(typeof stack === "string" && { stack: placesIn(stack) }),
    ...(cause !== undefined && depth < deepest && { cause: failureForLog(cause, depth + 1) }),
  };
}

/** Where it came from. The lines before are the message once more, as it was. */
const placesIn = (stack: string): string =>
  stack
    .split("\n")
    .flatMap((line) => /^ {4}at (.*)/.exec(line)?.[1] ?? [])
    .join("\n");

/** What Postgres says of data that does not fit, of constraints, and by `raise`, quotes the data. */
const holdsValues = ({ code }: { code?: unknown }): boolean =>
  typeof code === "string" && /^(?:22|23|P0)\w{3}$/.test(code);
