import { beforeAll, describe, expect, test } from "vitest";
import type { Entry } from "../support/audit.ts";
import { newPerson, type Person, signIn } from "../support/people.ts";

let admin: Person;
beforeAll(async () => {
  admin = await newPerson({ role: "admin" });
});

describe("the list", () => {
  test("comes in pages, newest first, and says where it goes on", async () => {
    const person = await newPerson();
    for (let n = 0; n < 4; n += 1) await signIn(person);
    const path = `/api/admin/audit?target=${person.id}&limit=2`;
    const seen: Entry[] = [];
    let cursor = "";
    for (let page = 0; page < 3; page += 1) {
      const { body, headers } = await admin.get(`${path}${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.data);
      expect(body.pagination).toMatchObject({ limit: 2, hasMore: page < 2 });
      if (page < 2) expect(headers.get("link")).toContain('rel="next"');
      cursor = body.pagination.nextCursor ?? "";
    }
    const ids = seen.map(({ id }) => Number(id));
    expect(ids).toHaveLength(5);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(new Set(ids).size).toBe(5);
  });

  test("is filtered by actor, action, target and time", async () => {
    const [one, other] = [await newPerson(), await newPerson()];
    const ask = async (query: Record<string, string>) => {
      const { status, body } = await admin.get(`/api/admin/audit?${new URLSearchParams(query)}`);
      expect(status, JSON.stringify(body)).toBe(200);
      return body.data as Entry[];
    };
    await one.post("/api/auth/logout", { scope: "others" });
    const [ended, begun] = await ask({ actor: one.id });
    expect([ended!.action, begun!.action]).toEqual(["account.sessions_ended", "account.signed_in"]);
    expect(await ask({ actor: one.username })).toEqual([ended, begun]);
    expect(await ask({ actor: one.id, action: "account.signed_in" })).toEqual([begun]);
    expect(await ask({ actor: one.id, target: other.id })).toEqual([]);
    expect(await ask({ actor: one.id, since: ended!.createdAt })).toEqual([ended]);
    expect(await ask({ actor: one.id, until: ended!.createdAt })).toEqual([begun]);
    expect(await ask({ actor: "nobody_of_that_name" })).toEqual([]);
  });

  test.each([
    "action=post.liked",
    "actor=a",
    "since=yesterday",
    "since=2026-01-01",
    "cursor=made-up",
    "limit=0",
    `target=${"x".repeat(256)}`,
    "target=%00",
  ])("does not take %s", async (query) => {
    expect(await admin.get(`/api/admin/audit?${query}`)).toMatchObject({
      status: 422,
      body: { code: "validation_failed" },
    });
  });
});
