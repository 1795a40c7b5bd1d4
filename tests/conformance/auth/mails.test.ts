import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readAuthConfig } from "../../../local/auth/config.ts";
import { parseDuration } from "../../../local/auth/duration.ts";
import { compileTemplate } from "../../../local/auth/mails/go-template.ts";
import { createMailer } from "../../../local/auth/mails/mailer.ts";
import { plainText } from "../../../local/auth/mails/plain-text.ts";
import { globToRegExp } from "../../../local/auth/redirects.ts";
import { startMailbox } from "../../../local/mail/mailbox.ts";

const data = {
  SiteURL: "https://plinth.test",
  ConfirmationURL: "https://plinth.test/verify?token=a&type=b",
  Email: "ada@plinth.test",
  Token: "123456",
  TokenHash: "abc",
  RedirectTo: "https://plinth.test/next?a=1&b=2",
  Data: { name: "<b>Ada</b>", lang: "de", tags: ["x", "y"], count: 3 },
};

const html = (source: string) => compileTemplate(source, "html", "test")(data);

test.each([
  ["{{ .Token }}", "123456"],
  ["{{.Token}}", "123456"],
  ["a {{- .Token -}} b", "a123456b"],
  ["{{/* nothing */}}x", "x"],
  ["{{ .Data.name }}", "&lt;b&gt;Ada&lt;/b&gt;"],
  ["{{ .Data.missing.deeper }}", ""],
  ['{{ if eq .Data.lang "de" }}Hallo{{ else }}Hello{{ end }}', "Hallo"],
  ['{{ if eq .Data.lang "fr" }}a{{ else if eq .Data.lang "de" }}b{{ else }}c{{ end }}', "b"],
  ["{{ if and .Token (not .Data.missing) }}yes{{ end }}", "yes"],
  ["{{ with .Data.tags }}{{ range . }}[{{ . }}]{{ end }}{{ end }}", "[x][y]"],
  ['{{ or .Data.missing "there" }}', "there"],
  ['{{ index .Data "lang" }}', "de"],
  ['{{ printf "%s-%d" .Data.lang .Data.count }}', "de-3"],
  ["{{ len .Data.tags }}", "2"],
  ["{{ range .Data.tags }}{{ $.Token }}{{ end }}", "123456123456"],
  ['<a href="{{ .ConfirmationURL }}">', '<a href="https://plinth.test/verify?token=a&amp;type=b">'],
  [
    '<a href="{{ .SiteURL }}/x?next={{ .RedirectTo }}">',
    `<a href="https://plinth.test/x?next=${encodeURIComponent(data.RedirectTo)}">`,
  ],
  ["{{ .constructor }}{{ .Data.__proto__ }}", ""],
])("the template %s becomes %s", (source, expected) => {
  expect(html(source)).toBe(expected);
});

test("a link that begins with a script is not one", () => {
  const render = compileTemplate('<a href="{{ .Data.url }}">', "html", "test");
  expect(render({ Data: { url: "javascript:alert(1)" } })).toBe('<a href="#ZgotmplZ">');
});

test.each(["{{ .Token", "{{ if .Token }}", "{{ end }}", "{{ unknown .Token }}", "{{ }}"])(
  "the broken template %s is refused by name",
  (source) => {
    expect(() => compileTemplate(source, "html", "magic_link")).toThrow(/mail template magic_link/);
  },
);

test("a project's template is read from its file, with a text part made from it", async () => {
  const dir = await mkdtemp(join(tmpdir(), "plinth-mails-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await writeFile(
    join(dir, "invite.html"),
    '<h1>Hi {{ .Data.name }}</h1><p><a href="{{ .ConfirmationURL }}">Come in</a></p>',
  );
  const config = readAuthConfig({
    auth: {
      email: { template: { invite: { subject: "Hi {{ .Data.name }}", content_path: "./invite.html" } } },
    },
  });
  const mailbox = await startMailbox({ httpPort: 0, smtpPort: 0 });
  const mailer = await createMailer(config, mailbox.smtpUrl, dir);
  await mailer.send("invite", "ada@plinth.test", { ...data, Data: { name: "Ada\r\nBcc: x@y.z" } });
  const mail = (await (await fetch(`${mailbox.httpUrl}/api/v1/message/latest`)).json()) as Record<
    string,
    string
  >;
  mailer.close();
  await mailbox.close();
  expect(mail).toMatchObject({ Subject: "Hi Ada Bcc: x@y.z", Bcc: [] });
  expect(mail.Text).toContain("Come in (https://plinth.test/verify?token=a&type=b)");
});

test("a template whose file is missing stops the start with its name", async () => {
  const config = readAuthConfig({ auth: { email: { template: { recovery: { content_path: "no.html" } } } } });
  await expect(createMailer(config, "smtp://127.0.0.1:1", "/nowhere")).rejects.toThrow(/no\.html/);
});

test("plain text keeps words and links and leaves markup out", () => {
  expect(
    plainText('<style>p{}</style><p>One &amp; <b>two</b></p><p><a href="https://x.test">go</a></p>'),
  ).toBe("One & two\ngo (https://x.test)");
});

test.each([
  ["1s", 1000],
  ["1h30m", 5_400_000],
  ["0.5s", 500],
  ["0", 0],
  ["24", null],
  ["1 hour", null],
  ["", null],
])("the duration %j is %j milliseconds", (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each([
  ["https://*.example.com", "https://a.example.com", true],
  ["https://*.example.com", "https://a.b.example.com", false],
  ["https://example.com/*", "https://example.com/a", true],
  ["https://example.com/*", "https://example.com/a/b", false],
  ["https://example.com/**", "https://example.com/a/b.html", true],
  ["https://example.com/?", "https://example.com/a", true],
  ["https://{a,b}.test/", "https://b.test/", true],
  ["https://a.test/(x)", "https://a.test/(x)", true],
  ["https://a.test/", "https://aXtest/", false],
])("the pattern %s and %s: %s", (pattern, url, expected) => {
  expect(globToRegExp(pattern).test(url)).toBe(expected);
});

test("a wrong value in config.toml is named", () => {
  expect(() => readAuthConfig({ auth: { email: { max_frequency: "soon" } } })).toThrow(
    /auth\.email\.max_frequency/,
  );
  expect(readAuthConfig({})).toMatchObject({
    jwt_expiry: 3600,
    email: { otp_length: 6, max_frequency: 1000 },
  });
});
