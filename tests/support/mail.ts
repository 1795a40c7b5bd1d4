import { expect, inject } from "vitest";

/** Waits for a mail to somebody and returns the path of the link in it that leads to this site. */
export async function linkMailedTo(address: string, containing = ""): Promise<string> {
  const { mailUrl } = inject("stack");
  const search = `${mailUrl}/api/v1/search?query=${encodeURIComponent(`to:"${address}"`)}`;
  let link = "";
  await expect
    .poll(
      async () => {
        const { messages } = (await (await fetch(search)).json()) as { messages: { ID: string }[] };
        for (const { ID } of messages) {
          const { HTML } = (await (await fetch(`${mailUrl}/api/v1/message/${ID}`)).json()) as {
            HTML: string;
          };
          const [, href = ""] = /href="([^"]*\/api\/auth\/verify[^"]*)"/.exec(HTML) ?? [];
          if (href !== "" && href.includes(containing)) link = href.replaceAll("&amp;", "&");
        }
        return link;
      },
      { timeout: 20_000 },
    )
    .not.toBe("");
  const { origin, pathname, search: query } = new URL(link);
  expect(origin).toBe(inject("stack").siteUrl);
  return pathname + query;
}

/** How many mails somebody has got. */
export async function mailsTo(address: string): Promise<number> {
  const query = encodeURIComponent(`to:"${address}"`);
  const response = await fetch(`${inject("stack").mailUrl}/api/v1/search?query=${query}`);
  return ((await response.json()) as { messages: unknown[] }).messages.length;
}

type Address = { Name: string; Address: string };
export type Mail = {
  ID: string;
  MessageID: string;
  Subject: string;
  From: Address;
  To: Address[];
  Text: string;
  HTML: string;
};

/** The mails that somebody has got under such a subject. */
export async function mailsAbout(address: string, subject: RegExp): Promise<Mail[]> {
  const { mailUrl } = inject("stack");
  const query = encodeURIComponent(`to:"${address}"`);
  const found = await (await fetch(`${mailUrl}/api/v1/search?query=${query}`)).json();
  const { messages } = found as { messages: { ID: string; Subject: string }[] };
  return Promise.all(
    messages
      .filter(({ Subject }) => subject.test(Subject))
      .map(async ({ ID }) => (await (await fetch(`${mailUrl}/api/v1/message/${ID}`)).json()) as Mail),
  );
}

/** Waits for the one mail that somebody gets under such a subject. */
export async function mailTo(address: string, subject: RegExp): Promise<Mail> {
  await expect.poll(() => mailsAbout(address, subject), { timeout: 20_000 }).toHaveLength(1);
  return (await mailsAbout(address, subject))[0]!;
}
