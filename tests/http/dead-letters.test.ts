import { randomUUID } from "node:crypto";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { stripeUnderTest } from "../support/own-time.ts";
import { newPerson, type Person, sql } from "../support/people.ts";
import { triggerAtStripe } from "../support/shopping.ts";

// What cannot be applied is a product whose name the database refuses, until somebody mends that.

let admin: Person;
beforeAll(async () => {
  admin = await newPerson({ role: "admin" });
});

type Job = {
  id: string;
  task: string;
  state: string;
  attempts: number;
  maxAttempts: number;
  lastError: string;
};

/** Makes a product at Stripe that cannot be written here. Stripe tells of it. */
async function newPoison(): Promise<{ product: string; event: string; mend: () => Promise<unknown> }> {
  const product = `prod_${randomUUID().replaceAll("-", "")}`;
  const rule = `refuses_${product}`;
  await sql(`alter table public.products add constraint ${rule} check (id <> '${product}') not valid`);
  const mend = () => sql(`alter table public.products drop constraint if exists ${rule}`);
  onTestFinished(async () => void (await mend()));
  await stripeUnderTest().products.create({ id: product, name: "Poison" });
  const heard = async () => (await eventsAbout(product))[0]?.id;
  await expect.poll(heard, { timeout: 20_000 }).toEqual(expect.any(String));
  return { product, event: String(await heard()), mend };
}

const eventsAbout = (object: string) =>
  sql("select id, type, state, attempts, last_error from private.stripe_events where object_id = $1", [
    object,
  ]);
const rowsOf = (product: string) => sql("select name from public.products where id = $1", [product]);

/** Lets the waits between the tries pass at once, until there are no tries left. */
async function untilDead(product: string, event: string): Promise<void> {
  const skip = `with skipped as (
      update graphile_worker._private_jobs set run_at = now() where key = $1 and locked_at is null returning id)
    select pg_notify('jobs:insert', '{"r":"' || gen_random_uuid() || '","count":1}') from skipped`;
  const state = async () => {
    await sql(skip, [`stripe:${event}`]);
    return (await eventsAbout(product))[0]?.state;
  };
  await expect.poll(state, { timeout: 60_000, interval: 50 }).toBe("dead");
}

/** The dead job of an event. The queue names it by the event; admins are not told what a job is about. */
async function deadJobOf(event: string): Promise<Job> {
  const [row] = await sql("select id::text from graphile_worker.jobs where key = $1", [`stripe:${event}`]);
  const find = async () => {
    const { body } = await admin.get("/api/admin/jobs?state=dead&limit=100");
    return (body.data as Job[]).find(({ id }) => id === row?.id);
  };
  await expect.poll(find, { timeout: 10_000 }).toBeDefined();
  return (await find())!;
}

test("what fails ten times is given up, can be seen, and is replayed once it is mended", async () => {
  const { product, event, mend } = await newPoison();
  await untilDead(product, event);
  const { body } = await admin.get("/api/admin/stripe-events?state=dead&limit=100");
  const dead = body.data.find(({ id }: { id: string }) => id === event);
  expect(dead).toMatchObject({ type: "product.created", attempts: 10 });
  expect(dead.lastError).toBe(`Postgres 23514 refuses_${product}`);
  expect(await deadJobOf(event)).toMatchObject({ task: "apply_stripe_event", attempts: 10, maxAttempts: 10 });

  await mend();
  expect(await rowsOf(product)).toEqual([]);
  expect((await admin.post(`/api/admin/stripe-events/${event}/replay`)).status).toBe(202);
  await expect
    .poll(async () => (await eventsAbout(product))[0]?.state, { timeout: 20_000 })
    .toBe("processed");
  expect(await rowsOf(product)).toEqual([{ name: "Poison" }]);
}, 120_000);

test("a dead job is retried by an admin, as often as a new one", async () => {
  const { product, event, mend } = await newPoison();
  await untilDead(product, event);
  const { id } = await deadJobOf(event);
  await mend();
  expect((await admin.post(`/api/admin/jobs/${id}/retry`)).status).toBe(202);
  await expect.poll(() => rowsOf(product), { timeout: 20_000 }).toEqual([{ name: "Poison" }]);
  expect((await eventsAbout(product))[0]).toMatchObject({ state: "processed", last_error: null });
  expect(await admin.post(`/api/admin/jobs/${id}/retry`)).toMatchObject({ status: 404 });
}, 120_000);

test("a job that is running is left alone; one that rests can be taken out", async () => {
  const task = `nobody_does_${randomUUID().slice(0, 8)}`;
  const [row] = await sql(
    "select id::text from graphile_worker.add_job($1, run_at => now() + interval '1 day')",
    [task],
  );
  const path = `/api/admin/jobs/${row?.id}`;
  const lock = (worker: string | null) =>
    sql(
      `update graphile_worker._private_jobs set locked_by = $2,
        locked_at = case when $2::text is not null then now() end where id = $1`,
      [row?.id, worker],
    );
  await lock("somebody");
  expect(await admin.delete(path)).toMatchObject({ status: 409, body: { code: "conflict" } });
  expect(await admin.post(`${path}/retry`)).toMatchObject({ status: 409 });
  const { body } = await admin.get("/api/admin/jobs?state=running&limit=100");
  expect(body.data.some((job: Job) => job.task === task)).toBe(true);
  await lock(null);
  expect((await admin.delete(path)).status).toBe(204);
  expect(await admin.delete(path)).toMatchObject({ status: 404, body: { code: "not_found" } });
});

test("the list of jobs is paged, newest first, and says nothing of what they are about", async () => {
  const secret = randomUUID();
  for (let n = 0; n < 3; n += 1) {
    await sql(
      "select from graphile_worker.add_job('nobody_does', json_build_object('secret', $1::text), run_at => now() + interval '1 hour')",
      [secret],
    );
  }
  onTestFinished(async () => {
    await sql("delete from graphile_worker._private_jobs where payload ->> 'secret' = $1", [secret]);
  });
  const first = await admin.get("/api/admin/jobs?state=waiting&limit=2");
  const { nextCursor } = first.body.pagination;
  const second = await admin.get(`/api/admin/jobs?state=waiting&limit=2&cursor=${nextCursor}`);
  const ids = [...first.body.data, ...second.body.data].map(({ id }: Job) => Number(id));
  expect(ids).toEqual(ids.toSorted((a, b) => b - a));
  expect(new Set(ids).size).toBe(ids.length);
  expect(JSON.stringify([first.body, second.body])).not.toContain(secret);
  for (const query of ["cursor=made-up", "limit=0", "state=lost"]) {
    expect((await admin.get(`/api/admin/jobs?${query}`)).status, query).toBe(422);
  }
});

test.each(["x", "0", "-1", "1e3", "9".repeat(19), "%00"])("no job is called %s", async (id) => {
  expect((await admin.post(`/api/admin/jobs/${id}/retry`)).status).toBe(404);
  expect((await admin.delete(`/api/admin/jobs/${id}`)).status).toBe(404);
});

test("a thin event is applied as well: what it names is fetched as it is now", async () => {
  const { id } = await stripeUnderTest().products.create({ name: "As Stripe has it" });
  await expect.poll(() => rowsOf(id), { timeout: 20_000 }).toEqual([{ name: "As Stripe has it" }]);
  await sql("update public.products set name = 'As it was' where id = $1", [id]);
  await triggerAtStripe("v1.product.updated", { object: id });
  await expect.poll(() => rowsOf(id), { timeout: 20_000 }).toEqual([{ name: "As Stripe has it" }]);
  const thin = (await eventsAbout(id)).filter(({ type }) => type === "v1.product.updated");
  expect(thin).toMatchObject([{ state: "processed", attempts: 0 }]);
});
