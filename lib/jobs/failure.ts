import { redacted } from "../observability/redacted.ts";

/** A failure in words that may be logged and stored: no address, no key, no card, no text of a customer's. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return "Something that is no error was thrown";
  const facts = error as Error & Facts;
  if (facts.rawType !== undefined || facts.type?.startsWith("Stripe")) {
    return said("Stripe", facts.type, facts.code, facts.statusCode, facts.requestId);
  }
  if (facts.severity !== undefined) return said("Postgres", facts.code, facts.constraint ?? facts.table);
  if (facts.responseCode !== undefined || facts.command !== undefined) {
    return said("SMTP", facts.code, facts.command, facts.responseCode);
  }
  return redacted(`${error.name}: ${error.message}`).slice(0, 500);
}

/** What Stripe's, Postgres' and nodemailer's errors carry; none of it is about a person. */
type Facts = {
  type?: string;
  rawType?: string;
  code?: string;
  statusCode?: number;
  requestId?: string;
  severity?: string;
  constraint?: string;
  table?: string;
  command?: string;
  responseCode?: number;
};

const said = (...parts: (string | number | undefined)[]) =>
  parts.filter((part) => part !== undefined).join(" ");
