import { readFile } from "node:fs/promises";
import { runMigrations } from "graphile-worker";
import { parse } from "smol-toml";
import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type TestDatabase } from "./database.ts";
import { anonymous, people, posts, seedPeople, seedPosts, service, signedIn, signUp } from "./people.ts";

let db: TestDatabase;
/** As `db`, in a project where no worker has ever been started. */
let withoutQueue: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  withoutQueue = await openDatabase();
  await runMigrations({ connectionString: db.url });
  for (const each of [db, withoutQueue]) {
    await seedPeople(each);
    await seedPosts(each);
  }
});

const callers = { anonymous, "signed in": signedIn(people.admin), service };

describe.each(Object.entries(callers))("whoever calls the API, %s", (_, session) => {
  test.each([
    "select from private.stripe_events",
    "insert into private.stripe_events (id, type, livemode, payload, created) values ('evt', 't', false, '{}', now())",
    "update private.stripe_events set state = 'pending'",
    "delete from private.stripe_events",
    "truncate private.stripe_events",
    "select from private.job_workers",
    "insert into private.job_workers (id) values ('worker')",
    "select from private.sent_emails",
    "insert into private.sent_emails (cause, template) values ('receipt:in_1', 'receipt')",
    "delete from private.sent_emails",

    "select graphile_worker.add_job('send_email', '{}')",
    "select from graphile_worker._private_jobs",
    "select from graphile_worker.jobs",
  ])("cannot %s", async (statement) => {
    expect(await db.as(session, (run) => run(statement))).toMatchObject({ code: "42501" });
  });
});

test("the API exposes neither the ledger's schema nor the queue's", async () => {
  const config = parse(await readFile("supabase/config.toml", "utf8")) as { api: { schemas: string[] } };
  expect(config.api.schemas).toEqual(["public", "graphql_public"]);
});

type Job = { task_identifier: string; payload: unknown; max_attempts: number };

/** The jobs that are waiting because of a statement, which is rolled back. */
async function jobsOf(session: (typeof callers)[keyof typeof callers], statement: string, values: unknown[]) {
  return db.as(session, async (run) => {
    const outcome = await run(statement, values);
    await run("reset role");
    const jobs = await run<Job>(
      `select tasks.identifier as task_identifier, payload, max_attempts
       from graphile_worker._private_jobs as jobs join graphile_worker._private_tasks as tasks on tasks.id = task_id
       where jobs.created_at = now()`,
    );
    return { code: outcome.code, jobs: jobs.rows };
  });
}

describe("a comment", () => {
  const comment = "insert into public.comments (post_id, body) values ($1, 'Well said.') returning id";

  test("is announced by a job that is written with it", async () => {
    const { code, jobs } = await jobsOf(signedIn(people.other), comment, [posts.authorsPublic]);
    expect(code).toBeUndefined();
    expect(jobs).toEqual([
      { task_identifier: "announce_comment", payload: { commentId: expect.any(String) }, max_attempts: 10 },
    ]);
  });

  test("that is refused is not announced", async () => {
    const { code, jobs } = await jobsOf(signedIn(people.other), comment, [posts.authorsDraft]);
    expect(code).toBe("42501");
    expect(jobs).toEqual([]);
  });

  test("is written all the same where there is no queue", async () => {
    const outcome = await withoutQueue.as(signedIn(people.other), (run) =>
      run(comment, [posts.authorsPublic]),
    );
    expect(outcome.count).toBe(1);
  });
});

describe("a newcomer", () => {
  const id = "00000000-0000-4000-8000-000000010099";
  const confirm = `update auth.users set email_confirmed_at = now() where id = $1`;
  const welcomes = async (on: TestDatabase, id: string) =>
    on.sql("select cause, sent_at from private.sent_emails where cause = $1", [`welcome:${id}`]);

  test("is welcomed when the address is confirmed, once", async () => {
    await signUp(db, id, { name: "New" });
    expect(await welcomes(db, id)).toEqual([]);
    await db.sql(confirm, [id]);
    await db.sql("update auth.users set email_confirmed_at = null where id = $1", [id]);
    await db.sql(confirm, [id]);
    expect(await welcomes(db, id)).toEqual([{ cause: `welcome:${id}`, sent_at: null }]);
    const jobs = await db.sql(
      "select payload from graphile_worker._private_jobs where payload ->> 'cause' = $1",
      [`welcome:${id}`],
    );
    const email = { template: "welcome", data: {} };
    expect(jobs).toEqual([{ payload: { cause: `welcome:${id}`, userId: id, email } }]);
  });

  test("can sign up and confirm where there is no queue, and nothing is claimed", async () => {
    await signUp(withoutQueue, id, { name: "New" });
    await withoutQueue.sql(confirm, [id]);
    expect(await welcomes(withoutQueue, id)).toEqual([]);
    expect(await withoutQueue.sql("select from public.profiles where id = $1", [id])).toHaveLength(1);
  });
});

describe("an account that is deleted", () => {
  const leaver = "00000000-0000-4000-8000-000000010098";
  const away = `delete from auth.users where id = '${leaver}'`;
  const subscription = (user: string, customer: string) => `insert into public.subscriptions
    (id, user_id, stripe_customer_id, status, created_at) values ('sub_${customer}', '${user}', '${customer}', 'active', now())`;

  test("takes its customers at Stripe along, each once, and nobody else's", async () => {
    await signUp(db, leaver, { name: "Leaving" });
    for (const [user, customer] of [
      [leaver, "cus_leaving"],
      [people.other, "cus_staying"],
    ] as const) {
      await db.sql("insert into public.customers (user_id, stripe_customer_id) values ($1, $2)", [
        user,
        customer,
      ]);
      await db.sql(subscription(user, customer));
    }
    await db.sql(subscription(leaver, "cus_former"));
    await db.sql(
      "insert into private.stripe_customers (id, user_id, created) values ('cus_second', $1, now())",
      [leaver],
    );
    await db.sql(away);
    const jobs = await db.sql<{ payload: object }>(
      "select payload from graphile_worker._private_jobs where payload ->> 'customerId' is not null order by payload ->> 'customerId'",
    );
    expect(jobs.map(({ payload }) => payload)).toEqual([
      { customerId: "cus_former" },
      { customerId: "cus_leaving" },
      { customerId: "cus_second" },
    ]);
  });

  test("is deleted all the same where there is no queue", async () => {
    await signUp(withoutQueue, leaver, { name: "Leaving" });
    await withoutQueue.sql(away);
    expect(await withoutQueue.sql("select from public.profiles where id = $1", [leaver])).toHaveLength(0);
  });
});
