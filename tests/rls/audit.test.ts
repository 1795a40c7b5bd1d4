import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { openDatabase, type TestDatabase } from "./database.ts";
import { people, posts, seedPeople, seedPosts, service, signedIn, signUp } from "./people.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  await seedPeople(db);
  await seedPosts(db);
});

const trail = {
  actorId: people.admin,
  via: "cookie",
  ip: "203.0.113.9",
  requestId: "a-request",
  metadata: { reason: "Spam" },
};

const announce = (action: string, targetId: string, said: object = trail, age = "0 s") =>
  db.sql(
    `insert into private.announcements (action, target_id, trail, announced_at)
      values ($1, $2, $3, now() - $4::interval)`,
    [action, targetId, JSON.stringify(said), age],
  );

type Entry = { actor_id: string | null; via: string; ip: string | null; metadata: object };

/** What the log says about a target, the oldest first. */
const entriesOf = (targetId: string) =>
  db.sql<Entry & { action: string }>(
    `select action, actor_id, via, host(ip) as ip, request_id, metadata from public.audit_log
      where target_id = $1 order by id`,
    [targetId],
  );

const waiting = async (targetId: string) =>
  (await db.sql("select from private.announcements where target_id = $1", [targetId])).length;

let n = 0;
/** Somebody of whom the log says nothing yet. */
async function newPerson(): Promise<string> {
  const id = randomUUID();
  n += 1;
  await signUp(db, id, { name: "Some Body", username: `somebody_${n}` });
  return id;
}

const outside = { actor_id: null, via: "outside", ip: null, request_id: null };
const announced = { actor_id: people.admin, via: "cookie", ip: "203.0.113.9", request_id: "a-request" };

describe("nobody changes the log:", () => {
  const changes = [
    "update public.audit_log set actor_id = null",
    "update public.audit_log set actor_id = null where false",
    "delete from public.audit_log",
    "truncate public.audit_log",
  ];

  test.each(changes)("the service cannot %s", async (statement) => {
    expect(await db.as(service, (run) => run(statement))).toMatchObject({ code: "42501" });
  });

  test.each(changes)("the owner cannot %s, not even with the rights", async (statement) => {
    const [owner] = await db.sql(
      "select tableowner as name from pg_tables where schemaname = 'public' and tablename = 'audit_log'",
    );
    expect(owner).toEqual({ name: "postgres" });
    await expect(db.sql(statement)).rejects.toMatchObject({ code: "42501", message: /^permission denied/ });
    const grant = "grant update, delete, truncate on public.audit_log to postgres";
    await expect(db.sql(`begin; ${grant}; ${statement}; commit`)).rejects.toMatchObject({
      code: "42501",
      message: "the audit log only grows",
    });
    await db.sql("rollback");
  });

  test.each(changes)("the superuser cannot %s, nor as a replica", async (statement) => {
    const database = new URL(db.url).pathname;
    const superuser = new Client(inject("maintenanceUrl").replace(/\/template1$/, database));
    await superuser.connect();
    try {
      for (const role of ["origin", "replica"]) {
        await superuser.query(`set session_replication_role = ${role}`);
        await expect(superuser.query(statement)).rejects.toMatchObject({
          message: "the audit log only grows",
        });
      }
    } finally {
      await superuser.end();
    }
  });
});

test("an entry is of a known kind and bounded", async () => {
  const insert = (columns: object) =>
    db.sql(
      `insert into public.audit_log (via, action, target_type, target_id, metadata, request_id)
        select via, action, target_type, target_id, metadata, request_id
        from jsonb_populate_record(null::public.audit_log, $1)`,
      [
        JSON.stringify({
          via: "cookie",
          action: "job.retried",
          target_type: "job",
          target_id: "1",
          metadata: {},
          ...columns,
        }),
      ],
    );
  await insert({});
  for (const [columns, constraint] of [
    [{ via: "magic" }, "audit_log_via_known"],
    [{ action: "post.liked" }, "audit_log_action_known"],
    [{ target_type: "thing" }, "audit_log_target_type_known"],
    [{ target_id: "" }, "audit_log_target_id_length"],
    [{ metadata: [] }, "audit_log_metadata_bounded"],
    [{ metadata: { text: "x".repeat(4096) } }, "audit_log_metadata_bounded"],
    [{ request_id: "x".repeat(129) }, "audit_log_request_id_length"],
  ] as const) {
    await expect(insert(columns), constraint).rejects.toMatchObject({ code: "23514", constraint });
  }
});

describe("a role", () => {
  test("that is given or taken at the database is recorded as such", async () => {
    const id = await newPerson();
    await db.sql("insert into public.user_roles values ($1, 'editor')", [id]);
    await db.sql("update public.user_roles set role = 'admin' where user_id = $1", [id]);
    await db.sql("delete from public.user_roles where user_id = $1", [id]);
    expect(await entriesOf(id)).toEqual([
      { ...outside, action: "role.granted", metadata: { role: "editor" } },
      { ...outside, action: "role.revoked", metadata: { role: "editor" } },
      { ...outside, action: "role.granted", metadata: { role: "admin" } },
      { ...outside, action: "role.revoked", metadata: { role: "admin" } },
    ]);
  });

  test("is recorded with the cause that was announced for it, once", async () => {
    const id = await newPerson();
    await announce("role.granted", id, { ...trail, metadata: {} });
    await db.sql("insert into public.user_roles values ($1, 'editor'), ($1, 'admin')", [id]);
    expect(await entriesOf(id)).toEqual([
      { ...announced, action: "role.granted", metadata: { role: "editor" } },
      { ...outside, action: "role.granted", metadata: { role: "admin" } },
    ]);
    expect(await waiting(id)).toBe(0);
  });

  test("is not recorded with a cause of something else, of somebody else, or of long ago", async () => {
    const [id, other] = [await newPerson(), await newPerson()];
    await announce("role.revoked", id);
    await announce("role.granted", other);
    await announce("role.granted", id, trail, "61 s");
    await db.sql("insert into public.user_roles values ($1, 'editor')", [id]);
    expect(await entriesOf(id)).toMatchObject([outside]);
    expect(await waiting(id)).toBe(2);
  });
});

describe("an account", () => {
  test("that somebody makes for themselves is no entry, one that was announced is", async () => {
    expect(await entriesOf(await newPerson())).toEqual([]);
    const id = randomUUID();
    await announce("account.created", id, { ...trail, metadata: {} });
    await signUp(db, id, { name: "Made" });
    expect(await entriesOf(id)).toEqual([{ ...announced, action: "account.created", metadata: {} }]);
  });

  test("leaves one entry behind, with its name, and none for what goes with it", async () => {
    const id = await newPerson();
    await db.sql("insert into public.user_roles values ($1, 'editor')", [id]);
    await db.sql("insert into public.posts (title, author_id) values ('A post of somebody''s', $1)", [id]);
    const before = await entriesOf(id);
    await db.sql("delete from auth.users where id = $1", [id]);
    expect((await entriesOf(id)).slice(before.length)).toEqual([
      { ...outside, action: "account.deleted", metadata: { username: `somebody_${n}` } },
    ]);
    expect(await db.sql("select from public.audit_log where metadata ->> 'authorId' = $1", [id])).toEqual([]);
  });
});

describe("a post", () => {
  const remove = (id: string) => `delete from public.posts where id = '${id}'`;

  test("that an admin deletes is recorded, from wherever the admin does it", async () => {
    await db.commitAs(signedIn(people.admin), remove(posts.authorsDraft));
    expect(await entriesOf(posts.authorsDraft)).toEqual([
      {
        ...outside,
        actor_id: people.admin,
        action: "post.deleted",
        metadata: { authorId: people.author, slug: "authorsdraft", status: "draft" },
      },
    ]);
    await announce("post.deleted", posts.authorsPublic);
    await db.commitAs(signedIn(people.admin), remove(posts.authorsPublic));
    expect(await entriesOf(posts.authorsPublic)).toMatchObject([announced]);
  });

  test("that its author deletes is the author's affair", async () => {
    await db.commitAs(signedIn(people.owner), remove(posts.ownersPublic));
    expect(await entriesOf(posts.ownersPublic)).toEqual([]);
  });
});

test("what is rolled back is not recorded, and its cause waits on", async () => {
  const id = await newPerson();
  await announce("role.granted", id);
  await db.sql("begin");
  await db.sql("insert into public.user_roles values ($1, 'editor')", [id]);
  expect(await entriesOf(id)).toHaveLength(1);
  await db.sql("rollback");
  expect(await entriesOf(id)).toEqual([]);
  expect(await waiting(id)).toBe(1);
});
