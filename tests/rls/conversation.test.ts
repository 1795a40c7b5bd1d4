import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type TestDatabase } from "./database.ts";
import { anonymous, people, posts, seedPeople, seedPosts, service, signedIn } from "./people.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  await seedPeople(db);
  await seedPosts(db);
});

const owner = signedIn(people.owner);
const other = signedIn(people.other);
const post = posts.authorsPublic;

/** SQL for a comment of the owner's, `age` old. */
const comment = (id: string, age = "0 minutes", on: string = post) =>
  `insert into public.comments (id, post_id, author_id, body, created_at)
   values ('${id}', '${on}', '${people.owner}', 'First words', now() - interval '${age}');`;

async function counts(id: string) {
  const [row] = await db.sql("select comment_count, reaction_count from public.posts where id = $1", [id]);
  return row;
}

/** A published post of its own for a test that commits. */
async function freshPost(): Promise<string> {
  const id = randomUUID();
  await db.sql(
    "insert into public.posts (id, author_id, title, status) values ($1, $2, 'A fresh post', 'published')",
    [id, people.author],
  );
  await db.sql("insert into public.post_contents (post_id, content) values ($1, 'A text of some length.')", [
    id,
  ]);
  return id;
}

describe("a comment", () => {
  const edit = (id: string) => `update public.comments set body = 'Second thoughts' where id = '${id}'`;

  test.each([
    ["0 minutes", 1],
    ["14 minutes 59 seconds", 1],
    ["15 minutes", 0],
    ["1 day", 0],
  ])("that is %s old can be changed by its owner: %i row", async (age, count) => {
    const id = randomUUID();
    expect(await db.as(owner, (run) => run(edit(id)), comment(id, age))).toMatchObject({ count });
  });

  test.each([
    ["author_id", `'${people.other}'`],
    ["post_id", `'${posts.ownersPublic}'`],
    ["parent_id", "null"],
    ["created_at", "now() + interval '1 year'"],
    ["updated_at", "now()"],
  ])("keeps its %s, which its owner cannot set", async (column, value) => {
    const id = randomUUID();
    const outcome = await db.as(
      owner,
      (run) => run(`update public.comments set ${column} = ${value} where id = '${id}'`),
      comment(id),
    );
    expect(outcome.code).toBe("42501");
  });

  test("cannot be written in another's name or in the past", async () => {
    const insert = (column: string, value: string) =>
      `insert into public.comments (post_id, body, ${column}) values ('${post}', 'Words', ${value})`;
    const outcomes = await db.as(other, async (run) => [
      await run(insert("author_id", `'${people.owner}'`)),
      await run(insert("created_at", "now() - interval '1 hour'")),
    ]);
    expect(outcomes.map(({ code }) => code)).toEqual(["42501", "42501"]);
  });

  test("can be deleted by the author of the post", async () => {
    const id = randomUUID();
    const remove = `delete from public.comments where id = '${id}'`;
    expect(await db.as(signedIn(people.author), (run) => run(remove), comment(id))).toMatchObject({
      count: 1,
    });
  });

  test.each(["", " \n\t ", "x".repeat(2001)])("cannot say %j", async (body) => {
    const insert = "insert into public.comments (post_id, body) values ($1, $2)";
    expect(await db.as(other, (run) => run(insert, [post, body]))).toMatchObject({ code: "23514" });
  });

  test("below a draft is refused just as below a post that does not exist", async () => {
    const insert = "insert into public.comments (post_id, body) values ($1, 'Are you there?')";
    const outcomes = await db.as(other, async (run) => [
      await run(insert, [posts.ownersDraft]),
      await run(insert, [randomUUID()]),
    ]);
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(outcomes[0]?.code).toBe("42501");
  });
});

describe("an answer", () => {
  const answer = "insert into public.comments (post_id, parent_id, body) values ($1, $2, 'An answer')";

  test("is given on the same post", async () => {
    const [id, elsewhere] = [randomUUID(), randomUUID()];
    const outcomes = await db.as(
      other,
      async (run) => [
        await run(answer, [post, id]),
        await run(answer, [post, elsewhere]),
        await run(answer, [post, randomUUID()]),
      ],
      comment(id) + comment(elsewhere, "0 minutes", posts.ownersDraft),
    );
    expect(outcomes.map(({ code, count }) => code ?? count)).toEqual([1, "23503", "23503"]);
  });

  test("outlives what it answers, and is not marked as changed", async () => {
    const id = randomUUID();
    const rows = await db.as(
      owner,
      async (run) => {
        await run(`delete from public.comments where id = '${id}'`);
        return (
          await run(
            `select parent_id, body, updated_at = created_at as untouched from public.comments where body = 'Kept'`,
          )
        ).rows;
      },
      `${comment(id)} insert into public.comments (post_id, parent_id, author_id, body, created_at, updated_at)
       values ('${post}', '${id}', '${people.other}', 'Kept', '2026-01-01', '2026-01-01')`,
    );
    expect(rows).toEqual([{ parent_id: null, body: "Kept", untouched: true }]);
  });
});

describe("a reaction", () => {
  const upsert = `insert into public.reactions (post_id, kind) values ($1, $2)
    on conflict (post_id, user_id) do update set post_id = excluded.post_id, kind = excluded.kind`;

  test("is one per person and post, and can be changed as an upsert does it", async () => {
    const { rows } = await db.as(other, async (run) => {
      await run(upsert, [post, "like"]);
      await run(upsert, [post, "insightful"]);
      return run(
        "select kind, (select reaction_count from public.posts where id = post_id) from public.reactions where user_id = auth.uid()",
      );
    });
    expect(rows).toEqual([{ kind: "insightful", reaction_count: 1 }]);
  });

  test("cannot be moved to another post, nor given in another's name", async () => {
    const outcomes = await db.as(other, async (run) => {
      await run(upsert, [post, "like"]);
      return [
        await run("update public.reactions set post_id = $1 where user_id = auth.uid()", [
          posts.ownersPublic,
        ]),
        await run("insert into public.reactions (post_id, user_id, kind) values ($1, $2, 'like')", [
          post,
          people.owner,
        ]),
        await run("update public.reactions set user_id = $1", [people.owner]),
      ];
    });
    expect(outcomes.map(({ code }) => code)).toEqual(["23514", "42501", "42501"]);
  });

  test("to a draft is refused just as to a post that does not exist", async () => {
    const outcomes = await db.as(other, async (run) => [
      await run(upsert, [posts.ownersDraft, "like"]),
      await run(upsert, [randomUUID(), "like"]),
    ]);
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(outcomes[0]?.code).toBe("42501");
  });

  test("is counted by kind, for whoever can see the post", async () => {
    const scene = `insert into public.reactions (post_id, user_id, kind) values
      ('${posts.ownersDraft}', '${people.owner}', 'love'), ('${posts.ownersDraft}', '${people.editor}', 'love'),
      ('${posts.ownersDraft}', '${people.admin}', 'funny')`;
    const count = (session: typeof owner) =>
      db.as(session, (run) => run("select * from public.reaction_counts($1)", [posts.ownersDraft]), scene);
    expect((await count(owner)).rows).toEqual([
      { kind: "love", count: "2", mine: true },
      { kind: "funny", count: "1", mine: false },
    ]);
    expect((await count(other)).rows).toEqual([]);
    expect((await count(anonymous)).rows).toEqual([]);
  });
});

describe("the counts of a post", () => {
  test("lose nothing in thirty writes at the same moment", async () => {
    const id = await freshPost();
    const everyone = Object.values(people);
    const writes = everyone.flatMap((person) => [
      ...Array.from({ length: 4 }, () =>
        db.commitAs(signedIn(person), "insert into public.comments (post_id, body) values ($1, 'At once')", [
          id,
        ]),
      ),
      db.commitAs(signedIn(person), "insert into public.reactions (post_id, kind) values ($1, 'like')", [id]),
    ]);
    const outcomes = await Promise.all(writes);
    expect(outcomes.filter(({ code }) => code)).toEqual([]);
    expect(await counts(id)).toEqual({ comment_count: 24, reaction_count: 6 });

    await Promise.all(
      everyone.map((person) =>
        db.commitAs(signedIn(person), "delete from public.comments where author_id = auth.uid()"),
      ),
    );
    expect(await counts(id)).toEqual({ comment_count: 0, reaction_count: 6 });
  });

  test("stay true when statements touch the same posts in opposite orders", async () => {
    const [a, b] = [await freshPost(), await freshPost()];
    const both = (first: string, second: string) =>
      `insert into public.comments (post_id, author_id, body)
       select id, '${people.owner}', 'Both' from unnest(array['${first}', '${second}']::uuid[]) as id`;
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, n) => db.commitAs(service, n % 2 ? both(a, b) : both(b, a))),
    );
    expect(outcomes.filter(({ code }) => code)).toEqual([]);
    expect([await counts(a), await counts(b)]).toEqual([
      { comment_count: 12, reaction_count: 0 },
      { comment_count: 12, reaction_count: 0 },
    ]);
  });

  test("follow a post into its end without getting in the way", async () => {
    const id = await freshPost();
    await db.sql(comment(randomUUID(), "0 minutes", id));
    expect(
      await db.commitAs(signedIn(people.author), "delete from public.posts where id = $1", [id]),
    ).toMatchObject({ count: 1 });
    expect(await db.sql("select from public.comments where post_id = $1", [id])).toEqual([]);
    expect(await db.sql("select from public.post_contents where post_id = $1", [id])).toEqual([]);
  });
});
