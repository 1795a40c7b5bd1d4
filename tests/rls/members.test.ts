import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type TestDatabase } from "./database.ts";
import { anonymous, people, posts, seedPeople, seedPosts, service, signedIn } from "./people.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  await seedPeople(db);
  await seedPosts(db);
});

const reader = signedIn(people.other);

/** The rest of a subscription that somebody has, written as SQL. In a test's transaction, now() stands still. */
type Subscription = Record<string, string>;

const subscribe = (columns: Subscription, id = "sub_one", user: string = people.other) => {
  const row: Subscription = {
    id: `'${id}'`,
    user_id: `'${user}'`,
    stripe_customer_id: `'cus_one'`,
    status: "'active'",
    created_at: "now() - interval '1 year'",
    current_period_start: "now() - interval '3 days'",
    current_period_end: "now() + interval '27 days'",
    ...columns,
  };
  return `insert into public.subscriptions (${Object.keys(row).join()}) values (${Object.values(row).join()})`;
};

/** Whether the reader is a member, as each of those who decide by it sees it. They have to agree. */
async function isMember(scene: string): Promise<boolean> {
  const answers = await db.as(
    reader,
    async (run) => [
      (await run<{ member: boolean }>("select public.is_member() as member")).rows[0]?.member,
      (await run("select from public.post_contents where post_id = $1", [posts.authorsForMembers])).count ===
        1,
      (
        await run("insert into public.comments (post_id, body) values ($1, 'Well said.')", [
          posts.authorsForMembers,
        ])
      ).code === undefined,
      (await run("select from public.search_posts('\"authorsformembers which says\"')")).count === 1,
    ],
    scene,
  );
  expect(new Set(answers).size).toBe(1);
  return answers[0] === true;
}

describe("a subscription makes a member", () => {
  test.each([
    ["active", true],
    ["trialing", true],
    ["past_due", false],
    ["incomplete", false],
    ["incomplete_expired", false],
    ["canceled", false],
    ["unpaid", false],
    ["paused", false],
  ])("when its status is %s: %s", async (status, expected) => {
    expect(await isMember(subscribe({ status: `'${status}'` }))).toBe(expected);
  });

  test("and these are all the statuses that there are", async () => {
    const statuses = "select unnest(enum_range(null::public.subscription_status)) as status";
    expect(await db.sql(statuses)).toHaveLength(8);
  });

  test("and nobody is one without", async () => {
    expect(await isMember("")).toBe(false);
  });

  test("and nobody is one by another's", async () => {
    expect(await isMember(subscribe({}, "sub_one", people.owner))).toBe(false);
  });

  test("and one that runs is enough, beside others that have ended", async () => {
    const ended = subscribe({ status: "'canceled'" }, "sub_old");
    expect(await isMember(`${ended}; ${subscribe({})}`)).toBe(true);
  });

  test("and one of an account that is gone makes nobody a member, not even the anonymous", async () => {
    const outcome = await db.as(
      anonymous,
      (run) => run("select public.is_member() as member, private.is_member(null) as nobody"),
      subscribe({ user_id: "null" }),
    );
    expect(outcome.rows).toEqual([{ member: false, nobody: false }]);
  });

  test("also while Stripe is told to collect nothing", async () => {
    expect(await isMember(subscribe({ paused: "true" }))).toBe(true);
  });

  test("also when a renewal has not been heard of yet", async () => {
    expect(await isMember(subscribe({ current_period_end: "now() - interval '2 hours'" }))).toBe(true);
  });
});

describe("a payment that is owed", () => {
  const owedSince = (since: string) => subscribe({ status: "'past_due'", past_due_since: since });

  test.each([
    ["at once", "now()", true],
    [
      "a microsecond before seven days have passed",
      "now() - interval '168 hours' + interval '1 microsecond'",
      true,
    ],
    ["after exactly seven days", "now() - interval '168 hours'", false],
    ["after a month", "now() - interval '1 month'", false],
    ["when it is not known since when", "null", false],
    ["when Stripe's clock is ahead", "now() + interval '1 day'", true],
  ])("%s (%s): %s", async (_, since, expected) => {
    expect(await isMember(owedSince(since))).toBe(expected);
  });

  test("gives the same grace where clocks are turned back within it", async () => {
    const inTimeZone = "set local timezone = 'Europe/Berlin'";
    const since = "now() - interval '168 hours' + interval '1 microsecond'";
    expect(await isMember(`${inTimeZone}; ${owedSince(since)}`)).toBe(true);
    const { source } = (
      await db.sql<{ source: string }>(
        "select prosrc as source from pg_proc where oid = 'private.grace_period()'::regprocedure",
      )
    )[0]!;
    expect(source).not.toMatch(/\bdays?\b/);
  });

  test("is open until the moment that its owner is told", async () => {
    const told = `select grace_ends_at(subscriptions) = past_due_since + interval '168 hours' as is_told
      from public.subscriptions where user_id = '${people.other}'`;
    const answer = await db.as(
      signedIn(people.other),
      (run) => run(told),
      owedSince("now() - interval '1 day'"),
    );
    expect(answer.rows).toEqual([{ is_told: true }]);
    const paid = await db.as(signedIn(people.other), (run) => run(told), subscribe({}));
    expect(paid.rows).toEqual([{ is_told: null }]);
  });

  test("once unpaid for good takes membership, whatever the grace", async () => {
    expect(await isMember(subscribe({ status: "'unpaid'", past_due_since: "now()" }))).toBe(false);
  });
});

describe("a cancellation", () => {
  const atPeriodEnd = (end: string) =>
    subscribe({ cancel_at_period_end: "true", canceled_at: "now()", current_period_end: end });

  test.each([
    ["in a month", "now() + interval '1 month'", true],
    ["in a microsecond", "now() + interval '1 microsecond'", true],
    ["now", "now()", false],
    ["an hour ago, and nobody has told us", "now() - interval '1 hour'", false],
  ])("for the end of a period that ends %s (%s): %s", async (_, end, expected) => {
    expect(await isMember(atPeriodEnd(end))).toBe(expected);
    expect(await isMember(subscribe({ cancel_at: end }))).toBe(expected);
  });

  test("that was taken back takes nothing", async () => {
    const past = { current_period_end: "now() - interval '1 hour'", canceled_at: "null" };
    expect(await isMember(subscribe({ cancel_at_period_end: "false", ...past }))).toBe(true);
  });

  test("at once is at once, though the period was paid for", async () => {
    expect(await isMember(subscribe({ status: "'canceled'", ended_at: "now()" }))).toBe(false);
  });

  test("also ends the grace of a payment that is owed", async () => {
    const owed = { status: "'past_due'", past_due_since: "now()", cancel_at: "now()" };
    expect(await isMember(subscribe(owed))).toBe(false);
  });
});

describe("a refund or a dispute", () => {
  test.each(["active", "trialing", "past_due"])("ends a subscription that is %s at once", async (status) => {
    const owed: Subscription = status === "past_due" ? { past_due_since: "now()" } : {};
    const columns = { status: `'${status}'`, ...owed };
    expect(await isMember(subscribe(columns))).toBe(true);
    expect(await isMember(subscribe({ ...columns, access_revoked_at: "now()" }))).toBe(false);
  });

  test("of one subscription leaves another alone", async () => {
    const revoked = subscribe({ access_revoked_at: "now()" }, "sub_old");
    expect(await isMember(`${revoked}; ${subscribe({})}`)).toBe(true);
  });

  test("that came to nothing gives membership back", async () => {
    const won = "update public.subscriptions set access_revoked_at = null where id = 'sub_one'";
    expect(await isMember(`${subscribe({ access_revoked_at: "now()" })}; ${won}`)).toBe(true);
  });
});

describe("a member", () => {
  const member = signedIn(people.member);

  test("reads what is for members, and no draft", async () => {
    const readable = await db.as(member, (run) =>
      run<{ post_id: string }>("select post_id from public.post_contents order by post_id"),
    );
    const published = [
      posts.ownersPublic,
      posts.ownersForMembers,
      posts.authorsPublic,
      posts.authorsForMembers,
    ];
    expect(readable.rows.map(({ post_id }) => post_id)).toEqual(published);
  });

  test("who closes the account is none, and what was paid stays in the books", async () => {
    const books = await db.as(
      service,
      (run) => run("select user_id, stripe_customer_id from public.subscriptions where id = 'sub_one'"),
      `${subscribe({})}; delete from auth.users where id = '${people.other}'`,
    );
    expect(books.rows).toEqual([{ user_id: null, stripe_customer_id: "cus_one" }]);
  });

  test("is recognised once for a thousand texts", async () => {
    const { rows } = await db.as(
      member,
      (run) =>
        run<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
          "explain (analyze, verbose, costs off, format json) select count(*) from public.post_contents",
        ),
      `insert into public.posts (author_id, title, slug, status, visibility)
         select '${people.author}', 'For members ' || n, 'for-members-' || n, 'published', 'members' from generate_series(1, 1000) n;
       insert into public.post_contents (post_id, content)
         select id, 'A text of some length.' from public.posts where slug like 'for-members-%'`,
    );
    const nodes = nodesOf(rows[0]!["QUERY PLAN"][0].Plan);
    const asks = nodes.filter(({ Output }) => `${Output}`.includes("is_member("));
    expect(asks.map((node) => node["Actual Loops"])).toEqual([1]);
    // What a filter calls is called for each row.
    expect(nodes.filter(({ Filter }) => /is_member\(|is_editor\(|can_read/.test(`${Filter}`))).toEqual([]);
  });
});

type PlanNode = { "Actual Loops": number; Output?: string[]; Filter?: string; Plans?: PlanNode[] };

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
