import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { newPerson, newPost, type Person, sql } from "../support/people.ts";

let admin: Person;
beforeAll(async () => {
  admin = await newPerson({ role: "admin" });
});

type Row = { id: string; email: string; roles: string[]; createdAt: string };

async function ask(path: string, query: Record<string, string> = {}, as: Person = admin) {
  const { status, body } = await as.get(`${path}?${new URLSearchParams(query)}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const people = async (query: Record<string, string>) =>
  ((await ask("/api/admin/users", query)).data as Row[]).map(({ id }) => id);

/** Every page of a list, two rows at a time. */
async function allOf(path: string, query: Record<string, string>): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await ask(path, { ...query, limit: "2", ...(cursor && { cursor }) });
    ids.push(...page.data.map(({ id }: { id: string }) => id));
    cursor = page.pagination.nextCursor;
  }
  return ids;
}

describe("accounts", () => {
  test("are shown with what admins have to know of them", async () => {
    const person = await newPerson({ role: "editor" });
    const { body } = await admin.get(`/api/admin/users/${person.id}`);
    expect(body).toEqual({
      id: person.id,
      username: person.username,
      name: "Some Body",
      avatarUrl: null,
      email: person.email,
      emailConfirmed: true,
      roles: ["editor"],
      ban: null,
      createdAt: expect.any(String),
      lastSignInAt: expect.any(String),
    });
    expect((await ask("/api/admin/users", { q: person.email })).data).toEqual([body]);
  });

  test("are found by a part of a name, a user name or an address, whatever the case", async () => {
    const mark = randomUUID().slice(0, 8);
    const person = await newPerson({ name: `Perpetua ${mark} Quill` });
    expect(await people({ q: `PETUA ${mark}` })).toEqual([person.id]);
    expect(await people({ q: person.username.slice(2) })).toContain(person.id);
    expect(await people({ q: person.email.slice(3, 30) })).toEqual([person.id]);
    expect(await people({ q: `${mark}%` })).toEqual([]);
    expect(await people({ q: `_erpetua ${mark}` })).toEqual([]);
  });

  test("come newest first, in pages that leave nobody out", async () => {
    const name = `Page ${randomUUID()}`;
    const made = [];
    for (let n = 0; n < 5; n += 1) made.unshift((await newPerson({ name })).id);
    expect(await allOf("/api/admin/users", { q: name })).toEqual(made);
    await sql(
      `update public.profiles set created_at = (select max(created_at) from public.profiles where name = $1)
        where name = $1`,
      [name],
    );
    expect(await allOf("/api/admin/users", { q: name }), "made at the same moment").toEqual(
      made.toSorted().toReversed(),
    );
  });

  test("are filtered by role and by whether they are banned", async () => {
    const name = `Filter ${randomUUID()}`;
    const [plain, editor, banned] = [
      await newPerson({ name }),
      await newPerson({ name, role: "editor" }),
      await newPerson({ name, role: "admin" }),
    ];
    await admin.put(`/api/admin/users/${banned.id}/ban`, { reason: "Spam" });
    expect(await people({ q: name, role: "editor" })).toEqual([editor.id]);
    expect(await people({ q: name, role: "admin" })).toEqual([banned.id]);
    expect(await people({ q: name, banned: "true" })).toEqual([banned.id]);
    expect(await people({ q: name, banned: "false" })).toEqual([editor.id, plain.id]);
  });

  test.each(["role=owner", "banned=maybe", "cursor=made-up", "limit=101", "q=%00", `q=${"x".repeat(255)}`])(
    "are not listed by %s",
    async (query) => {
      expect(await admin.get(`/api/admin/users?${query}`)).toMatchObject({ status: 422 });
    },
  );

  test.each(["ada", "0a1b2c3d-0000-4000-8000-000000000000", "%00"])("there is none at %s", async (id) => {
    expect((await admin.get(`/api/admin/users/${id}`)).status).toBe(404);
  });
});

describe("a role", () => {
  test("is given and taken, and works at once", async () => {
    const person = await newPerson();
    const path = `/api/admin/users/${person.id}/roles/admin`;
    expect((await person.get("/api/admin/jobs")).status).toBe(403);
    expect(await admin.put(path)).toMatchObject({ status: 200, body: { id: person.id, roles: ["admin"] } });
    expect((await person.get("/api/admin/jobs")).status).toBe(200);
    expect((await admin.put(path)).body.roles).toEqual(["admin"]);
    expect((await admin.delete(path)).status).toBe(204);
    expect((await person.get("/api/admin/jobs")).status).toBe(403);
  });

  test("of admin is not taken from oneself; any other is", async () => {
    const own = `/api/admin/users/${admin.id}/roles`;
    expect(await admin.delete(`${own}/admin`)).toMatchObject({ status: 403, body: { code: "forbidden" } });
    expect((await admin.put(`${own}/editor`)).body.roles.toSorted()).toEqual(["admin", "editor"]);
    expect((await admin.delete(`${own}/editor`)).status).toBe(204);
  });

  test("is none that there is not, and nobody's who is not there", async () => {
    const person = await newPerson();
    const nobody = "0a1b2c3d-0000-4000-8000-000000000000";
    for (const path of [`${person.id}/roles/owner`, `${nobody}/roles/admin`, "ada/roles/admin"]) {
      expect((await admin.put(`/api/admin/users/${path}`)).status, path).toBe(404);
      expect((await admin.delete(`/api/admin/users/${path}`)).status, path).toBe(404);
    }
    expect((await admin.delete(`/api/admin/users/${person.id}/roles/editor`)).status).toBe(404);
  });
});

describe("posts", () => {
  test("of everybody are listed, drafts too, to admins and editors", async () => {
    const [author, editor] = [await newPerson(), await newPerson({ role: "editor" })];
    const drafted = await newPost(author, { status: "draft" });
    const published = await newPost(author, { visibility: "members" });
    const query = { author: author.id };
    for (const reader of [admin, editor]) {
      const { data } = await ask("/api/admin/posts", query, reader);
      expect(data.map(({ id }: { id: string }) => id)).toEqual([published.id, drafted.id]);
      expect(data[1]).toMatchObject({ status: "draft", author: { id: author.id } });
    }
    const ids = async (more: Record<string, string>) =>
      (await ask("/api/admin/posts", { ...query, ...more })).data.map(({ id }: { id: string }) => id);
    expect(await ids({ status: "draft" })).toEqual([drafted.id]);
    expect(await ids({ status: "published" })).toEqual([published.id]);
    expect(await ids({ visibility: "members" })).toEqual([published.id]);
  });

  test("come in pages that leave none out", async () => {
    const author = await newPerson();
    const made = [];
    for (let n = 0; n < 5; n += 1) {
      made.unshift((await newPost(author, { status: n % 2 ? "draft" : "published" })).id);
    }
    expect(await allOf("/api/admin/posts", { author: author.id })).toEqual(made);
  });
});

describe("orders", () => {
  const order = (id: string, user: string | null, status: string, minutes: number) =>
    sql(
      `insert into public.orders (id, user_id, stripe_customer_id, price_id, amount, currency, status, created_at)
        values ($1, $2, 'cus_orders', 'price_gone', 2500, 'eur', $3::public.order_status,
          now() - make_interval(mins => $4))`,
      [id, user, status, minutes],
    );

  test("of everybody are listed, with who bought, by status and buyer, in pages", async () => {
    const [buyer, other] = [await newPerson(), await newPerson()];
    const ids = Array.from({ length: 5 }, () => `cs_${randomUUID()}`);
    for (const [n, id] of ids.entries()) await order(id, buyer.id, n === 2 ? "refunded" : "paid", n);
    const [theirs, nobodys] = [`cs_${randomUUID()}`, `cs_${randomUUID()}`];
    await order(theirs, other.id, "paid", 9);
    await order(nobodys, null, "disputed", 0);
    expect(await allOf("/api/admin/orders", { user: buyer.id })).toEqual(ids);
    expect(await allOf("/api/admin/orders", { user: buyer.id, status: "refunded" })).toEqual([ids[2]]);
    const { data } = await ask("/api/admin/orders", { user: other.id });
    expect(data).toEqual([
      {
        id: theirs,
        priceId: "price_gone",
        name: null,
        quantity: 1,
        amount: 2500,
        amountRefunded: 0,
        currency: "eur",
        status: "paid",
        paidAt: null,
        createdAt: expect.any(String),
        user: { id: other.id, username: other.username, name: "Some Body", avatarUrl: null },
        stripeCustomerId: "cus_orders",
        stripePaymentIntentId: null,
      },
    ]);
    const disputed = await allOf("/api/admin/orders", { status: "disputed" });
    expect(disputed).toContain(nobodys);
    expect((await other.get("/api/orders")).body.data).toHaveLength(1);
  });

  test.each(["status=lost", "user=me", "cursor=made-up"])("are not listed by %s", async (query) => {
    expect((await admin.get(`/api/admin/orders?${query}`)).status).toBe(422);
  });
});
