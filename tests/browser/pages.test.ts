import { expect, inject, test } from "vitest";

// Facts about pages that need no browser: what is sent, and to whom.

const get = (path: string, headers: HeadersInit = {}) =>
  fetch(inject("stack").siteUrl + path, { redirect: "manual", headers });

function policyOf(response: Response): Map<string, string> {
  const policy = response.headers.get("content-security-policy") ?? "";
  return new Map(
    policy.split(";").map((directive) => {
      const [name = "", ...values] = directive.trim().split(" ");
      return [name, values.join(" ")];
    }),
  );
}

test("every page allows its own scripts by a nonce of its own, and none in line", async () => {
  const nonces = new Set<string>();
  for (const path of ["/", "/login", "/search", "/no-such-page"]) {
    const response = await get(path);
    const scripts = policyOf(response).get("script-src") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? "";
    expect(scripts).not.toMatch(/unsafe/);
    nonces.add(nonce);
    for (const [tag] of (await response.text()).matchAll(/<script[^>]*>/g)) {
      expect(tag).toContain(`nonce="${nonce}"`);
    }
  }
  expect(nonces.size).toBe(4);
});

test("no page can be framed, sniffed or given a base", async () => {
  const response = await get("/");
  const policy = policyOf(response);
  expect(policy.get("frame-ancestors")).toBe("'none'");
  expect(policy.get("base-uri")).toBe("'none'");
  expect(policy.get("object-src")).toBe("'none'");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("x-powered-by")).toBeNull();
});

test.each(["/write", "/settings", "/settings/security", "/write/00000000-0000-4000-8000-000000000000?a=b"])(
  "a signed-out visitor of %s is sent to sign in and comes back",
  async (path) => {
    const response = await get(path);
    expect(response.status).toBe(307);
    const target = new URL(response.headers.get("location") ?? "", inject("stack").siteUrl);
    expect(target.pathname).toBe("/login");
    expect(target.searchParams.get("next")).toBe(path);
  },
);

test.each(["not-a-session", "base64-e30", "base64-%00"])(
  "the session cookie %j is nobody's, and no failure",
  async (value) => {
    const headers = { cookie: `plinth-session=${value}` };
    expect((await get("/", headers)).status).toBe(200);
    expect((await get("/settings", headers)).status).toBe(307);
  },
);

test.each(["//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)"])(
  "the sign-in page does not take %j for a place to go to",
  async (next) => {
    const html = await (await get(`/login?next=${encodeURIComponent(next)}`)).text();
    expect(html).toMatch(/<input type="hidden" name="next" value="\/(?:evil\.example)?"/);
    expect(html).not.toMatch(/(?:href|action|value)="(?:https?:)?\/\/evil/);
  },
);

test.each([
  "/posts/no-such-post",
  "/posts/%00",
  "/posts/..%2f..%2fetc",
  "/@nobody_at_all",
  "/@%20",
  "/no-such-page",
  "/?cursor=garbage",
  `/search?q=${encodeURIComponent("a\u0000b")}`,
])("%s is not found, and nothing worse", async (path) => {
  expect((await get(path)).status).toBe(404);
});

test.each([
  ["/posts/%ff", 400],
  ["/@%ff", 400],
  ["/api/posts/%ff", 404],
  ["/api/posts/caf%C3%A9", 404],
])("the malformed or unheard-of address %s is answered with %i, not with a failure", async (path, status) => {
  expect((await get(path)).status).toBe(status);
});

test("the front page leads through all older posts without repeating one", async () => {
  const seen: string[] = [];
  let next: string | undefined = "/";
  for (let page = 0; next !== undefined && page < 20; page++) {
    const html: string = await (await get(next)).text();
    const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
    seen.push(...[...main.matchAll(/href="(\/posts\/[^"#?]+)"/g)].map(([, path]) => path ?? ""));
    next = /rel="next"[^>]*href="([^"]+)"/.exec(main)?.[1];
  }
  expect(next).toBeUndefined();
  expect(seen.length).toBeGreaterThan(20);
  expect(new Set(seen).size).toBe(seen.length);
});
