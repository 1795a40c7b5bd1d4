import { Client } from "pg";
import type Stripe from "stripe";
import type { Bench, Comparison, Fact, Progress, Result } from "./bench.ts";
import { requireStatus, sendAll } from "./load.ts";
import { type Post, postEvenly } from "./pace.ts";
import { compare } from "./rounds.ts";
import { buildApp, type Ground, openApp, openGround, webhookSecret } from "./server.ts";

const eventsInARound = 2_000;
const connections = 16;

/**
 * Events that were never sent before, signed, about a subscription each: no job is saved by another. The bare handler
 * gets the same bytes. Jobs are not part of "to 200", but the worker in the server's process competes with it; what
 * the product's rounds enqueue keeps that worker busy in the bare handler's rounds as well.
 */
export default {
  title: "webhook: an event to 200, against a bare handler that does one insert",
  run: async (progress) => {
    await buildApp(progress);
    const ground = await openGround(progress);
    const db = new Client({ connectionString: ground.stack.dbUrl });
    try {
      await db.connect();
      await db.query(bareTable);
      return await measure(ground, db, progress);
    } finally {
      await db.end();
      await ground.stop();
    }
  },
} satisfies Bench;

const bareTable = `create table private.bare_events (
  id bigint generated always as identity primary key,
  payload jsonb not null)`;

async function measure(ground: Ground, db: Client, progress: Progress): Promise<Result> {
  const events = eventsAt(ground);
  const usual = await openApp(ground);
  const facts = await flood(usual.url, events, db, progress);
  const name = "worker in the server's process";
  const inProcess = await contest(name, usual.url, events, progress).finally(usual.stop);
  const alone = await openApp(ground, { JOBS: "off" });
  const elsewhere = await contest("worker elsewhere", alone.url, events, progress).finally(alone.stop);
  return { comparisons: [inProcess, elsewhere], facts };
}

function contest(name: string, url: string, events: Events, progress: Progress): Promise<Comparison> {
  const round = async (path: string) => {
    const requests = events(eventsInARound).map((post) => ({ method: "POST" as const, ...post }));
    const load = await sendAll(requests, { url: url + path, connections });
    requireStatus(200, load);
    return load.perSecond;
  };
  const subject = () => round("/api/webhooks/stripe");
  const baseline = () => round("/api/bare/insert");
  return compare({ name, unit: "events/s", aim: { atLeast: 0.7 }, subject, baseline }, progress);
}

/** A thousand events in a minute, and whether one of them is lost. */
async function flood(url: string, events: Events, db: Client, progress: Progress): Promise<Fact[]> {
  progress("a thousand events in a minute");
  const load = await postEvenly(`${url}/api/webhooks/stripe`, events(1_000), { perMinute: 1_000 });
  requireStatus(200, load);
  const { rows } = await db.query(
    "select count(*)::int as kept from private.stripe_events where id like 'evt_bench%'",
  );
  return [
    { name: "of 1,000 events in a minute, lost", value: 1_000 - rows[0].kept, unit: "events" },
    { name: "half of them were answered within", value: load.p50, unit: "ms" },
    { name: "99 % of them were answered within", value: load.p99, unit: "ms" },
  ];
}

type Events = (count: number) => Post[];

/** Makes events with the content of a real one of the local Stripe's. */
function eventsAt({ stripe }: Ground): Events {
  const real = stripe.service.trigger("customer.subscription.created").find(isSubscription);
  if (real === undefined) throw new Error("The local Stripe made no subscription");
  const text = JSON.stringify(real);
  const { id: object } = real.data.object;
  let made = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      made += 1;
      const event = JSON.parse(text.replaceAll(object, `sub_bench_${made}`));
      const signed = stripe.service.webhooks.sign(
        { ...event, id: `evt_bench_${made}` },
        { secret: webhookSecret },
      );
      return { headers: signed.headers, body: signed.payload };
    });
}

const isSubscription = (event: Stripe.Event): event is Stripe.CustomerSubscriptionCreatedEvent =>
  event.type === "customer.subscription.created";
