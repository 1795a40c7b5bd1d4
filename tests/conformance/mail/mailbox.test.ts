import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Mailbox, startMailbox } from "../../../local/mail/mailbox.ts";

let mailbox: Mailbox;
let transport: ReturnType<typeof createTransport>;

beforeAll(async () => {
  mailbox = await startMailbox({ httpPort: 0, smtpPort: 0 });
  transport = createTransport(mailbox.smtpUrl);
});
afterAll(async () => {
  transport.close();
  await mailbox.close();
});

type Message = Record<string, unknown> & { ID: string };

async function get<Body>(path: string): Promise<Body> {
  return (await (await fetch(`${mailbox.httpUrl}${path}`)).json()) as Body;
}

async function search(query: string): Promise<Message[]> {
  const found = await get<{ messages: Message[] }>(`/api/v1/search?query=${encodeURIComponent(query)}`);
  return found.messages;
}

const send = (to: string, fields: object = {}) =>
  transport.sendMail({ from: "Ada <ada@plinth.test>", to, subject: "Hello", text: "Words", ...fields });

test("a mail is there as soon as it was taken, in Mailpit's shape", async () => {
  await send("Bo <bo@plinth.test>", {
    cc: "cy@plinth.test",
    bcc: "di@plinth.test",
    subject: "Grüße",
    html: "<p>Words</p>",
    attachments: [{ filename: "a.txt", content: "file" }],
  });
  const [summary] = await search('to:"bo@plinth.test"');
  expect(summary).toMatchObject({
    ID: expect.any(String),
    Read: false,
    From: { Name: "Ada", Address: "ada@plinth.test" },
    To: [{ Name: "Bo", Address: "bo@plinth.test" }],
    Cc: [{ Name: "", Address: "cy@plinth.test" }],
    Bcc: [{ Name: "", Address: "di@plinth.test" }],
    Subject: "Grüße",
    Snippet: "Words",
    Attachments: 1,
  });
  const message = await get<Message>(`/api/v1/message/${summary!.ID}`);
  expect(message).toMatchObject({
    Text: "Words\n",
    HTML: "<p>Words</p>\n",
    Attachments: [{ FileName: "a.txt" }],
  });
  const part = await fetch(`${mailbox.httpUrl}/api/v1/message/${summary!.ID}/part/1`);
  expect(await part.text()).toBe("file");
  expect(part.headers.get("content-disposition")).toBe("attachment");
});

test("lists are newest first and come in pages; latest is the newest", async () => {
  await send("order@plinth.test", { subject: "first" });
  await send("order@plinth.test", { subject: "second" });
  expect((await search("to:order@plinth.test")).map((mail) => mail.Subject)).toEqual(["second", "first"]);
  const page = await get<{ messages: Message[]; count: number; start: number }>(
    "/api/v1/messages?start=1&limit=1",
  );
  expect(page).toMatchObject({ count: 1, start: 1, messages: [{ Subject: "first" }] });
  expect(await get("/api/v1/message/latest")).toMatchObject({ Subject: "second" });
});

test("searches combine fields, words and their opposites", async () => {
  await send("find@plinth.test", { subject: "Invoice 7", text: "please pay" });
  await send("find@plinth.test", { subject: "Receipt 7", text: "thank you" });
  expect(await search('to:find@plinth.test subject:"invoice 7"')).toHaveLength(1);
  expect(await search("to:find@plinth.test -subject:invoice")).toMatchObject([{ Subject: "Receipt 7" }]);
  expect(await search("to:find@plinth.test thank")).toMatchObject([{ Subject: "Receipt 7" }]);
  expect(await search("to:find@plinth.test is:unread")).toHaveLength(2);
  expect(await search('to:"nobody@plinth.test"')).toEqual([]);
});

test("reading a mail marks it as read", async () => {
  await send("reader@plinth.test");
  const [mail] = await search("to:reader@plinth.test");
  await get(`/api/v1/message/${mail!.ID}`);
  expect(await search("to:reader@plinth.test is:read")).toHaveLength(1);
});

test("parts are served as pages that can run nothing", async () => {
  await send("page@plinth.test", { html: "<!doctype html><script>1</script><a href='https://x.test'>x</a>" });
  const [mail] = await search("to:page@plinth.test");
  const html = await fetch(`${mailbox.httpUrl}/view/${mail!.ID}.html?base=blank`);
  expect(html.headers.get("content-security-policy")).toMatch(/^sandbox .*default-src 'none'/);
  expect(await html.text()).toMatch(/^<!doctype html><base target="_blank">/);
  const text = await fetch(`${mailbox.httpUrl}/view/latest.txt`);
  expect(await text.text()).toBe("Words\n");
  expect((await fetch(`${mailbox.httpUrl}/view/none.html`)).status).toBe(404);
});

test("mails are deleted one by one and all at once", async () => {
  const own = await startMailbox({ httpPort: 0, smtpPort: 0 });
  const sender = createTransport(own.smtpUrl);
  for (const to of ["a", "b", "c"])
    await sender.sendMail({ from: "x@y.z", to: `${to}@plinth.test`, text: "x" });
  const list = async () =>
    ((await (await fetch(`${own.httpUrl}/api/v1/messages`)).json()) as { messages: Message[] }).messages;
  const [newest] = await list();
  const remove = (body?: object) =>
    fetch(`${own.httpUrl}/api/v1/messages`, { method: "DELETE", body: body && JSON.stringify(body) });
  expect(await (await remove({ IDs: [newest!.ID] })).text()).toBe("ok");
  expect(await list()).toHaveLength(2);
  await remove();
  expect(await list()).toEqual([]);
  expect((await fetch(`${own.httpUrl}/api/v1/message/latest`)).status).toBe(404);
  sender.close();
  await own.close();
});

test("only the newest 500 mails are kept", async () => {
  const own = await startMailbox({ httpPort: 0, smtpPort: 0 });
  const sender = createTransport({ url: own.smtpUrl, pool: true } as object);
  await Promise.all(
    Array.from({ length: 503 }, () => sender.sendMail({ from: "x@y.z", to: "many@plinth.test", text: "x" })),
  );
  const { total } = (await (await fetch(`${own.httpUrl}/api/v1/messages`)).json()) as { total: number };
  expect(total).toBe(500);
  sender.close();
  await own.close();
});

test("any user and password may send", async () => {
  const { port } = new URL(mailbox.smtpUrl);
  const sender = createTransport({ host: "127.0.0.1", port: Number(port), auth: { user: "u", pass: "p" } });
  await sender.sendMail({ from: "x@y.z", to: "login@plinth.test", text: "x" });
  sender.close();
  expect(await search("to:login@plinth.test")).toHaveLength(1);
});

test("the page reads mails, and pages of other names cannot", async () => {
  const page = await fetch(mailbox.httpUrl);
  expect(page.headers.get("content-type")).toMatch(/text\/html/);
  expect(await page.text()).toContain("<title>Mailbox</title>");
  const { default: http } = await import("node:http");
  const rebound = await new Promise<number | undefined>((resolve) => {
    http.get(mailbox.httpUrl, { headers: { host: "evil.test" } }, (answer) => resolve(answer.statusCode));
  });
  expect(rebound).toBe(403);
});

test("a new mail is told to pages that are open", async () => {
  const stop = new AbortController();
  const stream = await fetch(`${mailbox.httpUrl}/changes`, { signal: stop.signal });
  const reader = stream.body!.getReader();
  const next = async () => new TextDecoder().decode((await reader.read()).value);
  expect(await next()).toContain("event: change");
  await send("live@plinth.test");
  expect(await next()).toContain("event: change");
  stop.abort();
});
