import { setTimeout as delay } from "node:timers/promises";
import type Stripe from "stripe";
import { expect, test, vi } from "vitest";
import { type CrashingApp, startCrashingApp } from "./crashing-app.ts";
import { lettersIn, tellOfReaders, truthAtStripe, truthHere } from "./good-year.ts";
import { chance } from "./history.ts";

/** at the least */
const deliveries = 1_000;
const senders = 6;
/** While events are delivered, and again while the queue is worked on. */
const kills = { delivering: 4, working: 1 };
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
/** A killed worker's jobs are free after a minute at most; then they have to be done. */
const patience = { timeout: 240_000, interval: 200 };

type Sent = { accepted: Set<string>; refused: number };

/** Delivers as Stripe does: signed anew each time, and again until somebody says 200. */
async function deliver(app: CrashingApp, event: Stripe.Event, sent: Sent): Promise<void> {
  for (let pause = 50; !sent.accepted.has(event.id); pause = Math.min(pause * 2, 1_000)) {
    const { payload, headers } = app.service.webhooks.sign(event, { secret: app.secret });
    const request = { method: "POST", body: payload, headers, signal: AbortSignal.timeout(10_000) };
    const status = await fetch(app.webhookUrl, request).then(read, () => 0);
    if (status === 200) sent.accepted.add(event.id);
    else {
      sent.refused += 1;
      await delay(pause);
    }
  }
}

const read = async (response: Response) => {
  await response.arrayBuffer();
  return response.status;
};

/** Kills Postgres and the app in a random order, each time when `progress` has come to a random number. */
async function killAtRandom(
  app: CrashingApp,
  times: number,
  random: () => number,
  progress: () => Promise<number>,
  end: number,
) {
  const victims = [...Array(times).fill("postgres"), ...Array(times).fill("app")] as ("postgres" | "app")[];
  const plan = victims
    .map((victim) => ({ victim, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ victim }) => victim);
  const moments = victims.map(() => Math.floor(random() * end * 0.95)).sort((a, b) => a - b);
  for (const [n, victim] of plan.entries()) {
    await vi.waitUntil(async () => (await progress()) >= moments[n]!, { ...patience, interval: 5 });
    await delay(random() * 30);
    await (victim === "app" ? app.killApp() : app.killPostgres());
  }
}

const count = async (app: CrashingApp, query: string) => Number((await app.sql(query))[0]?.count);
const open = "select count(*) from private.stripe_events where state not in ('processed', 'ignored')";
const jobs = `select count(*) from graphile_worker.jobs
  where task_identifier not in ('reconcile_stripe', 'clean_up', 'retry_stripe_events')`;

test(`what got a 200 is kept, and its effects are there once, whatever is killed when (seed ${seed})`, async () => {
  const random = chance(seed);
  const app = await startCrashingApp();
  const readers = await tellOfReaders(app, deliveries);
  const events = app.service.shuffle(seed);
  const queue = [...events];
  const sent: Sent = { accepted: new Set(), refused: 0 };
  const startedAt = performance.now();

  const sending = Array.from({ length: senders }, async () => {
    for (let event = queue.pop(); event; event = queue.pop()) await deliver(app, event, sent);
  });
  const deliveredSoFar = async () => sent.accepted.size;
  await Promise.all([...sending, killAtRandom(app, kills.delivering, random, deliveredSoFar, events.length)]);
  expect(sent.accepted.size).toBe(events.length);

  const left = await count(app, open);
  await killAtRandom(app, kills.working, random, async () => left - (await count(app, open)), left);
  await vi.waitUntil(async () => (await count(app, open)) + (await count(app, jobs)) === 0, patience);

  const kept = await app.sql("select id from private.stripe_events");
  expect(kept.map(({ id }) => String(id)).sort()).toEqual([...sent.accepted].sort());
  expect(await truthHere(app)).toEqual(await truthAtStripe(app));
  const { byReader, copies } = await lettersIn(app);
  expect(byReader).toEqual(Object.fromEntries(readers.map(({ email, letters }) => [email, letters])));
  // The worker's process works on four jobs at once; only a letter that was under way when it was killed can be doubled.
  expect(copies).toBeLessThanOrEqual(4 * (kills.delivering + kills.working));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.info(
    `crash test, seed ${seed}: ${events.length} events, ${sent.refused} tries refused, ${left} open when the last was ` +
      `accepted; Postgres and the app killed ${kills.delivering + kills.working} times each; ` +
      `${readers.length} readers; ${copies} letters delivered twice; ${seconds} s`,
  );
}, 600_000);
