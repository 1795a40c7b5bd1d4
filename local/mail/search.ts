import { addresses, attachmentsOf, blindCopies, type Mail } from "./store.ts";

type Condition = (mail: Mail) => boolean;

/**
 * Reads a search as Mailpit's box takes it: `to:"a@b.c"`, `from:`, `cc:`, `bcc:`, `subject:`, `message-id:`,
 * `is:read`, `is:unread`, `has:attachment`, and words, which may be anywhere. All must hold; a `-` or `!` before
 * one turns it around.
 */
export function parseSearch(query: string): Condition {
  const conditions = [...query.matchAll(/([-!]?)(?:([a-z-]+):)?(?:"([^"]*)"|(\S+))/gi)].map(
    ([, negation, field = "", quoted, plain]) => {
      const condition = conditionFor(field.toLowerCase(), (quoted ?? plain ?? "").toLowerCase());
      return negation ? (mail: Mail) => !condition(mail) : condition;
    },
  );
  return (mail) => conditions.every((condition) => condition(mail));
}

function conditionFor(field: string, value: string): Condition {
  if (field === "is") return (mail) => (value === "read" ? mail.read : value === "unread" && !mail.read);
  if (field === "has") return (mail) => value.startsWith("attachment") && attachmentsOf(mail).length > 0;
  const text = texts[field];
  if (text) return (mail) => text(mail).toLowerCase().includes(value);
  const wanted = field === "" ? value : `${field}:${value}`;
  return (mail) => everything(mail).toLowerCase().includes(wanted);
}

const texts: Record<string, (mail: Mail) => string> = {
  to: (mail) => people(mail, "to"),
  cc: (mail) => people(mail, "cc"),
  bcc: (mail) => people(mail, "bcc"),
  from: (mail) => people(mail, "from"),
  subject: (mail) => mail.content.subject ?? "",
  "message-id": (mail) => mail.content.messageId ?? "",
};

function people(mail: Mail, field: "to" | "cc" | "bcc" | "from"): string {
  const entries = field === "bcc" ? blindCopies(mail) : addresses(mail.content[field]);
  return entries.map((entry) => `${entry.Name} ${entry.Address}`).join("\n");
}

function everything(mail: Mail): string {
  const { content } = mail;
  const names = (["to", "cc", "bcc", "from"] as const).map((field) => people(mail, field));
  return [...names, content.subject, content.text, content.html].join("\n");
}
