import { request } from "node:http";
import { beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { startAnotherServer } from "../support/another-server.ts";
import { type Answer, ApiClient } from "../support/api-client.ts";
import { EventStream } from "../support/event-stream.ts";
import { newPerson, newPost, type Person, stranger } from "../support/people.ts";
import { expectSecurityHeaders } from "../support/security-headers.ts";
import { newMedia } from "../support/uploads.ts";

let person: Person;
beforeAll(async () => {
  person = await newPerson();
});

const friend = { origin: "https://friend.example" };
const json = { accept: "application/json" };
const preflight = { ...friend, "access-control-request-method": "POST" };
const rsc = { rsc: "1", "next-router-state-tree": encodeURIComponent('["",{}]') };

/** What the router of a page asks for. The address holds a hash of the headers; Next.js tells the right one. */
async function askForPayload(client: ApiClient): Promise<Answer> {
  const { headers } = await client.get("/login?_rsc=1", { headers: rsc });
  const answer = await client.get(headers.get("location") ?? "", { headers: rsc });
  expect(answer.headers.get("content-type")).toContain("text/x-component");
  return answer;
}

/** One of the scripts that a page loads. */
async function scriptPath(client = stranger()): Promise<string> {
  const { body } = await client.get("/login");
  return /src="(\/_next\/static\/[^"]+\.js)/.exec(body)![1]!;
}

type Case = [what: string, status: number, ask: (client: ApiClient) => Promise<Answer>];

const pages: Case[] = [
  ["a page", 200, (client) => client.get("/login")],
  ["a page for HEAD", 200, (client) => client.send("HEAD", "/login")],
  ["a redirect from a page", 307, (client) => client.get("/settings")],
  ["the page for what is not there", 404, (client) => client.get("/nowhere/at/all")],
  ["a post that is not there", 404, (client) => client.get("/posts/no-such-post")],
  ["an RSC payload", 200, askForPayload],
  ["a rewritten address", 404, (client) => client.get("/@nobody-of-this-name")],
];

const data: Case[] = [
  ["JSON", 200, (client) => client.get("/api/health")],
  ["JSON for another site", 200, (client) => client.get("/api/posts", { headers: friend })],
  ["HEAD", 200, (client) => client.send("HEAD", "/api/health")],
  ["an answer without a body", 204, (client) => client.post("/api/auth/logout")],
  ["a redirect from the API", 303, (client) => client.get("/api/auth/callback?code=made-up")],
  ["a problem", 404, (client) => client.get("/api/posts/no-such-post")],
  ["an unknown address of the API", 404, (client) => client.get("/api/nowhere")],
  ["an unsupported method", 405, (client) => client.post("/api/health")],
  [
    "a foreign site's request",
    403,
    (client) => client.post("/api/posts", {}, { headers: { origin: "null" } }),
  ],
  ["invalid input", 422, (client) => client.get("/api/posts?limit=x")],
  ["options", 204, (client) => client.send("OPTIONS", "/api/posts")],
  ["a preflight", 204, (client) => client.send("OPTIONS", "/api/posts", { headers: preflight })],
  ["the API's description", 200, (client) => client.get("/api/openapi.json")],
  ["a script", 200, async (client) => client.get(await scriptPath())],
  ["a script that is not there", 404, (client) => client.get("/_next/static/chunks/none.js")],
  ["the icon", 200, (client) => client.get("/icon.svg")],
  ["the icon where browsers look for it", 200, (client) => client.get("/favicon.ico")],
  ["a malformed address", 400, (client) => client.get("/%E0%A4%A")],
  ["a malformed address of the API", 404, (client) => client.get("/api/posts/%E0%A4%A")],
  ["a page asked for by a method that it has not", 405, (client) => client.delete("/login")],
  [
    "a form from another site",
    403,
    (client) => client.post("/login", undefined, { raw: "", headers: friend }),
  ],
];

test.each(pages)("%s tells browsers what a page may do", async (_what, status, ask) => {
  const answer = await ask(stranger());
  expect(answer.status).toBe(status);
  expectSecurityHeaders(answer.headers, "page");
});

test.each(data)("%s is no page, and says so", async (_what, status, ask) => {
  const answer = await ask(stranger());
  expect(answer.status).toBe(status);
  expectSecurityHeaders(answer.headers, "data");
});

test("a script that the browser has already is 304, with the same headers", async () => {
  const path = await scriptPath();
  const { headers } = await stranger().get(path);
  const again = await stranger().get(path, {
    headers: { "if-none-match": headers.get("etag") ?? "", "cache-control": "max-age=0" },
  });
  expect(again.status).toBe(304);
  expectSecurityHeaders(again.headers, "data");
});

/** A form of a page as a browser without JavaScript sends it: with the fields that name its action. */
async function sendForm(client: ApiClient, path: string, fields: Record<string, string>): Promise<Answer> {
  const { body } = await client.get(path);
  const form = new FormData();
  for (const [, name = "", value = ""] of String(body).matchAll(
    /name="(\$ACTION[^"]*)"(?: value="([^"]*)")?/g,
  )) {
    form.set(name, value.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
  }
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return client.post(path, undefined, { raw: form, headers: { origin: inject("stack").siteUrl } });
}

test("the answer to a server action is a page, and one that leads elsewhere, too", async () => {
  const refused = await sendForm(stranger(), "/login", { email: "nobody@people.test", password: "wrong" });
  expect(refused.status).toBe(200);
  expectSecurityHeaders(refused.headers, "page");
  const accepted = await sendForm(stranger(), "/login", {
    email: person.email,
    password: "a-password-of-a-test",
  });
  expectSecurityHeaders(accepted.headers, "page");
});

test("every page has a nonce of its own, and its scripts have it", async () => {
  const nonces = new Set<string>();
  for (let n = 0; n < 3; n += 1) {
    const { headers, body } = await stranger().get("/login");
    const [, nonce = ""] = /'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "") ?? [];
    const scripts = [...String(body).matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.length).toBeGreaterThan(0);
    for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
});

test("no page has a style in it that the policy does not let through", async () => {
  for (const path of ["/", "/login", "/pricing", "/nowhere"]) {
    const { body } = await person.get(path);
    expect(String(body)).not.toMatch(/<style|\sstyle="/);
  }
});

test("an event stream has them before its first event", async () => {
  const stream = new EventStream("/api/events/stream?topics=posts");
  await stream.until(({ status }) => status === 200);
  expectSecurityHeaders(new Headers(stream.headers as Record<string, string>), "data");
  stream.close();
});

test("TRACE, which Next.js cannot speak of, has them as well", async () => {
  const { port } = new URL(inject("stack").siteUrl);
  const { promise, resolve, reject } = Promise.withResolvers<Record<string, string>>();
  request({ host: "127.0.0.1", port, path: "/api/health", method: "TRACE" }, (response) => {
    resolve(response.resume().headers as Record<string, string>);
  })
    .on("error", reject)
    .end();
  expectSecurityHeaders(new Headers(await promise), "data");
});

test("a picture may be shown by other sites", async () => {
  const media = await newMedia(person);
  await newPost(person, { content: `A picture: ![](/api/media/${media.id})` });
  const shown = await stranger().get(`/api/media/${media.id}`);
  expect(shown.status).toBe(302);
  expectSecurityHeaders(shown.headers, "picture");
  const described = await stranger().get(`/api/media/${media.id}`, { headers: json });
  expect(described.status).toBe(200);
  expectSecurityHeaders(described.headers, "picture");
});

test("a listed origin may read what limits and repeated requests come to, and ask once in two hours", async () => {
  const { headers } = await stranger().get("/api/posts", { headers: friend });
  const exposed = headers.get("access-control-expose-headers")?.split(", ") ?? [];
  expect(exposed).toEqual(
    expect.arrayContaining([
      "RateLimit",
      "RateLimit-Policy",
      "Retry-After",
      "Idempotency-Replayed",
      "X-Request-Id",
    ]),
  );
  const asked = await stranger().send("OPTIONS", "/api/posts", { headers: preflight });
  expect(asked.headers.get("access-control-max-age")).toBe("7200");
  expect(asked.headers.get("vary")).toMatch(/\bOrigin\b/);
  const refused = await stranger().send("OPTIONS", "/api/posts", {
    headers: { ...preflight, origin: "https://evil.example" },
  });
  expect(refused.headers.get("access-control-max-age")).toBeNull();
  expect(refused.headers.get("vary")).toMatch(/\bOrigin\b/);
});

test("over http nobody is told to come by https, and with an https address everybody is, whatever they get", async () => {
  const plain = await stranger().get("/api/health");
  expect(plain.headers.get("strict-transport-security")).toBeNull();
  const { siteUrl, stop } = await startAnotherServer({ SITE_URL: "https://site.example" });
  onTestFinished(stop);
  const client = new ApiClient(siteUrl);
  const script = await scriptPath(client);
  for (const path of [
    "/login",
    "/settings",
    "/api/health",
    "/api/nowhere",
    script,
    "/icon.svg",
    "/%E0%A4%A",
  ]) {
    const { headers } = await client.get(path);
    expect(headers.get("strict-transport-security"), path).toBe("max-age=63072000");
  }
});
