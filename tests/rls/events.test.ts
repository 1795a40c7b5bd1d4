import { beforeAll, describe, expect, test } from "vitest";
import { connect, openDatabase, type Session, type TestDatabase } from "./database.ts";
import { people, posts, seedPeople, seedPosts, signedIn } from "./people.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  await seedPeople(db);
  await seedPosts(db);
});

type Event = { topic: string; type: string; payload: Record<string, unknown> };

/** The events that statements write, in their order; the statements are rolled back. */
async function eventsOf(session: Session | null, ...statements: string[]): Promise<Event[]> {
  return db.as(session ?? signedIn(people.owner), async (run) => {
    if (session === null) await run("reset role");
    for (const statement of statements) {
      const { code, message } = await run(statement);
      expect(code, message).toBeUndefined();
    }
    await run("reset role");
    const { rows } = await run<Event>(
      "select topic, type, payload from public.events where txid = pg_current_xact_id() order by id",
    );
    return rows;
  });
}

const namesOf = (events: Event[]) => events.map(({ topic, type }) => `${topic} ${type}`);
const owner = signedIn(people.owner);
const onPost = (id: string, type: string) => [`posts ${type}`, `post:${id} ${type}`];
const publicPost = posts.ownersPublic;
const draft = posts.ownersDraft;

describe("a post", () => {
  test.each([
    ["published from a draft", draft, "update public.posts set status = 'published'", "post.published"],
    ["renamed", publicPost, "update public.posts set title = 'Another title'", "post.updated"],
    ["made for members", publicPost, "update public.posts set visibility = 'members'", "post.updated"],
    ["taken back", publicPost, "update public.posts set status = 'draft'", "post.unpublished"],
    ["deleted", publicPost, "delete from public.posts", "post.deleted"],
  ])("that is %s is an event, once", async (_, id, statement, type) => {
    expect(namesOf(await eventsOf(owner, `${statement} where id = '${id}'`))).toEqual(onPost(id, type));
  });

  test("that is a draft is none, whatever happens to it", async () => {
    const events = await eventsOf(
      owner,
      `select public.update_post('${draft}', title => 'Another title', content => 'Another text.')`,
      "select public.create_post('A new draft', 'Ten letters.')",
      `delete from public.posts where id = '${draft}'`,
    );
    expect(events).toEqual([]);
  });

  test("that is changed together with its text is one event, and the text is not in it", async () => {
    const events = await eventsOf(
      owner,
      `select public.update_post('${posts.ownersForMembers}', title => 'Another title', content => 'For members only.')`,
    );
    expect(namesOf(events)).toEqual(onPost(posts.ownersForMembers, "post.updated"));
    expect(JSON.stringify(events)).not.toContain("For members only");
  });

  test("whose text alone is changed is an event", async () => {
    const events = await eventsOf(
      owner,
      `select public.update_post('${publicPost}', content => 'Another text.')`,
    );
    expect(namesOf(events)).toEqual(onPost(publicPost, "post.updated"));
  });

  test("that changes only because it is commented on is none", async () => {
    const events = await eventsOf(
      owner,
      `insert into public.comments (post_id, body) values ('${publicPost}', 'Well said.')`,
    );
    expect(namesOf(events)).toEqual([`post:${publicPost} comment.created`]);
  });

  test("that goes takes everything below it along without a word", async () => {
    const scene = [
      `insert into public.comments (post_id, author_id, body) values ('${publicPost}', '${people.owner}', 'Hm.')`,
      `insert into public.reactions (post_id, user_id, kind) values ('${publicPost}', '${people.owner}', 'like')`,
    ];
    const events = await eventsOf(null, ...scene, `delete from public.posts where id = '${publicPost}'`);
    expect(namesOf(events).slice(2)).toEqual(onPost(publicPost, "post.deleted"));
  });
});

test("reactions tell how many there are after the statement, once for each post", async () => {
  const events = await eventsOf(
    null,
    `insert into public.reactions (post_id, user_id, kind) values
      ('${publicPost}', '${people.owner}', 'like'), ('${publicPost}', '${people.other}', 'love'),
      ('${posts.authorsPublic}', '${people.other}', 'love')`,
    `delete from public.reactions where user_id = '${people.owner}'`,
  );
  expect(events.map(({ topic, payload }) => [topic, payload.reactionCount])).toEqual([
    [`post:${publicPost}`, 2],
    [`post:${posts.authorsPublic}`, 1],
    [`post:${publicPost}`, 1],
  ]);
});

test("a subscription and an order are told to whose they are and to the admins, and only when they change", async () => {
  const events = await eventsOf(
    null,
    "update public.subscriptions set status = 'canceled' where id = 'sub_member'",
    "update public.subscriptions set status = 'canceled' where id = 'sub_member'",
    `insert into public.orders (id, user_id, amount, currency, created_at) values ('cs_1', null, 2500, 'eur', now())`,
  );
  expect(namesOf(events)).toEqual([
    `user:${people.member} subscription.changed`,
    "admin subscription.changed",
    "admin order.changed",
  ]);
  expect(events[1]?.payload).toMatchObject({ id: "sub_member", status: "canceled", userId: people.member });
});

describe("a notification", () => {
  const comment = (post: string) => `insert into public.comments (post_id, body) values ('${post}', 'Well.')`;
  const told = (events: Event[]) =>
    events
      .filter(({ type }) => type === "notification.created")
      .map(({ topic, payload }) => [topic, payload.type]);

  test("goes to the author of a post that somebody comments on, and never to oneself", async () => {
    const byOther = await eventsOf(signedIn(people.other), comment(publicPost));
    expect(told(byOther)).toEqual([[`user:${people.owner}`, "post_commented"]]);
    expect(told(await eventsOf(owner, comment(publicPost)))).toEqual([]);
  });

  test("goes to whoever is answered; who is that and the post's author hears once", async () => {
    const parent = "00000000-0000-4000-8000-000000030001";
    const by = (author: string) =>
      `insert into public.comments (id, post_id, author_id, body) values ('${parent}', '${publicPost}', '${author}', 'Hm.')`;
    const answer = (author: string) =>
      `insert into public.comments (post_id, parent_id, author_id, body) values ('${publicPost}', '${parent}', '${author}', 'Ah.')`;
    const both = told(await eventsOf(null, by(people.member), answer(people.other)));
    expect(both.slice(1).toSorted()).toEqual([
      [`user:${people.owner}`, "post_commented"],
      [`user:${people.member}`, "comment_answered"],
    ]);
    expect(told(await eventsOf(null, by(people.owner), answer(people.other)))).toEqual([
      [`user:${people.owner}`, "comment_answered"],
    ]);
  });

  test("goes with the comment that it is about", async () => {
    const counts = await db.as(signedIn(people.other), async (run) => {
      await run(comment(publicPost));
      await run("reset role");
      const told = await run("select from public.notifications");
      await run(`delete from public.comments where post_id = '${publicPost}'`);
      return [told.count, (await run("select from public.notifications")).count];
    });
    expect(counts).toEqual([1, 0]);
  });

  test("stays read since when it was first read, whatever its reader says", async () => {
    const [first, second] = await db.as(
      owner,
      async (run) => {
        const mark = (value: string) =>
          run<{ is_now: boolean }>(
            `update public.notifications set read_at = ${value} returning read_at = now() as is_now`,
          );
        return [await mark("'1999-01-01'"), await mark("now() + interval '1 year'")];
      },
      `insert into public.notifications (user_id, type, payload) values ('${people.owner}', 'post_commented', '{}')`,
    );
    expect([...(first?.rows ?? []), ...(second?.rows ?? [])]).toEqual([{ is_now: true }, { is_now: true }]);
  });
});

test("a reader who keeps below the oldest running transaction sees no event appear behind what it has read", async () => {
  const [slow, fast] = [await connect(db.url), await connect(db.url)];
  const event =
    "insert into public.events (topic, type, payload) values ('posts', 'test.happened', '{}') returning id";
  const readable = async () => {
    const rows = await db.sql<{ id: string }>(
      `select id from public.events where type = 'test.happened'
        and txid < pg_snapshot_xmin(pg_current_snapshot()) order by txid, events.id`,
    );
    return rows.map(({ id }) => id);
  };
  try {
    await slow.query("begin");
    const first = await slow.query(event);
    const second = await fast.query(event);
    expect(await readable()).toEqual([]);
    await slow.query("commit");
    // Other test files have transactions of their own on this server, which end soon.
    await expect.poll(readable).toEqual([first.rows[0].id, second.rows[0].id]);
  } finally {
    await Promise.all([slow.end(), fast.end()]);
    await db.sql("delete from public.events where type = 'test.happened'");
  }
});

describe("retention", () => {
  test("drops what is a week old and remembers how far", async () => {
    const [kept] = await db.sql<{ txid: string; id: string }>(
      `insert into public.events (topic, type, payload, created_at)
        values ('posts', 'test.old', '{}', now() - interval '7 days 1 minute'),
               ('posts', 'test.fresh', '{}', now() - interval '6 days 23 hours')
        returning txid::text, id::text`,
    );
    await db.sql("select private.drop_events()");
    expect(await db.sql("select type from public.events where type like 'test.%'")).toEqual([
      { type: "test.fresh" },
    ]);
    const mark = async () => db.sql("select txid::text, id::text from private.events_dropped");
    expect(await mark()).toEqual([kept]);
    await db.sql("select private.drop_events()");
    expect(await mark()).toEqual([kept]);
  });
});

describe("the wake-up", () => {
  const publish = `update public.posts set status = 'published' where id = '${draft}'`;
  const rename = `update public.posts set title = 'Another title' where id = '${publicPost}'`;

  test("is one message for a transaction, on a topic that is closed to people", async () => {
    const messages = await db.as(owner, async (run) => {
      await run(publish);
      await run(rename);
      await run("reset role");
      const { rows } = await run(
        `select topic, event, private, payload - 'id' = jsonb_build_object('txid', pg_current_xact_id()::text) as says_which
          from realtime.messages where inserted_at = now() at time zone 'utc'`,
      );
      return rows;
    });
    expect(messages).toEqual([{ topic: "outbox", event: "wake", private: true, says_which: true }]);
  });

  test.each([
    ["is not there", "drop function realtime.send(jsonb, text, text, boolean)"],
    ["fails", "drop table realtime.messages cascade"],
    [
      "raises",
      `create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
        returns void language plpgsql as $$ begin raise exception 'not today'; end $$`,
    ],
  ])("that %s keeps nobody from writing", async (_, breakage) => {
    const outcome = await db.as(
      owner,
      (run) => run(rename),
      `set local role supabase_realtime_admin; ${breakage}; reset role`,
    );
    expect(outcome).toMatchObject({ count: 1 });
  });
});
