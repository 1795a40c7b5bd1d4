import { expect, inject, test } from "vitest";
import { newPerson } from "./visitor.ts";

// What a browser without JavaScript does with a form, done by hand: these run where there is no browser.

const site = () => inject("stack").siteUrl;

function unescapeHtml(text: string): string {
  const entities: Record<string, string> = { amp: "&", quot: '"', lt: "<", gt: ">", "#x27": "'" };
  return text.replace(/&(amp|quot|lt|gt|#x27);/g, (_, name: string) => entities[name] ?? "");
}

/** The hidden fields of the page's form that has a field of this name. */
async function hiddenFields(path: string, field: string, cookie = ""): Promise<[string, string][]> {
  const html = await (await fetch(site() + path, { headers: { cookie } })).text();
  const form = html.split("<form").find((part) => part.includes(`name="${field}"`)) ?? "";
  const inputs = form.slice(0, form.indexOf("</form>")).match(/<input type="hidden"[^>]*>/g) ?? [];
  return inputs.map((tag) => {
    const read = (name: string) => unescapeHtml(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
    return [read("name"), read("value")];
  });
}

type Sending = { origin?: string; cookie?: string };

async function send(path: string, fields: Record<string, string>, { origin, cookie = "" }: Sending = {}) {
  const form = new FormData();
  const [lastField = ""] = Object.keys(fields).slice(-1);
  for (const [name, value] of await hiddenFields(path, lastField, cookie)) form.append(name, value);
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const headers = { origin: origin ?? new URL(site()).origin, cookie };
  return fetch(site() + path, { method: "POST", body: form, headers, redirect: "manual" });
}

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

test("a plain form registers, and another one signs in and leads on", async () => {
  const { name, email, password } = newPerson();
  const registered = await send("/register", { name, email, password });
  expect(registered.status).toBe(303);
  const settings = await fetch(`${site()}/settings`, { headers: { cookie: cookieOf(registered) } });
  expect(await settings.text()).toContain(`value="${name}"`);

  const signedIn = await send("/login?next=%2Fwrite", { email, password });
  expect(signedIn.status).toBe(303);
  expect(signedIn.headers.get("location")).toMatch(/\/write$/);
  for (const line of signedIn.headers.getSetCookie()) expect(line).toMatch(/httponly/i);
});

test("a refused form comes back with what was typed and every fault, and never with the password", async () => {
  const answer = await send("/register", { name: "I", email: "nowhere", password: "short" });
  const html = await answer.text();
  expect(answer.status).toBe(200);
  expect(html.match(/aria-invalid="true"/g)).toHaveLength(3);
  expect(html).toContain('value="nowhere"');
  expect(html).not.toContain('"short"');
});

test("a form sent by another site changes nothing", async () => {
  const { name, email, password } = newPerson();
  const cookie = cookieOf(await send("/register", { name, email, password }));
  const forged = { name: "Somebody else", username: "somebody_else", bio: "" };
  const answer = await send("/settings", forged, { cookie, origin: "https://evil.example" });
  expect(answer.status).not.toBe(303);
  const settings = await (await fetch(`${site()}/settings`, { headers: { cookie } })).text();
  expect(settings).toContain(`value="${name}"`);
  expect(settings).not.toContain("Somebody else");
});

test("a post is written, and what is shown of it is what was typed", async () => {
  const { name, email, password } = newPerson();
  const cookie = cookieOf(await send("/register", { name, email, password }));
  const title = `Ampersand & <b> ${crypto.randomUUID()}`;
  const post = { title, content: "One\r\nline & <i>another</i>.", visibility: "public", status: "published" };
  const answer = await send("/write", { ...post, excerpt: "" }, { cookie });
  expect(answer.status).toBe(303);
  const html = await (await fetch(new URL(answer.headers.get("location") ?? "", site()))).text();
  expect(unescapeHtml(html)).toContain(title);
  expect(html).toContain("line &amp; &lt;i&gt;another&lt;/i&gt;.</p>");
});
