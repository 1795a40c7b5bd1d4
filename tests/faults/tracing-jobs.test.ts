import { spawn } from "node:child_process";
import { once } from "node:events";
import Stripe from "stripe";
import { expect, onTestFinished, test } from "vitest";
import { apiVersion } from "../../lib/billing/stripe.ts";
import { inTransaction } from "../../lib/db/transaction.ts";
import { announce } from "../../lib/jobs/announce.ts";
import { span } from "../../lib/observability/spans.ts";
import { startTracing } from "../../lib/observability/tracing.ts";
import { ancestorsOf, startCollector } from "../support/collector.ts";
import { leaksIn } from "../support/leaks.ts";
import { openShop } from "./shop.ts";

const shop = await openShop({ busy: true }); // for a Stripe that another process reaches, too

/** Runs what asks for jobs as the span of a request would. */
const asRequest = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  span(() => ({ name, kind: "client", facts: {} }), work);

test("a job in another process goes on with the trace of what asked for it, and says whom it asks", async () => {
  const collector = await startCollector();
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.url;
  startTracing();
  const userId = await shop.newPerson();
  const { hostname: host, port } = new URL(process.env.STRIPE_API_URL!);
  const stripe = new Stripe("sk_test_of_a_test", { apiVersion, host, port: Number(port), protocol: "http" });
  const email = "ann@people.example";
  const customer = await stripe.customers.create({ email, name: "Ann Lee", metadata: { user_id: userId } });
  const event = shop.service.events.list().find(({ type }) => type === "customer.created")!;
  await asRequest("the webhook", () => shop.deliver(event));
  await asRequest("somebody registers", () =>
    inTransaction((tx) => announce(tx, { template: "welcome", cause: "welcome:test", userId, data: {} })),
  );

  const worker = spawn(process.execPath, ["lib/jobs/worker-main.ts"], {
    env: { ...process.env, NODE_OPTIONS: "", NODE_ENV: "test", OTEL_SERVICE_NAME: "the-worker" },
    stdio: "ignore",
  });
  onTestFinished(() => void worker.kill("SIGKILL"));
  const applied = await collector.hears("job apply_stripe_event");
  const written = await collector.hears("job send_email");
  worker.kill("SIGTERM");
  await once(worker, "exit");

  const spans = collector.spans();
  const named = (name: string) => spans.find((one) => one.name === name)!;
  expect(applied).toMatchObject({
    service: "the-worker",
    kind: 5, // a consumer
    traceId: named("the webhook").traceId,
    attributes: { "plinth.job.task": "apply_stripe_event", "plinth.job.attempt": 1 },
  });
  expect(ancestorsOf(applied, spans).at(-1)).toEqual(named("the webhook"));
  expect(written.traceId).toBe(named("somebody registers").traceId);
  const toStripe = spans.find(
    ({ name, traceId }) => name.startsWith("stripe ") && traceId === applied.traceId,
  )!;
  expect(toStripe).toMatchObject({
    name: "stripe GET /v1/customers/{id}",
    attributes: { "http.response.status_code": 200, "url.template": "/v1/customers/{id}" },
  });
  expect(ancestorsOf(toStripe, spans).map(({ spanId }) => spanId)).toContain(applied.spanId);

  // What goes on by itself, such as a heartbeat, is no trace of its own.
  const ofWorker = spans.filter(({ service }) => service === "the-worker");
  expect(
    ofWorker.filter(({ parentSpanId, name }) => parentSpanId === undefined && !name.startsWith("job ")),
  ).toEqual([]);

  const secrets = { userId, name: "Ann Lee", customer: customer.id, event: event.id };
  expect(leaksIn(collector.text(), secrets)).toEqual([]);
});
