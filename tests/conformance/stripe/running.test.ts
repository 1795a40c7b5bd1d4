import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../../../local/postgres/ports.ts";
import { createStripeService } from "../../../local/stripe/service.ts";
import { startStripe } from "../../../local/stripe/start.ts";
import { clientFor, receiver, subscribe } from "./account.ts";

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "stripe-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

test("customers, subscriptions and the clock are kept between runs, and the catalogue is made once", async () => {
  const dataDir = await folder();
  const port = await freePort();
  const first = await startStripe({ port, dataDir });
  const { customer, subscription } = await subscribe(clientFor(port));
  first.service.clock.advance("3d");
  const then = first.service.clock.now();
  await first.close();
  expect((await stat(join(dataDir, "stripe.json"))).mode & 0o777).toBe(0o600);

  const second = await startStripe({ port, dataDir });
  onTestFinished(() => second.close());
  const stripe = clientFor(port);
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ email: "ida@plinth.test" });
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  expect((await stripe.prices.list({ limit: 100 })).data).toHaveLength(3);
  expect(second.service.clock.now().getTime()).toBeGreaterThanOrEqual(then.getTime());
});

test("what was not delivered when it stopped is delivered by the next run", async () => {
  const dataDir = await folder();
  const { url, received } = await receiver();
  const webhooks = [{ url, secret: "whsec_x" }];
  const first = await createStripeService({ dataDir, webhooks, delivery: "manual" });
  first.trigger("customer.created");
  await first.close();
  const second = await createStripeService({ dataDir, webhooks });
  await second.webhooks.settled();
  await second.close();
  expect(received.map(({ body }) => JSON.parse(body).type)).toContain("customer.created");
});

test("an address that a later run is not started with gets nothing more", async () => {
  const dataDir = await folder();
  const [old, fresh] = [await receiver(), await receiver()];
  const first = await createStripeService({ dataDir, webhooks: [{ url: old.url, secret: "whsec_x" }] });
  await first.close();
  const second = await createStripeService({ dataDir, webhooks: [{ url: fresh.url, secret: "whsec_y" }] });
  second.trigger("customer.created");
  await second.webhooks.settled();
  await second.close();
  expect([old.received.length > 0, fresh.received.length > 0]).toEqual([false, true]);
});

test("a state that cannot be read is a sentence that names the file", async () => {
  const dataDir = await folder();
  await writeFile(join(dataDir, "stripe.json"), "{ half");
  await expect(createStripeService({ dataDir })).rejects.toThrow(/stripe\.json cannot be read .* Delete it/);
  expect(await readFile(join(dataDir, "stripe.json"), "utf8")).toBe("{ half");
});

test("a taken port is a sentence; another name for this machine is refused", async () => {
  const port = await freePort();
  const running = await startStripe({ port });
  onTestFinished(() => running.close());
  await expect(startStripe({ port })).rejects.toThrow(`Port ${port} has been taken by another program`);
  const { request } = await import("node:http");
  const status = await new Promise((resolve) => {
    const options = { port, host: "127.0.0.1", path: "/_local", headers: { host: "evil.test" } };
    request(options, (response) => resolve(response.resume().statusCode)).end();
  });
  expect(status).toBe(403);
});

const run = promisify(execFile);
const cli = new URL("../../../local/stripe/cli.ts", import.meta.url).pathname;

async function stripe(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, NO_COLOR: "1" };
  return run(process.execPath, [cli, ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (error) => ({ code: error.code, out: error.stdout, err: error.stderr }),
  );
}

test("the command line triggers, advances, lists, redelivers and shuffles", async () => {
  const { url, received } = await receiver();
  const port = await freePort();
  const running = await startStripe({ port, webhookUrl: url, webhookSecret: "whsec_x" });
  onTestFinished(() => running.close());
  const at = ["--url", running.url];
  expect((await stripe("trigger", ...at)).out).toContain("customer.subscription.trial_will_end");
  expect((await stripe("trigger", "invoice.paid", ...at)).out).toContain("customer.subscription.created");
  expect((await stripe("advance", "1mo", ...at)).out).toContain("invoice.created");
  expect((await stripe("events", "--limit", "3", ...at)).out.trim().split("\n")).toHaveLength(3);
  await running.service.webhooks.settled();
  const before = received.length;
  const [event] = running.service.events.list();
  expect((await stripe("redeliver", event!.id, ...at)).out).toContain("delivered");
  expect(received).toHaveLength(before + 1);
  expect((await stripe("shuffle", "--seed", "4", ...at)).code).toBe(0);
  expect(received).toHaveLength(before + 1 + running.service.events.list().length);
});

test("the command line's refusals are one sentence each, with exit code 1", async () => {
  const nobody = `http://127.0.0.1:${await freePort()}`;
  const down = await stripe("events", "--url", nobody);
  expect(down).toMatchObject({ code: 1, out: "" });
  expect(down.err.trim()).toBe(
    `✗ The local Stripe does not answer at ${nobody}. Start it with "npm run dev".`,
  );
  expect((await stripe("dance")).err).toContain('There is no command "dance"');
  expect((await stripe("events", "--many")).err).toContain("--help");
  expect((await stripe("events", "--limit", "x")).err).toContain("whole number");
  expect((await stripe("--help")).out).toContain("npm run stripe -- trigger TYPE");
});
