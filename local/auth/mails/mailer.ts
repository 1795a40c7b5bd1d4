import { createTransport } from "nodemailer";
import type { AuthConfig } from "../config.ts";
import { AuthError } from "../errors.ts";
import type { MailKind } from "./default-mails.ts";
import { plainText } from "./plain-text.ts";
import { readTemplates } from "./templates.ts";

/** What a template may name; the names are GoTrue's. */
export type MailData = {
  SiteURL: string;
  ConfirmationURL?: string;
  RedirectTo?: string;
  Email: string;
  NewEmail?: string;
  SendingTo?: string;
  Token: string;
  TokenHash?: string;
  Data: Record<string, unknown>;
};

export type Mailer = {
  /** @throws {AuthError} over_email_send_rate_limit; any other error means that the mail was not taken */
  send(kind: MailKind, to: string, data: MailData): Promise<void>;
  close(): void;
};

const hourMs = 3_600_000;

/**
 * Opens the way out for mails.
 * @param smtpUrl `smtp://127.0.0.1:54325`
 * @throws {StartError} when a template of the project cannot be used
 */
export async function createMailer(config: AuthConfig, smtpUrl: string, projectDir: string): Promise<Mailer> {
  const templates = await readTemplates(config, projectDir);
  const transport = createTransport(smtpUrl);
  const from = {
    name: config.email.smtp?.sender_name ?? "Admin",
    address: config.email.smtp?.admin_email ?? "admin@email.com",
  };
  const allow = createHourlyLimit(config);
  return {
    async send(kind, to, data) {
      if (!allow()) {
        throw new AuthError(429, "over_email_send_rate_limit", "email rate limit exceeded");
      }
      const { subject, html, text } = templates[kind];
      const rendered = html(data);
      await transport.sendMail({
        from,
        to,
        subject: subject(data).replace(/\s+/g, " ").trim(),
        html: rendered,
        text: text ? text(data) : plainText(rendered),
      });
    },
    close: () => transport.close(),
  };
}

/** `auth.rate_limit.email_sent` holds, as in the CLI, once the project brings its own SMTP server. */
function createHourlyLimit(config: AuthConfig): () => boolean {
  if (!config.email.smtp?.enabled) return () => true;
  let sent: number[] = [];
  return () => {
    const now = Date.now();
    sent = sent.filter((time) => time > now - hourMs);
    if (sent.length >= config.rate_limit.email_sent) return false;
    sent.push(now);
    return true;
  };
}
