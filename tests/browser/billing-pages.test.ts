import { expect, inject, test } from "vitest";
import type { ApiClient } from "../support/api-client.ts";
import { newPerson, newPost, sql, stranger } from "../support/people.ts";

// Facts about the pages that sell, without a browser.

/** What one gets who asks for a page as a browser or as Next.js's own client does, redirects followed. */
async function textOf(
  reader: ApiClient,
  path: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const cookie = [...reader.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await fetch(inject("stack").siteUrl + path, { headers: { ...headers, cookie } });
  expect(answer.status).toBe(200);
  return answer.text();
}

test("a post for members is a title, a summary and an offer to everybody else, in whatever form it is asked for", async () => {
  const secret = `The combination is ${crypto.randomUUID()}`;
  const author = await newPerson();
  const excerpt = "What it is about.";
  const post = await newPost(author, { visibility: "members", content: secret, excerpt });
  const path = `/posts/${post.slug}`;
  for (const reader of [stranger(), await newPerson()]) {
    for (const headers of [undefined, { rsc: "1" }]) {
      const text = await textOf(reader, path, headers);
      for (const part of [post.title, excerpt, "The rest of this is for members."]) {
        expect(text).toContain(part);
      }
      expect(text).not.toContain(secret);
    }
    expect(await textOf(reader, path, { rsc: "1", "next-router-prefetch": "1" })).not.toContain(secret);
  }
  expect(await textOf(author, path)).toContain(secret);
});

test("forms may lead to Stripe's pages and nowhere else", async () => {
  const { headers } = await stranger().get("/pricing");
  const policy = headers.get("content-security-policy") ?? "";
  const [, targets] = /form-action ([^;]*)/.exec(policy) ?? [];
  const { origin } = new URL(inject("stack").stripeUrl);
  expect(targets?.split(" ")).toEqual([
    "'self'",
    "https://checkout.stripe.com",
    "https://billing.stripe.com",
    origin,
  ]);
});

test.each([
  "/settings/billing",
  "/admin/stripe-events?state=dead",
  "/checkout/return?session_id=cs_1&next=%2F",
])("a signed-out visitor of %s is sent to sign in and comes back", async (path) => {
  const { status, headers } = await stranger().get(path);
  expect(status).toBe(307);
  const target = new URL(headers.get("location") ?? "", inject("stack").siteUrl);
  expect(target.pathname).toBe("/login");
  expect(target.searchParams.get("next")).toBe(path);
});

test("the list of Stripe's events does not exist but for admins", async () => {
  const reader = await newPerson();
  const editor = await newPerson({ role: "editor" });
  const admin = await newPerson({ role: "admin" });
  for (const person of [reader, editor]) {
    const { status, body } = await person.get("/admin/stripe-events");
    expect(status).toBe(404);
    expect(body).not.toContain("Stripe events");
  }
  expect((await admin.get("/admin/stripe-events")).status).toBe(200);
});

/** Gives the ledger dead letters of this test's own, and takes them out again. */
async function withDeadLetters(count: number, run: (ids: string[]) => Promise<void>): Promise<void> {
  const ids = Array.from({ length: count }, () => `evt_${crypto.randomUUID().replaceAll("-", "")}`);
  await sql(
    `insert into private.stripe_events (id, type, object_id, livemode, payload, state, attempts, last_error, created)
      select id, 'payout.created', 'po_1', false, '{}', 'dead', 10, 'The <b>reason</b>', now()
      from unnest($1::text[]) as id`,
    [ids],
  );
  await run(ids).finally(() => sql("delete from private.stripe_events where id = any($1)", [ids]));
}

test("admins find events by their state, with what went wrong, and page through them", async () => {
  const admin = await newPerson({ role: "admin" });
  await withDeadLetters(30, async (ids) => {
    const seen: string[] = [];
    let next: string | undefined = "/admin/stripe-events?state=dead";
    while (next !== undefined) {
      const html: string = (await admin.get(next)).body;
      expect(html).toContain("The &lt;b&gt;reason&lt;/b&gt;");
      seen.push(...ids.filter((id) => html.includes(`value="${id}"`)));
      next = /rel="next"[^>]*href="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect((await admin.get("/admin/stripe-events?state=ignored")).body).not.toContain(ids[0]);
  });
});

test.each(["cs_test_nobody", "", "x".repeat(300), "a\u0000b", "../../etc"])(
  "coming back with the checkout %j, which is not one's own, is not found",
  async (session) => {
    const reader = await newPerson();
    const { status } = await reader.get(`/checkout/return?session_id=${encodeURIComponent(session)}`);
    expect(status).toBe(404);
  },
);

test.each(["?price=price_of_nobody", "?next=//evil.example", "?price=a&price=b", "?next=%00"])(
  "/pricing%s is the plain page",
  async (query) => {
    const { status, body } = await stranger().get(`/pricing${query}`);
    expect(status).toBe(200);
    expect(body).not.toMatch(/value="(?:https?:)?\/\/evil/);
  },
);
