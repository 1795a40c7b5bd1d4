/** The mails that Auth sends, by the names that config.toml has for their templates. */
export type MailKind =
  | "confirmation"
  | "email_change"
  | "invite"
  | "magic_link"
  | "reauthentication"
  | "recovery";

type MailSource = { subject: string; html: string; text: string };

type Wording = { subject: string; title: string; lead: string; button: string; footer: string };

const wordings: Record<Exclude<MailKind, "reauthentication">, Wording> = {
  confirmation: {
    subject: "Confirm your email address",
    title: "Confirm your email address",
    lead: "Please confirm that {{ .Email }} is your address, and your account is ready.",
    button: "Confirm my address",
    footer: "If you did not sign up, you can ignore this mail.",
  },
  email_change: {
    subject: "Confirm your new email address",
    title: "Confirm the change of your email address",
    lead: "Your account is about to move from {{ .Email }} to {{ .NewEmail }}.",
    button: "Confirm the change",
    footer: "If you did not ask for this, do not confirm it, and change your password.",
  },
  invite: {
    subject: "You have been invited",
    title: "You have been invited",
    lead: "Somebody invited you to join them on {{ .SiteURL }}.",
    button: "Accept the invitation",
    footer: "If you did not expect this, you can ignore this mail.",
  },
  magic_link: {
    subject: "Your sign-in link",
    title: "Sign in",
    lead: "Follow this link to sign in as {{ .Email }}. It works once.",
    button: "Sign in",
    footer: "If you did not ask to sign in, you can ignore this mail.",
  },
  recovery: {
    subject: "Reset your password",
    title: "Reset your password",
    lead: "Follow this link to choose a new password for {{ .Email }}.",
    button: "Choose a new password",
    footer: "If you did not ask for this, you can ignore this mail: your password stays as it is.",
  },
};

const frame = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
</head>
<body style="margin:0;padding:32px 16px;font-family:system-ui,-apple-system,'Segoe UI',sans-serif;line-height:1.5">
<div style="max-width:480px;margin:0 auto">
<h1 style="font-size:20px;margin:0 0 16px">${title}</h1>
${body}
</div>
</body>
</html>
`;

const code = `<p style="margin:0 0 24px">Or enter this code:
<strong style="font-family:ui-monospace,monospace;font-size:18px;letter-spacing:2px">{{ .Token }}</strong></p>`;

const buttonStyle =
  "display:inline-block;padding:10px 18px;border-radius:6px;background:#1f4fd8;color:#ffffff;text-decoration:none";

function linkMail(wording: Wording): MailSource {
  const { subject, title, lead, button, footer } = wording;
  const body = `<p style="margin:0 0 24px">${lead}</p>
<p style="margin:0 0 24px"><a href="{{ .ConfirmationURL }}" style="${buttonStyle}">${button}</a></p>
${code}
<p style="margin:0;font-size:13px;opacity:.7">${footer}</p>`;
  const text = `${title}\n\n${lead}\n\n${button}: {{ .ConfirmationURL }}\n\nOr enter this code: {{ .Token }}\n\n${footer}\n`;
  return { subject, html: frame(title, body), text };
}

const reauthentication: MailSource = {
  subject: "Your confirmation code",
  html: frame(
    "Confirm that it is you",
    `<p style="margin:0 0 24px">Enter this code to go on:
<strong style="font-family:ui-monospace,monospace;font-size:18px;letter-spacing:2px">{{ .Token }}</strong></p>
<p style="margin:0;font-size:13px;opacity:.7">If you did not ask for a code, change your password.</p>`,
  ),
  text: "Confirm that it is you\n\nEnter this code to go on: {{ .Token }}\n\nIf you did not ask for a code, change your password.\n",
};

export const defaultMails: Record<MailKind, MailSource> = {
  confirmation: linkMail(wordings.confirmation),
  email_change: linkMail(wordings.email_change),
  invite: linkMail(wordings.invite),
  magic_link: linkMail(wordings.magic_link),
  recovery: linkMail(wordings.recovery),
  reauthentication,
};
