import { nanoid } from "nanoid";
import PostalMime, { type Address, type Attachment, type Email } from "postal-mime";

/** A mail as it was received and as it reads. */
export type Mail = {
  id: string;
  received: Date;
  /** Whom the sender named over SMTP; blind copies are only found here. */
  envelope: { from: string; to: string[] };
  raw: Buffer;
  content: Email;
  read: boolean;
};

export type MailStore = {
  /** The newest first. */
  list(): Mail[];
  find(id: string): Mail | null;
  add(raw: Buffer, envelope: Mail["envelope"]): Promise<Mail>;
  markRead(mail: Mail, read: boolean): void;
  remove(ids: Set<string> | "all"): void;
  /** Calls back after every change; the answer unsubscribes. */
  subscribe(listener: () => void): () => void;
};

export type Limits = { mails: number; bytes: number };

/** Keeps mails in memory. Over a limit the oldest go; the newest always stays. */
export function createMailStore(limits: Limits): MailStore {
  let mails: Mail[] = [];
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    list: () => mails,
    find: (id) => (id === "latest" ? mails[0] : mails.find((mail) => mail.id === id)) ?? null,
    async add(raw, envelope) {
      const content = await readContent(raw);
      const mail = { id: nanoid(22), received: new Date(), envelope, raw, content, read: false };
      mails = withinLimits([mail, ...mails], limits);
      changed();
      return mail;
    },
    markRead(mail, read) {
      if (mail.read === read) return;
      mail.read = read;
      changed();
    },
    remove(ids) {
      mails = ids === "all" ? [] : mails.filter((mail) => !ids.has(mail.id));
      changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A mail that cannot be taken apart is kept all the same, as plain text: somebody is looking for it. */
async function readContent(raw: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(raw);
  } catch {
    return { headers: [], headerLines: [], attachments: [], text: raw.toString("utf8") };
  }
}

function withinLimits(mails: Mail[], limits: Limits): Mail[] {
  let bytes = 0;
  return mails.filter((mail, index) => {
    bytes += mail.raw.length;
    return index === 0 || (index < limits.mails && bytes <= limits.bytes);
  });
}

export type NamedAddress = { Name: string; Address: string };

/** Addresses of a header, those of groups one by one. */
export function addresses(header: Address[] | Address | undefined): NamedAddress[] {
  return [header ?? []]
    .flat()
    .flatMap((entry) => entry.group ?? [entry])
    .map((entry) => ({ Name: entry.name ?? "", Address: entry.address ?? "" }));
}

/** Everybody a mail went to: by its headers, and blind copies by its envelope. */
export function blindCopies(mail: Mail): NamedAddress[] {
  const named = [...addresses(mail.content.to), ...addresses(mail.content.cc)];
  const known = new Set(named.map((entry) => entry.Address.toLowerCase()));
  return mail.envelope.to
    .filter((address) => !known.has(address.toLowerCase()))
    .map((address) => ({ Name: "", Address: address }));
}

/** Attachments, and whether a mail's HTML shows them itself. */
export function attachmentsOf(mail: Mail): { partId: string; inline: boolean; attachment: Attachment }[] {
  return mail.content.attachments.map((attachment, index) => ({
    partId: String(index + 1),
    inline: attachment.disposition === "inline" || attachment.related === true,
    attachment,
  }));
}
