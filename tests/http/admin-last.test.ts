import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ApiClient } from "../support/api-client.ts";
import { newEmail, password } from "../support/people.ts";
import { type SecondSite, startSecondSite } from "../support/second-site.ts";

// A site of its own, because on the one that all tests share there are many admins.

let site: SecondSite;
let database: Client;
beforeAll(async () => {
  site = await startSecondSite();
  database = new Client({ connectionString: site.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database?.end();
  await site?.stop();
});

async function newAdmin() {
  const client = new ApiClient(site.siteUrl);
  const account = { email: newEmail(), password, name: "An Admin" };
  const { status, body } = await client.post("/api/auth/register", account);
  expect(status, JSON.stringify(body)).toBe(201);
  const { id } = body.user as { id: string };
  await database.query("insert into public.user_roles values ($1, 'admin')", [id]);
  return { id, client };
}

const adminsLeft = async () =>
  (
    await database.query(
      "select user_id as id from public.user_roles where role = 'admin' and not private.is_banned(user_id)",
    )
  ).rows.map(({ id }) => id);

const stays = {
  status: 409,
  body: { code: "conflict", detail: "The last admin stays. Make somebody else an admin first." },
};

test("the last admin cannot leave, and can when there is another", async () => {
  const [one, other] = [await newAdmin(), await newAdmin()];
  expect((await one.client.delete(`/api/users/${other.id}`)).status).toBe(204);
  expect(await one.client.delete(`/api/users/${one.id}`)).toMatchObject(stays);
  expect(await adminsLeft()).toEqual([one.id]);
  const banned = await newAdmin();
  await one.client.put(`/api/admin/users/${banned.id}/ban`, { reason: "Not to be counted" });
  expect(await one.client.delete(`/api/users/${one.id}`)).toMatchObject(stays);
  const next = await newAdmin();
  expect((await one.client.delete(`/api/users/${one.id}`)).status).toBe(204);
  expect(await adminsLeft()).toEqual([next.id]);
  const { rows } = await database.query(
    "select actor_id, action from public.audit_log where target_id = $1 and action = 'account.deleted'",
    [one.id],
  );
  expect(rows, "the two refusals are no entries").toEqual([{ actor_id: one.id, action: "account.deleted" }]);
});

const removals = {
  "take the role from": (by: ApiClient, id: string) => by.delete(`/api/admin/users/${id}/roles/admin`),
  ban: (by: ApiClient, id: string) => by.put(`/api/admin/users/${id}/ban`, { reason: "Before you do" }),
  delete: (by: ApiClient, id: string) => by.delete(`/api/users/${id}`),
};

test.each(Object.entries(removals))(
  "of two admins who %s each other at once, one is left",
  async (_, remove) => {
    for (let round = 0; round < 5; round += 1) {
      await database.query("alter table public.user_roles disable trigger keep_an_admin_on_delete");
      await database.query("delete from public.user_roles");
      await database.query("alter table public.user_roles enable trigger keep_an_admin_on_delete");
      const [one, other] = [await newAdmin(), await newAdmin()];
      const answers = await Promise.all([remove(one.client, other.id), remove(other.client, one.id)]);
      expect(await adminsLeft(), JSON.stringify(answers.map(({ body }) => body))).toHaveLength(1);
      // Whoever is slower is told that they are the last, or find that they have no say any more.
      const refusals = answers.filter(({ status }) => status >= 400);
      expect(refusals).toHaveLength(1);
      expect([401, 403, 404, 409]).toContain(refusals[0]!.status);
    }
  },
);
