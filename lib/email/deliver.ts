import { createHash } from "node:crypto";
import { createTransport, type Transporter } from "nodemailer";
import { render, toPlainText } from "react-email";
import { env } from "../env.ts";
import { letterElement } from "./letter.ts";
import { letterOf } from "./letters.ts";
import type { EmailInput } from "./templates.ts";

type Delivery = { to: string; name: string; email: EmailInput; cause: string };

let transport: Transporter | undefined;

/**
 * Hands an email to the mail server, as HTML and as text. For jobs only: nobody waits for a mail server.
 * @param cause makes the Message-ID, so that the same email sent twice can be recognised
 * @throws {Error} when the mail server does not take it, or none is configured
 */
export async function deliver({ to, name, email, cause }: Delivery): Promise<void> {
  const { EMAIL_FROM, SITE_URL } = env();
  const { subject, html, text } = await renderEmail(email, name);
  const id = createHash("sha256").update(cause).digest("hex").slice(0, 32);
  await mailServer().sendMail({
    from: EMAIL_FROM,
    to: { name, address: to },
    ...{ subject, html, text },
    messageId: `<${id}@${new URL(SITE_URL).hostname}>`,
    headers: { "Auto-Submitted": "auto-generated" },
  });
}

/** An email as it goes out to somebody of this name. */
export async function renderEmail(email: EmailInput, name: string) {
  const { SITE_URL } = env();
  const letter = letterOf(email, SITE_URL);
  const html = await render(letterElement(letter, name, { name: "Plinth", url: SITE_URL }));
  return { subject: letter.subject, html, text: toPlainText(html, asWritten) };
}

// Otherwise the text shouts its heading.
const asWritten = { selectors: [{ selector: "h1", options: { uppercase: false } }] };

function mailServer(): Transporter {
  const { SMTP_URL } = env();
  if (SMTP_URL === undefined) throw new Error("SMTP_URL is not set");
  transport ??= createTransport({
    url: SMTP_URL,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 20_000,
  });
  return transport;
}
