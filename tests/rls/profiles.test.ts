import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { connect, openDatabase, type TestDatabase } from "./database.ts";
import { anonymous, people, seedPeople, signedIn, signUp } from "./people.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  await seedPeople(db);
});

async function profileOf(said: unknown, email?: string): Promise<{ username: string; name: string }> {
  const id = randomUUID();
  await signUp(db, id, said, email);
  const [profile] = await db.sql<{ username: string; name: string }>(
    "select username, name from public.profiles where id = $1",
    [id],
  );
  return profile!;
}

describe("signing up", () => {
  test("gives the name and the username that were asked for", async () => {
    expect(await profileOf({ name: "Zoë Quill", username: "Quill" })).toEqual({
      name: "Zoë Quill",
      username: "quill",
    });
  });

  test("makes a username from the name when none was asked for", async () => {
    expect(await profileOf({ name: "Łukasz Ødegård-Müller" })).toEqual({
      name: "Łukasz Ødegård-Müller",
      username: "lukasz_odegard_muller",
    });
  });

  test("makes one from the name when the one asked for is taken, and adds to it when that is taken too", async () => {
    const said = { name: "Twice Taken", username: "taken_twice" };
    const usernames = [await profileOf(said), await profileOf(said), await profileOf(said)].map(
      (profile) => profile.username,
    );
    expect(usernames).toEqual([
      "taken_twice",
      "twice_taken",
      expect.stringMatching(/^twice_taken_[0-9a-f]{6}$/),
    ]);
  });

  test("does not make the address public when there is a name to go by", async () => {
    const profile = await profileOf({ name: "林さん" }, "very.private@example.test");
    expect(JSON.stringify(profile)).not.toMatch(/private/);
  });

  test.each<[string, unknown, string | RegExp]>([
    ["no metadata", undefined, /^\w/],
    ["metadata that is a list", ["name"], /^\w/],
    ["metadata that is null", null, /^\w/],
    ["a name of spaces", { name: "   " }, /^\w/],
    ["a name of invisible characters", { name: "\u200b\u2066\ufeff" }, /^\w/],
    ["a name of one letter", { name: "X" }, "X."],
    ["a name on two lines", { name: " Ada\n\tLovelace " }, "Ada Lovelace"],
    ["a name that turns the text around", { name: "Eve \u202Egnp.exe" }, "Eve gnp.exe"],
    ["a name of 5,000 characters", { name: "x".repeat(5000) }, "x".repeat(80)],
    ["a name that is a number", { name: 42 }, "42"],
    ["a name that is an object", { name: { first: "A" } }, '{"first": "A"}'],
    ["a name that is SQL", { name: "'); drop table profiles; --" }, "'); drop table profiles; --"],
    ["a name from a provider", { full_name: "From Elsewhere" }, "From Elsewhere"],
    ["a name of emoji", { name: "🪚🪵" }, "🪚🪵"],
    ["a username of two letters", { name: "Some One", username: "ab" }, "Some One"],
    ["a username that is not one", { name: "Some Two", username: "../../etc" }, "Some Two"],
  ])("is not refused for %s", async (_, said, name) => {
    const profile = await profileOf(said);
    expect(profile.username).toMatch(/^[a-z0-9_]{3,30}$/);
    if (typeof name === "string") expect(profile.name).toBe(name);
    else expect(profile.name).toMatch(name);
    expect([...profile.name].length).toBeGreaterThanOrEqual(2);
  });

  test("without an address or a name makes a reader", async () => {
    const id = randomUUID();
    await db.sql("insert into auth.users (id, is_anonymous) values ($1, true)", [id]);
    const [profile] = await db.sql("select name, username from public.profiles where id = $1", [id]);
    expect(profile).toEqual({ name: "Reader", username: expect.stringMatching(/^reader/) });
  });

  test("gives twenty people of one name, at the same moment, twenty usernames", async () => {
    const ids = Array.from({ length: 20 }, () => randomUUID());
    await Promise.all(ids.map(signUpAlone));
    const rows = await db.sql<{ username: string }>(
      "select username from public.profiles where id = any($1::uuid[])",
      [ids],
    );
    expect(new Set(rows.map((row) => row.username)).size).toBe(20);
  });

  test("twice for one account is refused and changes nothing", async () => {
    await expect(
      db.sql("select private.create_profile($1, 'a@b.c', '{}')", [people.owner]),
    ).rejects.toMatchObject({
      constraint: "profiles_pkey",
    });
  });
});

describe("a username", () => {
  test("is kept in lower case, so that Admin and admin are one", async () => {
    const outcome = await db.as(signedIn(people.owner), (run) =>
      run("update public.profiles set username = 'OTHER' where id = auth.uid()"),
    );
    expect(outcome).toMatchObject({ code: "23505" });
  });

  test.each(["ab", "a".repeat(31), "with space", "dash-ed", "ünïcode", ""])(
    "cannot be %j",
    async (username) => {
      const outcome = await db.as(signedIn(people.owner), (run) =>
        run("update public.profiles set username = $1 where id = auth.uid()", [username]),
      );
      expect(outcome).toMatchObject({ code: "23514" });
    },
  );
});

test.each([
  ["id", `'${people.other}'`],
  ["created_at", "now()"],
  ["updated_at", "now()"],
])("nobody can set %s of their own profile", async (column, value) => {
  const outcome = await db.as(signedIn(people.owner), (run) =>
    run(`update public.profiles set ${column} = ${value} where id = auth.uid()`),
  );
  expect(outcome.code).toBe("42501");
});

test("an account takes everything it wrote with it, and leaves other people's words", async () => {
  const [gone, post, foreign] = [randomUUID(), randomUUID(), randomUUID()];
  await signUp(db, gone, { name: "Soon Gone" });
  await db.sql(`insert into public.posts (id, author_id, title, status) values
    ('${post}', '${gone}', 'A post that goes', 'published'), ('${foreign}', '${people.owner}', 'A post that stays', 'published')`);
  await db.sql("insert into public.post_contents (post_id, content) values ($1, 'A text that goes.')", [
    post,
  ]);
  await db.sql(`insert into public.comments (post_id, author_id, body) values
    ('${post}', '${people.other}', 'on it'), ('${foreign}', '${gone}', 'by them'), ('${foreign}', '${people.other}', 'stays')`);
  await db.sql(`insert into public.reactions (post_id, user_id, kind) values
    ('${post}', '${people.other}', 'like'), ('${foreign}', '${gone}', 'like'), ('${foreign}', '${people.other}', 'love')`);
  await db.sql("insert into public.user_roles values ($1, 'editor')", [gone]);

  await db.sql("delete from auth.users where id = $1", [gone]);

  expect(await db.sql("select slug from public.posts where id = $1", [post])).toEqual([]);
  expect(
    await db.sql("select comment_count, reaction_count from public.posts where id = $1", [foreign]),
  ).toEqual([{ comment_count: 1, reaction_count: 1 }]);
  const left = await db.as(anonymous, (run) =>
    run("select body from public.comments where post_id = $1", [foreign]),
  );
  expect(left.rows).toEqual([{ body: "stays" }]);
});

/** Signs somebody up on a connection of their own. */
async function signUpAlone(id: string): Promise<void> {
  const client = await connect(db.url);
  await client
    .query("insert into auth.users (id, email, raw_user_meta_data) values ($1, $2, $3)", [
      id,
      `${id}@example.test`,
      JSON.stringify({ name: "Many Ofus" }),
    ])
    .finally(() => client.end());
}
