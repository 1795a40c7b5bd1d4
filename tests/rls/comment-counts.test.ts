import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { connect, openDatabase, type TestDatabase } from "./database.ts";
import { people, seedPeople } from "./people.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  await seedPeople(db);
});

async function session(...settings: string[]): Promise<Client> {
  const client = await connect(db.url);
  onTestFinished(() => client.end());
  for (const setting of settings) await client.query(`set ${setting}`);
  return client;
}

/** Two posts, whose place in the table is the other way round than their ids. */
async function twoPosts(): Promise<[string, string]> {
  const [low = "", high = ""] = [randomUUID(), randomUUID()].sort();
  for (const id of [high, low]) {
    await db.sql(
      "insert into public.posts (id, author_id, title, status) values ($1, $2, 'A post', 'published')",
      [id, people.author],
    );
  }
  return [low, high];
}

const comment = (...posts: string[]) =>
  `insert into public.comments (post_id, author_id, body) values ${posts
    .map((post) => `('${post}', '${people.other}', 'Words')`)
    .join(", ")}`;

/** Holds a post's row until it is told to let go. */
async function hold(post: string): Promise<() => Promise<unknown>> {
  const holder = await session();
  await holder.query("begin");
  await holder.query("select from public.posts where id = $1 for no key update", [post]);
  return () => holder.query("commit");
}

const waiting = async () => {
  const [row] = await db.sql<{ count: number }>(
    `select count(*)::int from pg_stat_activity
     where wait_event_type = 'Lock' and datname = current_database()`,
  );
  return row?.count;
};

test("two statements that comment on the same posts in opposite order wait, and do not deadlock", async () => {
  const [low, high] = await twoPosts();
  const letGo = { low: await hold(low), high: await hold(high) };
  // What each would touch first, if nothing put the posts in order: the lower id, and the row that lies first.
  const byId = await session("enable_hashjoin = off", "enable_mergejoin = off", "enable_hashagg = off");
  const byPlace = await session("enable_nestloop = off", "enable_mergejoin = off");
  const first = byId.query(comment(low, high));
  await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
  const second = byPlace.query(comment(high, low));
  await expect.poll(waiting, { timeout: 10_000 }).toBe(2);
  await letGo.low();
  await expect.poll(waiting, { timeout: 10_000 }).toBe(2);
  await letGo.high();
  await Promise.all([first, second]);
  const counts = await db.sql("select comment_count from public.posts where id = any ($1)", [[low, high]]);
  expect(counts).toEqual([{ comment_count: 2 }, { comment_count: 2 }]);
});
