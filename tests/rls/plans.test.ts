import { beforeAll, expect, test } from "vitest";
import { openDatabase, type TestDatabase } from "./database.ts";
import { anonymous, seedPeople, seedPosts } from "./people.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  await seedPeople(db);
  await seedPosts(db);
});

const list = "select id from public.posts where status = $1";
const newest = "order by published_at desc, id desc limit 21";

// Few rows are read and sorted quickest; of a million, a plan that has no other way would do the same.
test.each([
  ["the newest posts", `${list} ${newest}`, "posts_published_at_id_idx"],
  [
    "the posts after a place",
    `${list} and published_at <= $2 and (published_at < $3 or id < $4) ${newest}`,
    "posts_published_at_id_idx",
  ],
  ["an author's newest posts", `${list} and author_id = $2 ${newest}`, "posts_author_id_published_at_id_idx"],
])("%s are found by their index, as planned once for all visitors", async (_, query, index) => {
  const { rows } = await db.as(anonymous, async (run) => {
    for (const way of ["seqscan", "bitmapscan", "sort"]) await run(`set local enable_${way} = off`);
    return run<{ "QUERY PLAN": string }>(`explain (generic_plan) ${query}`);
  });
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toContain(`using ${index}`);
  expect(plan).not.toContain("Sort");
});
