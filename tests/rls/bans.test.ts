import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { connect, openDatabase, type TestDatabase } from "./database.ts";
import { people, seedPeople, signedIn, signUp } from "./people.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  await seedPeople(db);
});

async function newPerson(role?: "admin" | "editor"): Promise<string> {
  const id = randomUUID();
  await signUp(db, id, { name: "Some Body" });
  if (role) await db.sql("insert into public.user_roles values ($1, $2)", [id, role]);
  return id;
}

const ban = (id: string, until: string) =>
  db.sql(`update auth.users set banned_until = ${until} where id = $1`, [id]);
const banOf = (id: string) =>
  db.sql(
    `select until > now() + interval '59 minutes' as "endsLater", until is null as "isForGood", reason, banned_by
      from private.bans where user_id = $1`,
    [id],
  );
const actionsOn = async (id: string) =>
  (
    await db.sql<{ action: string }>(
      "select action from public.audit_log where target_id = $1 and action ~ 'ban' order by id",
      [id],
    )
  ).map(({ action }) => action);

describe("a ban", () => {
  test("by whomever is known, is recorded, and ends the sessions", async () => {
    const [id, other] = [await newPerson(), await newPerson()];
    for (const user of [id, other]) {
      await db.sql("insert into auth.sessions (id, user_id) values ($1, $2)", [randomUUID(), user]);
    }
    await ban(id, "now() + interval '1 hour'");
    expect(await banOf(id)).toEqual([{ endsLater: true, isForGood: false, reason: "", banned_by: null }]);
    expect(await actionsOn(id)).toEqual(["account.banned"]);
    const sessions = await db.sql("select user_id from auth.sessions where user_id in ($1, $2)", [id, other]);
    expect(sessions).toEqual([{ user_id: other }]);
  });

  test("has the reason and the author that were announced", async () => {
    const id = await newPerson();
    await db.sql(
      "insert into private.announcements (action, target_id, trail) values ('account.banned', $1, $2)",
      [id, JSON.stringify({ actorId: people.admin, via: "cookie", metadata: { reason: "Spam" } })],
    );
    await ban(id, "'infinity'");
    expect(await banOf(id)).toMatchObject([{ isForGood: true, reason: "Spam", banned_by: people.admin }]);
    const [entry] = await db.sql("select actor_id, metadata from public.audit_log where target_id = $1", [
      id,
    ]);
    expect(entry).toEqual({ actor_id: people.admin, metadata: { reason: "Spam", until: null } });
  });

  test("that is lifted leaves nothing but its entries", async () => {
    const id = await newPerson();
    await ban(id, "now() + interval '1 hour'");
    await ban(id, "null");
    await ban(id, "null");
    expect(await banOf(id)).toEqual([]);
    expect(await actionsOn(id)).toEqual(["account.banned", "account.unbanned"]);
  });

  test("comes with an account that is made banned, and goes with the account", async () => {
    const id = randomUUID();
    await db.sql(
      "insert into auth.users (id, email, banned_until) values ($1, $2, now() + interval '2 hours')",
      [id, `${id}@example.test`],
    );
    expect(await banOf(id)).toHaveLength(1);
    await db.sql("delete from auth.users where id = $1", [id]);
    expect(await banOf(id)).toEqual([]);
  });

  test("takes the use of a role, until its time has passed", async () => {
    const rights = "select private.is_admin() as admin, private.is_editor() as editor";
    for (const [role, expected] of [
      ["admin", { admin: true, editor: true }],
      ["editor", { admin: false, editor: true }],
    ] as const) {
      const id = await newPerson(role);
      const now = async () => (await db.as(signedIn(id), (run) => run(rights))).rows[0];
      expect(await now()).toEqual(expected);
      await ban(id, "now() + interval '1 hour'");
      expect(await now()).toEqual({ admin: false, editor: false });
      await db.sql("update private.bans set until = now() - interval '1 second' where user_id = $1", [id]);
      expect(await now()).toEqual(expected);
    }
  });
});

describe("the last admin", () => {
  const lastAdmin = { code: "23001", constraint: "user_roles_last_admin" };

  let own: TestDatabase;
  beforeAll(async () => {
    own = await openDatabase();
  });

  /** These are all the admins that there are now. */
  async function withAdmins(count: number) {
    await own.sql("alter table public.user_roles disable trigger keep_an_admin_on_delete");
    await own.sql("delete from public.user_roles");
    await own.sql("alter table public.user_roles enable trigger keep_an_admin_on_delete");
    const ids = Array.from({ length: count }, () => randomUUID());
    for (const id of ids) {
      await signUp(own, id, { name: "Admin" });
      await own.sql("insert into public.user_roles values ($1, 'admin')", [id]);
    }
    return { ids, names: ids.map((id) => `'${id}'`) };
  }

  const removals = {
    "lose the role": (id: string) => `delete from public.user_roles where user_id = ${id}`,
    "have it changed": (id: string) =>
      `update public.user_roles set role = 'editor' where user_id = ${id} and role = 'admin'`,
    "be deleted": (id: string) => `delete from auth.users where id = ${id}`,
    "be banned": (id: string) => `update auth.users set banned_until = 'infinity' where id = ${id}`,
  };

  test.each(Object.entries(removals))("cannot %s", async (_, remove) => {
    const { ids, names } = await withAdmins(1);
    await expect(own.sql(remove(names[0]!))).rejects.toMatchObject(lastAdmin);
    const banned = randomUUID();
    await signUp(own, banned, { name: "Banned" });
    await own.sql("insert into public.user_roles values ($1, 'admin')", [banned]);
    await own.sql(removals["be banned"](`'${banned}'`));
    await expect(own.sql(remove(names[0]!)), "a banned one does not count").rejects.toMatchObject(lastAdmin);
    await own.sql("update auth.users set banned_until = null where id = $1", [banned]);
    await own.sql(remove(names[0]!));
    const left = await own.sql("select user_id from public.user_roles where role = 'admin'");
    expect(left.filter(({ user_id }) => user_id !== ids[0])).toEqual([{ user_id: banned }]);
  });

  test("is there also when all are taken away by one statement", async () => {
    await withAdmins(3);
    await expect(own.sql("delete from public.user_roles")).rejects.toMatchObject(lastAdmin);
    expect(await own.sql("select from public.user_roles")).toHaveLength(3);
  });

  const pairs = Object.keys(removals).flatMap((one) =>
    Object.keys(removals).map((other) => [one, other] as [keyof typeof removals, keyof typeof removals]),
  );

  test.each(pairs)("is one of two who at once are to %s and to %s", async (one, other) => {
    const { names } = await withAdmins(2);
    const [first, second] = [await connect(own.url), await connect(own.url)];
    try {
      await first.query("begin");
      await first.query(removals[one](names[0]!));
      const later = second.query(removals[other](names[1]!)).catch((error: unknown) => error);
      const isWaiting = async () =>
        (await own.sql("select from pg_locks where locktype = 'advisory' and not granted")).length > 0;
      await expect.poll(isWaiting).toBe(true);
      await first.query("commit");
      expect(await later).toMatchObject(lastAdmin);
    } finally {
      await first.end();
      await second.end();
    }
  });

  test("is left of twenty who all remove each other at once", async () => {
    const { names } = await withAdmins(20);
    const outcomes = await Promise.all(
      names.map(async (name) => {
        const client = await connect(own.url);
        const work = client.query(removals["lose the role"](name));
        return work.then(() => "gone", String).finally(() => client.end());
      }),
    );
    expect(outcomes.filter((outcome) => outcome === "gone")).toHaveLength(19);
    expect(await own.sql("select from public.user_roles where role = 'admin'")).toHaveLength(1);
  });
});
