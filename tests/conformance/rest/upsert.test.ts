import { afterAll, beforeAll, expect, test } from "vitest";
import { type Observatory, openObservatory } from "./observatory.ts";

let at: Observatory;
beforeAll(async () => {
  at = await openObservatory();
});
afterAll(() => at.close());

const count = async (table: string, where: string) =>
  Number((await at.sql(`select count(*) from public.${table} where ${where}`))[0]!.count);

test("an upsert merges by the primary key: 201 for a new row, 200 when all were there", async () => {
  const db = at.client();
  const fresh = await db.from("ledger").upsert({ code: "u1", amount: 1 }).select().single();
  expect([fresh.status, fresh.data]).toEqual([201, { code: "u1", amount: 1, remark: "none" }]);
  const again = await db.from("ledger").upsert({ code: "u1", amount: 2 }).select().single();
  expect([again.status, again.data]).toEqual([200, { code: "u1", amount: 2, remark: "none" }]);
  const mixed = await db
    .from("ledger")
    .upsert([
      { code: "u1", amount: 3 },
      { code: "u2", amount: 4 },
    ])
    .select("code");
  expect([mixed.status, mixed.data]).toEqual([201, [{ code: "u1" }, { code: "u2" }]]);
  const raw = await at.send("POST", "/ledger", {
    body: { code: "u1", amount: 5 },
    headers: { prefer: "resolution=merge-duplicates" },
  });
  expect([raw.status, raw.headers["preference-applied"]]).toEqual([200, "resolution=merge-duplicates"]);
});

test("an upsert may go by another unique key, or leave what is there", async () => {
  const db = at.client();
  await db.from("sites").insert({ slug: "up", height: 1 });
  const merged = await db
    .from("sites")
    .upsert({ slug: "up", height: 2 }, { onConflict: "slug" })
    .select("slug,height");
  expect([merged.status, merged.data]).toEqual([200, [{ slug: "up", height: 2 }]]);
  const ignored = await db
    .from("sites")
    .upsert({ slug: "up", height: 3 }, { onConflict: "slug", ignoreDuplicates: true })
    .select("height");
  expect([ignored.status, ignored.data]).toEqual([201, []]);
  expect(await count("sites", "slug = 'up' and height = 2")).toBe(1);
});

test("PUT puts one row in its place, named by its whole key", async () => {
  const path = "/ledger?code=eq.put";
  const created = await at.send("PUT", path, {
    body: { code: "put", amount: 1, remark: "x" },
    headers: { prefer: "return=representation" },
  });
  expect([created.status, created.json]).toEqual([201, [{ code: "put", amount: 1, remark: "x" }]]);
  const replaced = await at.send("PUT", path, {
    body: { code: "put", amount: 2, remark: "y" },
    headers: { prefer: "return=representation" },
  });
  expect([replaced.status, replaced.json]).toEqual([200, [{ code: "put", amount: 2, remark: "y" }]]);
  expect((await at.send("PUT", path, { body: { code: "put", amount: 3, remark: "z" } })).status).toBe(204);
  const codes = async (query: string, body: object) => {
    const { status, json } = await at.send("PUT", `/ledger?${query}`, { body });
    return [status, json?.code];
  };
  expect(await codes("code=eq.put", { code: "other", amount: 1 })).toEqual([400, "PGRST115"]);
  expect(await codes("code=gt.put", { code: "put", amount: 1 })).toEqual([405, "PGRST105"]);
  expect(await codes("amount=eq.1", { code: "put", amount: 1 })).toEqual([405, "PGRST105"]);
  expect(await codes("code=eq.put&limit=1", { code: "put", amount: 1 })).toEqual([400, "PGRST114"]);
  expect(await count("ledger", "code = 'other'")).toBe(0);
});
