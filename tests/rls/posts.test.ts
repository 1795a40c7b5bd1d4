import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type Session, type TestDatabase } from "./database.ts";
import { anonymous, people, posts, seedPeople, seedPosts, service, signedIn } from "./people.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  await seedPeople(db);
  await seedPosts(db);
});

const owner = signedIn(people.owner);
const other = signedIn(people.other);
const editor = signedIn(people.editor);

type Post = { id: string; slug: string; author_id: string; status: string; published_at: Date | null };
const create = "select * from public.create_post($1, 'A text of some length.')";

describe("a slug", () => {
  const slugOf = async (title: string) => {
    const { rows } = await db.as(owner, (run) => run<Post>(create, [title]));
    return rows[0]!.slug;
  };

  test.each([
    ["The first post", "the-first-post"],
    ["  Çà et là — déjà vu!  ", "ca-et-la-deja-vu"],
    ["Don’t panic: it’s O'Neill", "dont-panic-its-oneill"],
    ["Straße & Œuvre", "strasse-oeuvre"],
    ["日本語の題名", "post"],
    ["!!!!!", "post"],
    ["<script>alert(1)</script>", "script-alert-1-script"],
    ["12345678-1234-4234-8234-123456789abc", "post-12345678-1234-4234-8234-123456789abc"],
    [`${"very ".repeat(39)}long`, "very-".repeat(16).slice(0, -1)],
  ])("is made from the title %j", async (title, slug) => {
    expect(await slugOf(title)).toBe(slug);
  });

  test("of one title, written by sixteen people at the same moment, is sixteen slugs", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, (_, n) => db.commitAs(n % 2 ? owner : other, create, ["Everyone at once"])),
    );
    const slugs = outcomes.map(({ rows, message }) => message ?? (rows[0] as Post).slug);
    expect(new Set(slugs).size).toBe(16);
    expect(slugs.filter((slug) => slug === "everyone-at-once")).toHaveLength(1);
    expect(slugs.every((slug) => /^everyone-at-once(-[0-9a-f]{6})?$/.test(slug))).toBe(true);
  });

  test("that was chosen and is taken is refused, and the post is not written", async () => {
    const outcome = await db.as(other, async (run) => [
      await run(
        "select * from public.create_post('My own title', 'A text of some length.', slug => 'ownerspublic')",
      ),
      await run("select 1 from public.posts where title = 'My own title'"),
    ]);
    expect(outcome).toMatchObject([{ code: "23505" }, { count: 0 }]);
  });

  test.each(["Upper", "a b", "-a", "a-", "a--b", "ü", "a/b", "a".repeat(121), randomUUID()])(
    "cannot be %j",
    async (slug) => {
      const outcome = await db.as(owner, (run) =>
        run("update public.posts set slug = $1 where id = $2", [slug, posts.ownersPublic]),
      );
      expect(outcome.code).toBe("23514");
    },
  );

  test("stays when the title changes, and is made anew when it is emptied", async () => {
    const rename = "select slug from public.update_post($1, title => 'Quite another title', slug => $2)";
    const slugs = await db.as(owner, async (run) => [
      (await run(rename, [posts.ownersPublic, null])).rows,
      (await run(rename, [posts.ownersPublic, ""])).rows,
    ]);
    expect(slugs).toEqual([[{ slug: "ownerspublic" }], [{ slug: "quite-another-title" }]]);
  });

  test("ten thousand of them fit into one transaction", async () => {
    const many = `insert into public.posts (author_id, title)
      select '${people.owner}', 'Imported post ' || n from generate_series(1, 10000) n`;
    expect(await db.as(service, (run) => run(many))).toMatchObject({ count: 10_000 });
  });
});

describe("publication", () => {
  test("is dated when it happens, once: taking a post back and publishing it again does not move it", async () => {
    const setStatus = (status: string) =>
      `update public.posts set status = '${status}' where id = '${posts.ownersDraft}' returning published_at`;
    const dates = await db.as(owner, async (run) => [
      (await run<Post>(setStatus("published"))).rows[0]?.published_at,
      (await run<Post>(setStatus("draft"))).rows[0]?.published_at,
      (await run<Post>(setStatus("published"))).rows[0]?.published_at,
    ]);
    expect(dates[0]).toBeInstanceOf(Date);
    expect(dates[1]).toEqual(dates[0]);
    expect(dates[2]).toEqual(dates[0]);
  });

  test.each([
    ["author_id", `'${people.other}'`],
    ["published_at", "now() - interval '1 year'"],
    ["created_at", "now() - interval '1 year'"],
    ["updated_at", "now()"],
    ["comment_count", "1000"],
    ["reaction_count", "1000"],
    ["id", "gen_random_uuid()"],
  ])("leaves %s to the database, for the author and for editors", async (column, value) => {
    const update = `update public.posts set ${column} = ${value} where id = '${posts.ownersPublic}'`;
    const insert = `insert into public.posts (title, ${column}) values ('A new post', ${value})`;
    for (const session of [owner, editor, signedIn(people.admin)]) {
      const outcomes = await db.as(session, async (run) => [await run(update), await run(insert)]);
      expect(outcomes.map(({ code }) => code)).toEqual(["42501", "42501"]);
    }
  });

  test("does not change the author, even for the service", async () => {
    const outcome = await db.as(service, (run) =>
      run(`update public.posts set author_id = '${people.other}' where id = '${posts.ownersPublic}'`),
    );
    expect(outcome).toMatchObject({ code: "23514", message: "author_id of posts never changes" });
  });
});

describe("create_post", () => {
  test("writes the post and its text in the caller's name", async () => {
    const [post, text] = await db.as(other, async (run) => {
      const { rows } = await run<Post>(create, ["A post of mine"]);
      return [
        rows[0],
        (await run("select content from public.post_contents where post_id = $1", [rows[0]?.id])).rows[0],
      ];
    });
    expect(post).toMatchObject({ author_id: people.other, status: "draft", published_at: null });
    expect(text).toEqual({ content: "A text of some length." });
  });

  test("writes neither when the text is refused", async () => {
    const outcomes = await db.as(owner, async (run) => [
      await run("select public.create_post('A post without a text', 'short')"),
      await run("select from public.posts where title = 'A post without a text'"),
    ]);
    expect(outcomes).toMatchObject([{ code: "23514" }, { count: 0 }]);
  });

  test("is not for anonymous callers", async () => {
    expect(await db.as(anonymous, (run) => run(create, ["A post of nobody"]))).toMatchObject({
      code: "42501",
    });
  });
});

describe("update_post", () => {
  const rename =
    "select title from public.update_post($1, title => 'Taken over', content => 'By somebody else.')";

  test("changes what is given and nothing else", async () => {
    const before = await db.sql("select * from public.posts where id = $1", [posts.ownersPublic]);
    const after = await db.as(owner, (run) =>
      run("select * from public.update_post($1, excerpt => 'New words')", [posts.ownersPublic]),
    );
    expect(after.rows[0]).toEqual({
      ...before[0],
      excerpt: "New words",
      search: expect.stringContaining("word"),
      updated_at: expect.any(Date),
    });
  });

  test("answers a stranger with no row, whether the post is a draft, published or imaginary", async () => {
    const targets = [posts.ownersDraft, posts.ownersPublic, randomUUID()];
    const outcomes = await db.as(other, (run) => inTurn(targets, (id) => run(rename, [id])));
    expect(outcomes).toEqual(targets.map(() => ({ rows: [], count: 0 })));
    expect(await db.sql("select count(*)::int as n from public.posts where title = 'Taken over'")).toEqual([
      { n: 0 },
    ]);
  });

  test("lets an editor change another's post, and gives a text to a post without one", async () => {
    const text = await db.as(editor, async (run) => {
      await run(rename, [posts.ownersWithoutText]);
      return run("select content from public.post_contents where post_id = $1", [posts.ownersWithoutText]);
    });
    expect(text.rows).toEqual([{ content: "By somebody else." }]);
  });
});

test("a change of the text dates the post; a comment does not", async () => {
  const stamp = `update public.posts set created_at = created_at where id = '${posts.ownersPublic}'`;
  const read = `select updated_at > now() - interval '1 second' as changed from public.posts where id = '${posts.ownersPublic}'`;
  const backdate = `alter table public.posts disable trigger touch;
    update public.posts set updated_at = now() - interval '1 day' where id = '${posts.ownersPublic}';
    alter table public.posts enable trigger touch; ${stamp}`;
  const changed = async (sql: string) =>
    db.as(
      owner,
      async (run) => {
        await run(sql);
        return (await run<{ changed: boolean }>(read)).rows[0]?.changed;
      },
      backdate,
    );
  expect(
    await changed(
      `update public.post_contents set content = 'Other words.' where post_id = '${posts.ownersPublic}'`,
    ),
  ).toBe(true);
  expect(
    await changed(
      `insert into public.comments (post_id, body) values ('${posts.ownersPublic}', 'Well said.')`,
    ),
  ).toBe(false);
});

describe("can_read_post and can_read_content say what the policies do", () => {
  const sessions: [string, Session][] = [
    ["an anonymous caller", anonymous],
    ["a caller without claims", { role: "anon", claims: null }],
    ...Object.entries(people).map(([name, id]): [string, Session] => [`the ${name}`, signedIn(id)]),
  ];

  test.each(sessions)("for %s", async (_, session) => {
    const { rows } = await db.as(session, async (run) =>
      run(
        `select private.can_read_post(id) = exists (select from public.posts where posts.id = one.id) as post,
         (private.can_read_content(id) and has_text) = exists (select from public.post_contents where post_id = one.id) as content
       from (values ${Object.entries(posts).map(([name, id]) => `('${id}'::uuid, ${!name.includes("WithoutText")})`)},
         (gen_random_uuid(), false)) as one (id, has_text)`,
      ),
    );
    expect(rows).toEqual(rows.map(() => ({ post: true, content: true })));
    expect(rows).toHaveLength(Object.keys(posts).length + 1);
  });
});

async function inTurn<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
