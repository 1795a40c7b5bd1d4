import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type TestDatabase } from "./database.ts";
import { anonymous } from "./people.ts";
import { supabase } from "./supabase-cli.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  await supabase(["db", "push", "--include-seed", "--include-all"], db.url);
});

const one = async (sql: string) => (await db.sql(sql))[0];

describe("the seed", () => {
  test("is a publication of three authors, forty posts and two hundred comments", async () => {
    const totals = await one(`select count(*)::int as posts, count(distinct author_id)::int as authors,
      sum(comment_count)::int as comments, count(*) filter (where visibility = 'members')::int as for_members
      from public.posts where status = 'published'`);
    expect(totals).toEqual({ posts: 40, authors: 3, comments: 200, for_members: 6 });
  });

  test("has drafts beside them, a text for every post, and counts that are true", async () => {
    expect(await one("select count(*)::int as n from public.posts where status = 'draft'")).toEqual({ n: 3 });
    expect(
      await db.sql(`select slug from public.posts where
        not exists (select from public.post_contents where post_id = posts.id and char_length(content) > 150)
        or comment_count <> (select count(*) from public.comments where post_id = posts.id)
        or reaction_count <> (select count(*) from public.reactions where post_id = posts.id)`),
    ).toEqual([]);
  });

  test("is spread over the last year and says nothing about the future", async () => {
    const span =
      await one(`select min(published_at) between now() - interval '1 year' and now() - interval '300 days' as early,
      max(published_at) between now() - interval '30 days' and now() as late,
      (select max(created_at) < now() from public.comments) as spoken,
      (select max(created_at) < now() from public.reactions) as reacted from public.posts`);
    expect(span).toEqual({ early: true, late: true, spoken: true, reacted: true });
  });

  test("has no two published posts at the same moment and no comment twice", async () => {
    const doubles = await db.sql(`select body from public.comments group by body having count(*) > 1
      union all select published_at::text from public.posts where published_at is not null group by 1 having count(*) > 1`);
    expect(doubles).toEqual([]);
  });

  test("lets the demo accounts in with their password, as Auth keeps it", async () => {
    const accounts = await db.sql(
      `select users.email from auth.users join auth.identities on user_id = users.id
      where users.email in ('admin@plinth.test', 'author@plinth.test', 'reader@plinth.test')
        and encrypted_password = extensions.crypt('plinth-demo-2026', encrypted_password)
        and encrypted_password like '$2a$10$%' and email_confirmed_at is not null
        and (aud, role) = ('authenticated', 'authenticated') and identity_data ->> 'sub' = users.id::text
        and confirmation_token = '' and recovery_token = '' and email_change = '' and email_change_token_new = ''
      order by users.email`,
    );
    expect(accounts.map(({ email }) => email)).toEqual([
      "admin@plinth.test",
      "author@plinth.test",
      "reader@plinth.test",
    ]);
  });

  test("makes one of them an admin", async () => {
    const roles = await db.sql(
      "select email, user_roles.role from public.user_roles join auth.users on id = user_id",
    );
    expect(roles).toEqual([{ email: "admin@plinth.test", role: "admin" }]);
  });

  test("changes nothing when it is run again", async () => {
    const state = async () => {
      const tables = [
        "auth.users",
        "auth.identities",
        "public.profiles",
        "public.posts",
        "public.post_contents",
      ];
      const hashes: unknown[] = [];
      for (const table of [...tables, "public.comments", "public.reactions"])
        hashes.push(
          await one(
            `select '${table}' as table, md5(string_agg(t::text, '' order by t::text)) from ${table} t`,
          ),
        );
      return hashes;
    };
    const before = await state();
    await db.sql(await readFile("supabase/seed.sql", "utf8"));
    expect(await state()).toEqual(before);
  });

  test("can be searched", async () => {
    const { rows } = await db.as(anonymous, (run) =>
      run("select slug from public.search_posts('compost heap')"),
    );
    expect(rows[0]).toEqual({ slug: "the-compost-heap-as-a-clock" });
  });
});
