import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type Session, type TestDatabase } from "./database.ts";
import { anonymous, people, posts, seedPeople, seedPosts, signedIn } from "./people.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  await seedPeople(db);
  await seedPosts(db);
  // One word for each text, in no title, so that a hit can only come from that text.
  for (const [name, id] of Object.entries(posts)) {
    await db.sql("update public.post_contents set content = content || $2 where post_id = $1", [
      id,
      ` The word is zebra${name.toLowerCase()}, and everyone says quagga.`,
    ]);
  }
});

type Hit = { id: string; rank: number; marked_title: string; snippet: string };

const search = (session: Session, sql: string, values: unknown[], scene?: string) =>
  db.as(session, (run) => run<Hit>(sql, values), scene);
const find = async (session: Session, q: string, scene?: string) =>
  (await search(session, "select * from public.search_posts($1)", [q], scene)).rows;
const namesOf = (hits: { id: string }[]) =>
  hits.map((hit) => Object.entries(posts).find(([, id]) => id === hit.id)?.[0]).sort();

const publicTexts = ["authorsPublic", "ownersPublic"];

describe("search finds a text only for those who can read it", () => {
  test.each([
    ["an anonymous caller", anonymous, publicTexts],
    ["a stranger", signedIn(people.other), publicTexts],
    ["the author of one", signedIn(people.owner), [...publicTexts, "ownersForMembers"]],
    ["an editor", signedIn(people.editor), [...publicTexts, "authorsForMembers", "ownersForMembers"]],
  ])("%s", async (_, session, names) => {
    expect(namesOf(await find(session, "quagga"))).toEqual(names.sort());
  });

  test.each([
    "ownersDraft",
    "ownersForMembers",
    "ownersDraftForMembers",
    "authorsForMembers",
    "authorsDraft",
  ] as const)("and no query finds out what %s says", async (name) => {
    const word = `zebra${name.toLowerCase()}`;
    for (const q of [word, `"is ${word}"`, `${word} or nothing`, `post ${word}`, `post -${word}`]) {
      const hits = [...(await find(anonymous, q)), ...(await find(signedIn(people.other), q))];
      expect(hits.filter((hit) => hit.id === posts[name] && !q.includes("-"))).toEqual([]);
      expect(JSON.stringify(hits)).not.toContain(word);
    }
  });

  test("and whether a word is excluded makes no difference to a text out of sight", async () => {
    const hits = (q: string) => find(anonymous, q).then(namesOf);
    expect(await hits("post -zebraownersformembers")).toEqual(await hits("post -nosuchwordatall"));
  });

  test("and ranks a members' post for a stranger as if it had no text", async () => {
    const rank = async (scene?: string) =>
      (await find(anonymous, "members", scene)).find((hit) => hit.id === posts.ownersForMembers)?.rank;
    const titled = `update public.posts set title = 'For members' where id = '${posts.ownersForMembers}';`;
    const wordy = `update public.post_contents set content = repeat('members ', 50) where post_id = '${posts.ownersForMembers}';`;
    expect(await rank(titled)).toBeGreaterThan(0);
    expect(await rank(titled + wordy)).toBe(await rank(titled));
  });
});

test("drafts are found by whoever can read them, when asked for", async () => {
  const sql = "select * from public.search_posts($1, in_status => 'draft')";
  const names = async (session: Session) => namesOf((await search(session, sql, ["quagga"])).rows);
  expect(await names(signedIn(people.owner))).toEqual(["ownersDraft", "ownersDraftForMembers"]);
  expect(await names(signedIn(people.other))).toEqual([]);
  expect(await names(anonymous)).toEqual([]);
});

test("an author and a visibility narrow the search", async () => {
  const sql = "select * from public.search_posts($1, by_author => $2, in_visibility => $3)";
  const { rows } = await search(signedIn(people.editor), sql, ["quagga", people.owner, "members"]);
  expect(namesOf(rows)).toEqual(["ownersForMembers"]);
});

test("a word in the title counts for more than one in the text", async () => {
  const scene = `update public.posts set title = 'A quagga at last' where id = '${posts.authorsPublic}'`;
  const hits = await find(anonymous, "quagga", scene);
  expect(hits.map((hit) => hit.id)).toEqual([posts.authorsPublic, posts.ownersPublic]);
  expect(hits[0]?.marked_title).toBe("A \uE000quagga\uE001 at last");
});

test("pages follow one another without a gap or a repeat, through posts of equal rank too", async () => {
  const scene = `insert into public.posts (author_id, title, status)
    select '${people.other}', 'Okapi number ' || n, 'published' from generate_series(1, 25) n`;
  const page = "select * from public.search_posts('okapi', after_rank => $1, after_id => $2, max_rows => 10)";
  const pages = await db.as(
    anonymous,
    async (run) => {
      const found: Hit[][] = [];
      for (let last: Hit | undefined; ; last = found.at(-1)?.at(-1)) {
        const { rows } = await run<Hit>(page, [last?.rank ?? null, last?.id ?? null]);
        if (rows.length === 0) return found;
        found.push(rows);
      }
    },
    scene,
  );
  expect(pages.map((rows) => rows.length)).toEqual([10, 10, 5]);
  expect(new Set(pages.flat().map((hit) => hit.id)).size).toBe(25);
});

describe("a snippet is text", () => {
  const write = (content: string) =>
    `update public.post_contents set content = '${content}' where post_id = '${posts.ownersPublic}'`;

  test("with only its own marks around the words, whatever the text contains", async () => {
    const hits = await find(
      anonymous,
      "kudu",
      write("Before \uE000forged\uE001 words, a kudu, and <b>bold</b> after."),
    );
    expect(hits[0]?.snippet).toContain("\uE000kudu\uE001");
    expect(hits[0]?.snippet.match(/[\uE000\uE001]/g)).toHaveLength(2);
  });

  test("for a title that matches, taken from the excerpt when the text is out of sight", async () => {
    const scene = `update public.posts set title = 'Kudu, for members', excerpt = 'What it offers' where id = '${posts.ownersForMembers}'`;
    const hits = await find(anonymous, "kudu", scene);
    expect(hits).toMatchObject([{ id: posts.ownersForMembers, snippet: "What it offers" }]);
  });
});

test("a query of excluded words alone, which every post matches, finds nothing", async () => {
  for (const q of ["-1", "-quagga", "-quagga -zebra"]) expect(await find(anonymous, q), q).toEqual([]);
  expect(namesOf(await find(anonymous, "quagga -nosuchwordatall"))).toEqual(publicTexts);
});

test("posts of one word over and over are found within the time that an anonymous caller has", async () => {
  const scene = `with wordy as (
      insert into public.posts (author_id, title, status)
      select '${people.other}', 'Kob number ' || n, 'published' from generate_series(1, 20) n returning id)
    insert into public.post_contents (post_id, content)
      select id, left(repeat('kob ', 25000), 100000) from wordy;
    set local statement_timeout = '3s'`;
  const hits = await find(anonymous, "kob", scene);
  expect(hits).toHaveLength(20);
  for (const { snippet } of hits) expect(snippet).toContain("\uE000kob\uE001");
});

test.each([
  "",
  "   ",
  "the",
  "'",
  '"',
  "\\",
  "a & | ! ( ) : *",
  "-",
  "<->",
  "%",
  "\u0001",
  "🦓",
  "x".repeat(10_000),
  "a or ".repeat(500),
])("the query %j is answered, not failed", async (q) => {
  const outcome = await search(anonymous, "select * from public.search_posts($1)", [q]);
  expect(outcome.code).toBeUndefined();
});

test.each([-1, 0, 1_000_000])("max_rows %i is brought within bounds", async (rows) => {
  const outcome = await search(anonymous, "select * from public.search_posts('post', max_rows => $1)", [
    rows,
  ]);
  expect(outcome.code).toBeUndefined();
  expect(outcome.count).toBeGreaterThan(0);
});

test.each([
  ["one word", "x".repeat(100_000)],
  [
    "short words, all different",
    Array.from({ length: 18_000 }, (_, n) => n.toString(36).padStart(4, "q")).join(" "),
  ],
  [
    "hyphenated words of four-byte letters",
    Array.from({ length: 20_000 }, (_, n) => String.fromCodePoint(0x20000 + n)).join("-"),
  ],
  [
    "addresses",
    Array.from({ length: 4_000 }, (_, n) => `http://h${n}.io/p${n}/?q=${n}`)
      .join(" ")
      .slice(0, 100_000),
  ],
])("the longest text there can be is stored and searchable: %s", async (_, content) => {
  const write = "update public.post_contents set content = $1 where post_id = $2";
  const outcome = await db.as(signedIn(people.owner), (run) => run(write, [content, posts.ownersPublic]));
  expect(outcome).toMatchObject({ count: 1 });
});
