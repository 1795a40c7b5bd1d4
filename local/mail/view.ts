import { addresses, attachmentsOf, blindCopies, type Mail } from "./store.ts";

/** A mail in a list, in the shape that Mailpit gives it. */
export function summaryView(mail: Mail) {
  const { content } = mail;
  return {
    ID: mail.id,
    MessageID: bare(content.messageId),
    Read: mail.read,
    From: addresses(content.from)[0] ?? { Name: "", Address: mail.envelope.from },
    To: addresses(content.to),
    Cc: addresses(content.cc),
    Bcc: blindCopies(mail),
    ReplyTo: addresses(content.replyTo),
    Subject: content.subject ?? "",
    Created: mail.received.toISOString(),
    Username: "",
    Tags: [],
    Size: mail.raw.length,
    Attachments: content.attachments.length,
    Snippet: textOf(mail).replace(/\s+/g, " ").trim().slice(0, 250),
  };
}

/** A whole mail, in the shape that Mailpit gives it. */
export function mailView(mail: Mail) {
  const { Read: _read, Created: _created, Snippet: _snippet, ...summary } = summaryView(mail);
  const parts = attachmentsOf(mail).map(({ partId, inline, attachment }) => ({
    inline,
    view: {
      PartID: partId,
      FileName: attachment.filename ?? "",
      ContentType: attachment.mimeType,
      ContentID: bare(attachment.contentId),
      Size: Buffer.from(attachment.content as ArrayBuffer).length,
    },
  }));
  return {
    ...summary,
    ReturnPath: mail.envelope.from,
    Date: dateOf(mail),
    Text: textOf(mail),
    HTML: mail.content.html ?? "",
    Inline: parts.filter((part) => part.inline).map((part) => part.view),
    Attachments: parts.filter((part) => !part.inline).map((part) => part.view),
  };
}

export function headersView(mail: Mail): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (const { originalKey, value } of mail.content.headers) {
    headers[originalKey] = [...(headers[originalKey] ?? []), value];
  }
  return headers;
}

export function textOf(mail: Mail): string {
  return mail.content.text ?? "";
}

/** A mail's HTML, or its text as HTML; pictures that it carries are shown from where they are served. */
export function htmlOf(mail: Mail): string {
  const { html } = mail.content;
  if (html === undefined) return `<pre style="white-space:pre-wrap">${escapeMarkup(textOf(mail))}</pre>`;
  const parts = attachmentsOf(mail).filter(({ attachment }) => attachment.contentId);
  return parts.reduce(
    (text, { partId, attachment }) =>
      text.replaceAll(`cid:${bare(attachment.contentId)}`, `/api/v1/message/${mail.id}/part/${partId}`),
    html,
  );
}

function dateOf(mail: Mail): string {
  const date = new Date(mail.content.date ?? "");
  return (Number.isNaN(date.getTime()) ? mail.received : date).toISOString();
}

function bare(id: string | undefined): string {
  return (id ?? "").replace(/^<|>$/g, "");
}

function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
